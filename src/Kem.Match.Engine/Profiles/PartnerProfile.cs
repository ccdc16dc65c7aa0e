using System.Collections.ObjectModel;

namespace Kem.Match.Engine.Profiles;

/// <summary>Which kind of organisation a profile describes.</summary>
public enum PartnerKind
{
    /// <summary>An association, group or network (forening).</summary>
    Association,

    /// <summary>A company that offers skills (virksomhed).</summary>
    Company,

    /// <summary>A municipal department, school, club or institution (kommunal enhed).</summary>
    MunicipalUnit,
}

/// <summary>How far from home an organisation works.</summary>
public enum Coverage
{
    Local,
    Regional,
    National,
}

/// <summary>
/// What an organisation is and can, reduced to what the ranking looks at. Lists hold taxonomy codes; plain words are
/// allowed and are mapped to codes by the analyser. There is no field about a person, and none about faith or descent.
/// </summary>
public sealed record PartnerProfile
{
    /// <summary>Nobody is asked by more than this many at a time.</summary>
    public const int MostOpenProposals = 3;

    public required string Id { get; init; }
    public required PartnerKind Kind { get; init; }
    public required string Name { get; init; }

    /// <summary>Code of the organisation form (organisationsform), e.g. <c>OF_SPORT</c>; empty when unknown.</summary>
    public string Form { get; init; } = "";

    /// <summary>A company's branch (branche) as a DB07 code, e.g. <c>47.11.20</c>; empty when unknown.</summary>
    public string Branch { get; init; } = "";

    /// <summary>Code or name of the municipality, or a part of the country, or "hele landet".</summary>
    public string Municipality { get; init; } = "";

    public string PostalCode { get; init; } = "";
    public Coverage Coverage { get; init; } = Coverage.Local;
    public string Description { get; init; } = "";
    public IReadOnlyList<string> Activities { get; init; } = [];
    public IReadOnlyList<string> TargetGroups { get; init; } = [];
    public IReadOnlyList<string> Competences { get; init; } = [];

    /// <summary>What the organisation wants to learn or lacks (mangler): competences and resources.</summary>
    public IReadOnlyList<string> Gaps { get; init; } = [];

    /// <summary>ISO 639-1 codes.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>How well each competence is mastered, by code: 1 (begun) to 5 (can teach it), from the health check or self-declared.</summary>
    public IReadOnlyDictionary<string, int> CompetenceLevels { get; init; } = NoLevels;

    /// <summary>When it meets: <c>WEEKDAY_DAY</c>, <c>WEEKDAY_EVENING</c>, <c>WEEKEND</c>; empty when unknown.</summary>
    public IReadOnlyList<string> Times { get; init; } = [];

    /// <summary>Volunteer hours a month that can be given; null when unknown.</summary>
    public int? VolunteerHours { get; init; }

    /// <summary>How many more partnerships there is room for, as the organisation itself says; null when it has not said.</summary>
    public int? FreeSlots { get; init; }

    /// <summary>
    /// What the organisation does not want to be asked about (grænser): activities, target groups or methods (<c>M1</c>
    /// to <c>M8</c>), as codes or plain words. Empty when it has set none.
    /// </summary>
    public IReadOnlyList<string> Boundaries { get; init; } = [];

    /// <summary>Proposals that wait for an answer now; at <see cref="MostOpenProposals"/> no more may be sent.</summary>
    public int OpenProposals { get; init; }

    /// <summary>Agreements in force now.</summary>
    public int ActiveAgreements { get; init; }

    /// <summary>True while the organisation has asked to be left in peace.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Months since the organisation itself confirmed the profile; null when it never did.</summary>
    public int? MonthsSinceConfirmed { get; init; }

    /// <summary>Months since somebody from the municipality visited; null when nobody did.</summary>
    public int? MonthsSinceVisited { get; init; }

    /// <summary>Days since the last proposal was sent to it; null when it was never asked.</summary>
    public int? DaysSinceAsked { get; init; }

    /// <summary>How often it stood in a list that somebody saw in the last year; see <see cref="PartnerRequest.GivesRoomToTheLittleSeen"/>.</summary>
    public int TimesShown { get; init; }

    /// <summary>Whole years since it was founded; null when unknown.</summary>
    public int? YearsSinceFounded { get; init; }

    private static ReadOnlyDictionary<string, int> NoLevels => ReadOnlyDictionary<string, int>.Empty;
}
