using System.Text.Json;
using System.Text.Json.Serialization;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Organisations;

namespace Kem.Match.Web.Features.Demo;

/// <summary>The invented people, organisations and stories of <c>data/demo</c>, as they stand in the files. Days count from today.</summary>
public sealed record DemoFiles(
    IReadOnlyList<DemoMunicipality> Municipalities,
    IReadOnlyList<DemoOrganisation> Organisations,
    IReadOnlyList<DemoAccount> People,
    IReadOnlyList<DemoNeed> Needs,
    IReadOnlyList<DemoProposal> Proposals,
    IReadOnlyList<DemoAgreement> Agreements,
    IReadOnlyList<DemoProgramme> Programmes)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter() },
    };

    public static DemoFiles Read(string folder) => new(
        List<DemoMunicipality>(folder, "municipalities.json"),
        List<DemoOrganisation>(folder, "organisations.json"),
        List<DemoAccount>(folder, "people.json"),
        List<DemoNeed>(folder, "needs.json"),
        List<DemoProposal>(folder, "proposals.json"),
        List<DemoAgreement>(folder, "agreements.json"),
        List<DemoProgramme>(folder, "programmes.json"));

    private static List<T> List<T>(string folder, string file)
    {
        var path = Path.Combine(folder, file);

        try
        {
            return JsonSerializer.Deserialize<List<T>>(File.ReadAllText(path), Json) ?? [];
        }
        catch (JsonException e)
        {
            throw new DataFileException(path, $"line {e.LineNumber + 1}, field {e.Path}", e.Message, e);
        }
    }
}

public sealed record DemoMunicipality(string Code, string Name, string OfficialName, string Phone, string Email, double Lat, double Lon);

public sealed record DemoOrganisation(
    string Key, string Kind, string Form, string Name, string Municipality, string Place, string PostalCode, string Description, int? Members,
    List<string> Languages, List<string> TargetGroups, List<string> Activities, List<string> Competences, List<string> Gaps, List<string> Resources,
    List<DemoOffering> Offerings, DemoContact Contact, string Channel, string? BestTime, int? ConfirmedDaysAgo, int? VisitedDaysAgo, int? PausedForDays,
    int? FoundedYear = null, int? VolunteerHours = null, int? FreeSlots = null, List<string>? Boundaries = null,
    Dictionary<string, Mastery>? Mastery = null);

public sealed record DemoOffering(string Title, string When, string Where, string? RoomForMore);

public sealed record DemoContact(string Name, string Role, string Email, string Phone);

public sealed record DemoAccount(string Key, string Name, string Email, string Role, string? Organisation, string Municipality, string Title);

public sealed record DemoNeed(
    string Key, string Asker, string Method, string PartnerKind, string Title, string? Description,
    List<string> TargetGroups, List<string> Activities, List<string> Competences, List<string> Languages,
    string? Place, List<string> Times, List<string> Gives, string? PartnerGains, int CreatedDaysAgo, string State);

public sealed record DemoProposal(
    string Key, string Need, string Partner, string? Message, int SentDaysAgo, int AnswerWithinDays, int Reminders, DemoAnswer? Answer, int? WithdrawnDaysAgo,
    int? CalledDaysAgo = null, DemoGivingUp? GaveUp = null);

public sealed record DemoGivingUp(string Kind, int DaysAgo, string Note);

public sealed record DemoAnswer(string Kind, int DaysAgo, string? Message, string? Times, string? Reason, int? AskAgainInDays);

public sealed record DemoAgreement(
    string Key, string? Proposal, string? Need, string Title, string Method, List<DemoParty> Parties, int StartsInDays, int Months, int? IntervalMonths,
    string MeetingTime, string MeetingPlace, Dictionary<string, string> Answers, List<string> OptionalClauses, string State,
    List<DemoSignature> Signed, DemoRefusal? Declined, List<DemoMeeting> Meetings, string? Amends = null, Dictionary<string, DemoOutcome>? Outcomes = null,
    DemoPause? Pause = null);

public sealed record DemoPause(int FromInDays, int UntilInDays, string Reason);

public sealed record DemoOutcome(string Kind, string Note);

public sealed record DemoParty(string Organisation, string Contribution, string Benefit, DemoPartyContact Contact);

public sealed record DemoPartyContact(string Name, string Title, string Email);

public sealed record DemoSignature(string Organisation, int DaysAgo);

public sealed record DemoRefusal(string Organisation, int DaysAgo, string? Reason);

public sealed record DemoMeeting(
    int Number, string State, int? Residents, int? Volunteers, Dictionary<string, int>? Ratings, DemoMinutes? Minutes, List<DemoAction>? Actions);

public sealed record DemoMinutes(string? How, string? Positive, string? Challenges, string? Goal);

public sealed record DemoAction(string Text, string Owner, int? DueInDays, bool Done);

public sealed record DemoProgramme(
    string Title, string Lead, string Agreement, int StartsInDays, int Months, int DaysOpen, List<DemoMember> Associations, List<DemoTick> Done);

/// <summary>An association of a programme; <c>Checks</c> has its answers to the twelve subjects in each round it has finished.</summary>
public sealed record DemoMember(string Organisation, bool ShowsChange, List<List<int>> Checks);

public sealed record DemoTick(string Code, int DaysAgo);
