using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kem.Match.Web.Features.Agreements;

/// <summary>The answers of a draft as one flat list, each with a key: so that two people's forms can be compared and joined.</summary>
internal static class DraftFields
{
    private const int MarkLength = 12;

    private static readonly (string Name, Func<PartyForm, string?> Get, Action<PartyForm, string> Put)[] OfParty =
    [
        (nameof(PartyForm.Contribution), party => party.Contribution, (party, text) => party.Contribution = text),
        (nameof(PartyForm.Who), party => party.Who, (party, text) => party.Who = text),
        (nameof(PartyForm.When), party => party.When, (party, text) => party.When = text),
        (nameof(PartyForm.HowMuch), party => party.HowMuch, (party, text) => party.HowMuch = text),
        (nameof(PartyForm.Benefit), party => party.Benefit, (party, text) => party.Benefit = text),
        (nameof(PartyForm.ContactName), party => party.ContactName, (party, text) => party.ContactName = text),
        (nameof(PartyForm.ContactTitle), party => party.ContactTitle, (party, text) => party.ContactTitle = text),
        (nameof(PartyForm.ContactEmail), party => party.ContactEmail, (party, text) => party.ContactEmail = text),
        (nameof(PartyForm.Phone), party => party.Phone, (party, text) => party.Phone = text),
        (nameof(PartyForm.PrefersPhone), party => party.PrefersPhone ? "true" : "", (party, text) => party.PrefersPhone = text.Length > 0),
        (nameof(PartyForm.Deputy), party => party.Deputy, (party, text) => party.Deputy = text),
        (nameof(PartyForm.Cvr), party => party.Cvr?.Replace(" ", "", StringComparison.Ordinal), (party, text) => party.Cvr = text),
        (nameof(PartyForm.Address), party => party.Address, (party, text) => party.Address = text),
    ];

    public static string AnswerKey(string clause, string field) => $"Answers[{AgreementForm.Key(clause, field)}]";

    public static string PartyKey(Guid partyId, string name) => $"Parties[{partyId}].{name}";

    public static Dictionary<string, string> Of(AgreementForm form)
    {
        var fields = new Dictionary<string, string>
        {
            [nameof(AgreementForm.Title)] = Trimmed(form.Title),
            [nameof(AgreementForm.StartsOn)] = form.StartsOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            [nameof(AgreementForm.EndsOn)] = form.EndsOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            [nameof(AgreementForm.MonthsBetweenMeetings)] = form.MonthsBetweenMeetings.ToString(CultureInfo.InvariantCulture),
            [nameof(AgreementForm.MeetingTime)] = form.MeetingTime?.ToString("HH\\:mm", CultureInfo.InvariantCulture) ?? "",
            [nameof(AgreementForm.MeetingPlace)] = Trimmed(form.MeetingPlace),
            [nameof(AgreementForm.OptionalClauses)] = string.Join(',', form.OptionalClauses.Order(StringComparer.Ordinal)),
        };

        foreach (var (key, answer) in form.Answers)
        {
            fields[$"Answers[{key}]"] = Trimmed(answer);
        }

        foreach (var party in form.Parties)
        {
            foreach (var (name, get, _) in OfParty)
            {
                fields[PartyKey(party.Id, name)] = Trimmed(get(party));
            }
        }

        return fields;
    }

    /// <summary>Puts one answer into a form; a key that the form has no place for changes nothing.</summary>
    public static void Put(AgreementForm form, string key, string text)
    {
        switch (key)
        {
            case nameof(AgreementForm.Title):
                form.Title = text;
                break;
            case nameof(AgreementForm.StartsOn):
                form.StartsOn = DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
                break;
            case nameof(AgreementForm.EndsOn):
                form.EndsOn = DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
                break;
            case nameof(AgreementForm.MonthsBetweenMeetings):
                form.MonthsBetweenMeetings = int.Parse(text, CultureInfo.InvariantCulture);
                break;
            case nameof(AgreementForm.MeetingTime):
                form.MeetingTime = TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);
                break;
            case nameof(AgreementForm.MeetingPlace):
                form.MeetingPlace = text;
                break;
            case nameof(AgreementForm.OptionalClauses):
                form.OptionalClauses = [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries)];
                break;
            case var answer when answer.StartsWith("Answers[", StringComparison.Ordinal):
                form.Answers[answer["Answers[".Length..^1]] = text;
                break;
            default:
                PutOfParty(form, key, text);
                break;
        }
    }

    /// <summary>A short mark of every answer, in one line: enough to see later whether it has been changed.</summary>
    public static string MarksOf(AgreementForm form) => string.Join(';', Of(form).Select(field => $"{field.Key}:{MarkOf(field.Value)}"));

    public static Dictionary<string, string> ReadMarks(string? marks) => (marks ?? "")
        .Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Select(mark => mark.Split(':'))
        .Where(mark => mark.Length == 2)
        .DistinctBy(mark => mark[0])
        .ToDictionary(mark => mark[0], mark => mark[1]);

    public static string MarkOf(string text) => text.Length == 0 ? "-" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..MarkLength];

    public static string Trimmed(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();

    private static void PutOfParty(AgreementForm form, string key, string text)
    {
        foreach (var party in form.Parties)
        {
            OfParty.Where(field => PartyKey(party.Id, field.Name) == key).Select(field => field.Put).SingleOrDefault()?.Invoke(party, text);
        }
    }
}
