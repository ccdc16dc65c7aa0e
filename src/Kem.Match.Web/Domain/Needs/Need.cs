using Kem.Match.Web.Domain.Organisations;

namespace Kem.Match.Web.Domain.Needs;

public enum NeedState
{
    /// <summary>Being written; nobody but the writer's colleagues sees it.</summary>
    Draft,

    /// <summary>Partners are being looked for.</summary>
    Open,

    /// <summary>Met or given up.</summary>
    Closed,
}

/// <summary>Something that somebody needs a partner for (behov).</summary>
public sealed class Need
{
    public const int MaxTitleLength = 140;

    private readonly List<Dismissal> dismissals = [];

    public Need(string municipalityCode, Guid askerId, OrganisationKind partnerKind, string title, string createdBy, DateTimeOffset createdAt)
    {
        MunicipalityCode = municipalityCode;
        AskerId = askerId;
        PartnerKind = partnerKind;
        Title = title;
        CreatedBy = createdBy;
        CreatedAt = createdAt;
        ChangedAt = createdAt;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public string MunicipalityCode { get; private set; }

    /// <summary>Whose need it is: a municipal unit, an association or a company in the catalogue.</summary>
    public Guid AskerId { get; private set; }

    public Organisation Asker { get; private set; } = null!;
    public OrganisationKind PartnerKind { get; private set; }

    /// <summary>One of the guide's methods, or empty while nobody has chosen.</summary>
    public string Method { get; private set; } = "";

    /// <summary>The need in one sentence.</summary>
    public string Title { get; private set; }

    public string Description { get; private set; } = "";
    public List<string> TargetGroups { get; private set; } = [];
    public List<string> Activities { get; private set; } = [];
    public List<string> Competences { get; private set; } = [];
    public List<string> Languages { get; private set; } = [];

    /// <summary>Languages that a partner must speak, every one, to be suggested at all.</summary>
    public List<string> RequiredLanguages { get; private set; } = [];

    /// <summary>Words or phrases, every one of which a partner must state or write about to be suggested at all.</summary>
    public List<string> MustMention { get; private set; } = [];

    public string Place { get; private set; } = "";
    public List<string> Times { get; private set; } = [];
    public DateOnly? BeginsOn { get; private set; }

    /// <summary>Volunteer hours a month that are needed; null when nobody has said.</summary>
    public int? VolunteerHours { get; private set; }

    /// <summary>Kilometres that a partner may at most be away to be suggested at all; null for any distance.</summary>
    public int? WithinKilometres { get; private set; }

    /// <summary>Days that must have passed since a partner was last asked by anybody, for it to be suggested at all; null for none.</summary>
    public int? RestDays { get; private set; }

    /// <summary>What the asker itself puts in; cooperation goes both ways.</summary>
    public List<string> Gives { get; private set; } = [];

    public string PartnerGains { get; private set; } = "";

    /// <summary>True when suggestions stand in the order of their fit alone, and room is not made for small and new associations.</summary>
    public bool RanksByFitOnly { get; private set; }

    public NeedState State { get; private set; }
    public string CreatedBy { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }
    public IReadOnlyList<Dismissal> Dismissals => dismissals;

    /// <summary>0 to 3: how precise the need is, and so how good the suggestions can be.</summary>
    public int Precision =>
        (TargetGroups.Count > 0 && Activities.Count > 0 ? 1 : 0)
        + (Place.Length > 0 || Times.Count > 0 ? 1 : 0)
        + (Gives.Count > 0 ? 1 : 0);

    public void Ask(Guid askerId, OrganisationKind partnerKind, string title, DateTimeOffset at) =>
        (AskerId, PartnerKind, Title, ChangedAt) = (askerId, partnerKind, title, at);

    public void DescribeWhoAndWhat(
        string method,
        IEnumerable<string> targetGroups,
        IEnumerable<string> activities,
        IEnumerable<string> competences,
        IEnumerable<string> languages,
        string description,
        DateTimeOffset at)
    {
        Method = method;
        TargetGroups = [.. targetGroups];
        Activities = [.. activities];
        Competences = [.. competences];
        Languages = [.. languages];
        Description = description;
        ChangedAt = at;
    }

    /// <summary>Says which languages there is no way around; those that are only good to have belong to the description.</summary>
    public void RequireLanguages(IEnumerable<string> languages, DateTimeOffset at)
    {
        RequiredLanguages = [.. languages];
        ChangedAt = at;
    }

    /// <summary>Says what a partner must state or write about, in a word or a few for each thing.</summary>
    public void RequireMentioned(IEnumerable<string> phrases, DateTimeOffset at)
    {
        MustMention = [.. phrases];
        ChangedAt = at;
    }

    /// <param name="days">1 to 254 days since a partner was last asked by anybody; null when it does not matter.</param>
    /// <param name="at">When it was said.</param>
    public void RequireRest(int? days, DateTimeOffset at)
    {
        RestDays = days;
        ChangedAt = at;
    }

    public void DescribeWhereAndWhen(
        string place, IEnumerable<string> times, DateOnly? beginsOn, int? volunteerHours, int? withinKilometres, DateTimeOffset at)
    {
        Place = place;
        Times = [.. times];
        BeginsOn = beginsOn;
        VolunteerHours = volunteerHours;
        WithinKilometres = withinKilometres;
        ChangedAt = at;
    }

    public void DescribeWhatIsGiven(IEnumerable<string> gives, string partnerGains, DateTimeOffset at)
    {
        Gives = [.. gives];
        PartnerGains = partnerGains;
        ChangedAt = at;
    }

    /// <summary>Chooses the order of the suggestions; what is asked for stays as it is.</summary>
    public void RankByFitOnly(bool fitOnly) => RanksByFitOnly = fitOnly;

    /// <summary>The writing is done; partners may be asked.</summary>
    public void Open(DateTimeOffset at) => (State, ChangedAt) = (NeedState.Open, at);

    public void Close(DateTimeOffset at) => (State, ChangedAt) = (NeedState.Closed, at);

    public bool HasDismissed(Guid organisationId) => dismissals.Any(d => d.OrganisationId == organisationId);

    /// <summary>Puts a suggested partner aside for this need only.</summary>
    public void Dismiss(Guid organisationId, string reason, DateTimeOffset at)
    {
        if (HasDismissed(organisationId)) return;

        dismissals.Add(new Dismissal(organisationId, reason, at));
        ChangedAt = at;
    }

    public void TakeBackDismissal(Guid organisationId, DateTimeOffset at)
    {
        dismissals.RemoveAll(d => d.OrganisationId == organisationId);
        ChangedAt = at;
    }
}

/// <summary>"Ikke relevant": a suggested partner that was put aside, and why if anybody said.</summary>
public sealed class Dismissal(Guid organisationId, string reason, DateTimeOffset dismissedAt)
{
    public int Id { get; private set; }
    public Guid OrganisationId { get; private set; } = organisationId;
    public string Reason { get; private set; } = reason;
    public DateTimeOffset DismissedAt { get; private set; } = dismissedAt;
}
