using System.Collections.ObjectModel;
using Kem.Match.Web.Domain.Needs;

namespace Kem.Match.Web.Domain.Organisations;

/// <summary>
/// An association, a company or a municipal unit in the catalogue. The three answer proposals, sign and meet in the same
/// way, so they are one type; what differs is <see cref="Kind"/>.
/// </summary>
public sealed partial class Organisation
{
    /// <summary>A profile that nobody has confirmed for this long is called old.</summary>
    public const int DaysUntilStale = 365;

    private readonly List<Offering> offerings = [];

    public Organisation(string municipalityCode, OrganisationKind kind, OrganisationDescription description)
        : this(municipalityCode, kind) => Describe(description);

    private Organisation(string municipalityCode, OrganisationKind kind) => (MunicipalityCode, Kind) = (municipalityCode, kind);

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public string MunicipalityCode { get; private set; }
    public OrganisationKind Kind { get; private set; }
    public string Name { get; private set; } = "";
    public string Form { get; private set; } = "";

    /// <summary>The number in the central business register (CVR); empty when it has none or nobody has said.</summary>
    public string Cvr { get; private set; } = "";

    public string Place { get; private set; } = "";
    public string PostalCode { get; private set; } = "";
    public string Description { get; private set; } = "";
    public int? Members { get; private set; }

    /// <summary>The year it was founded (stiftet); null when nobody has said.</summary>
    public int? FoundedYear { get; private set; }

    /// <summary>Volunteer hours a month that can be given (frivilligtimer); null when nobody has said.</summary>
    public int? VolunteerHours { get; private set; }

    /// <summary>How many more partnerships there is room for now; null when nobody has said.</summary>
    public int? FreeSlots { get; private set; }

    public List<string> Languages { get; private set; } = [];
    public List<string> TargetGroups { get; private set; } = [];
    public List<string> Activities { get; private set; } = [];
    public List<string> Competences { get; private set; } = [];

    /// <summary>How well it says that it masters some of its competences, by code; the others it has said nothing of.</summary>
    public IReadOnlyDictionary<string, Mastery> Mastery { get; private set; } = ReadOnlyDictionary<string, Mastery>.Empty;

    public List<string> Gaps { get; private set; } = [];
    public List<string> Resources { get; private set; } = [];

    /// <summary>What it would rather not be asked about (grænser): activities, target groups and methods. Not for other organisations to see.</summary>
    public List<string> Boundaries { get; private set; } = [];

    public string ContactName { get; private set; } = "";
    public string ContactRole { get; private set; } = "";
    public string ContactEmail { get; private set; } = "";
    public string ContactPhone { get; private set; } = "";
    public Channel PreferredChannel { get; private set; }
    public string BestTime { get; private set; } = "";

    /// <summary>Which language its mails are in (sprog til mails), as a code; Danish stands below it when it is another.</summary>
    public string MailLanguage { get; private set; } = OrganisationDescription.Danish;

    /// <summary>The day the organisation itself last said that the profile is right; null when it never has.</summary>
    public DateOnly? ConfirmedOn { get; private set; }

    public DateOnly? VisitedOn { get; private set; }

    /// <summary>The last day of a pause in which no proposal may be sent.</summary>
    public DateOnly? PausedUntil { get; private set; }

    public IReadOnlyList<Offering> Offerings => offerings;

    public bool CanBeMailed => ContactEmail.Length > 0;

    public bool IsPausedOn(DateOnly day) => PausedUntil >= day;

    public bool IsConfirmed => ConfirmedOn is not null;

    public bool IsStaleOn(DateOnly day) => ConfirmedOn is { } confirmed && confirmed.AddDays(DaysUntilStale) < day;

    public void Describe(OrganisationDescription description)
    {
        Name = description.Name;
        Form = description.Form;
        Cvr = description.Cvr;
        Place = description.Place;
        PostalCode = description.PostalCode;
        Description = description.Description;
        Members = description.Members;
        FoundedYear = description.FoundedYear;
        VolunteerHours = description.VolunteerHours;
        FreeSlots = description.FreeSlots;
        Languages = [.. description.Languages];
        TargetGroups = [.. description.TargetGroups];
        Activities = [.. description.Activities];
        Competences = [.. description.Competences];
        SayHowWell(description.Mastery);
        Gaps = [.. description.Gaps];
        Resources = [.. description.Resources];
        Boundaries = [.. description.Boundaries];
        ContactName = description.ContactName;
        ContactRole = description.ContactRole;
        ContactEmail = description.ContactEmail;
        ContactPhone = description.ContactPhone;
        PreferredChannel = description.PreferredChannel;
        BestTime = description.BestTime;
        MailLanguage = description.MailLanguage;
    }

    /// <summary>What is said of something that it does not have as a competence is left out.</summary>
    public void SayHowWell(IReadOnlyDictionary<string, Mastery> levels) =>
        Mastery = Competences.Where(levels.ContainsKey).Order(StringComparer.Ordinal).ToDictionary(code => code, code => levels[code]);

    /// <summary>Somebody else is the one to write to from now on; what else is known of the contact belongs to the old one.</summary>
    public void SayWhoToWriteTo(string name, string email) =>
        (ContactName, ContactRole, ContactEmail, ContactPhone, BestTime) = (name, "", email, "", "");

    /// <summary>It says after a health check what it would like to learn; what it said there before and not now is gone again.</summary>
    public void WantHelpWith(IReadOnlyCollection<string> competences, IReadOnlyCollection<string> insteadOf) => Gaps = Replaced(Gaps, competences, insteadOf);

    /// <summary>The same for what it can, and will help others with.</summary>
    public void OfferHelpWith(IReadOnlyCollection<string> competences, IReadOnlyCollection<string> insteadOf)
    {
        Competences = Replaced(Competences, competences, insteadOf);
        SayHowWell(Mastery);
    }

    /// <summary>The contact person says whether to write or to call.</summary>
    public void Prefer(Channel channel) => PreferredChannel = channel;

    /// <summary>What the need is about that the organisation would rather not be asked about; empty when it may be asked freely.</summary>
    public IReadOnlyList<string> BoundariesAgainst(Need need) =>
        [.. Boundaries.Where(boundary => need.TargetGroups.Contains(boundary) || need.Activities.Contains(boundary) || need.Method == boundary)];

    /// <summary>The organisation itself says that what is written about it is right.</summary>
    public void Confirm(DateOnly on) => ConfirmedOn = on;

    /// <summary>Somebody else has changed the profile, so the organisation must look at it again.</summary>
    public void RequireConfirmation() => ConfirmedOn = null;

    public void RecordVisit(DateOnly on) => VisitedOn = on;

    public void PauseUntil(DateOnly? day) => PausedUntil = day;

    public void Offer(Offering offering) => offerings.Add(offering);

    private static List<string> Replaced(List<string> all, IReadOnlyCollection<string> by, IReadOnlyCollection<string> before) =>
        [.. all.Except(before.Except(by)).Union(by)];
}
