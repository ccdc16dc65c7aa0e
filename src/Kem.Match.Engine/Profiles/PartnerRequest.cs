using System.Collections.ObjectModel;

namespace Kem.Match.Engine.Profiles;

/// <summary>What one party looks for in a partner, reduced to what the ranking looks at.</summary>
public sealed record PartnerRequest
{
    /// <summary>The kind of partner that is looked for; null means any kind.</summary>
    public PartnerKind? PartnerKind { get; init; }

    /// <summary>Who asks; never ranked for itself. Null when the asker is not in the catalogue.</summary>
    public string? AskerId { get; init; }

    /// <summary>The asking organisation, so that the partner's own gaps can be held against what the asker can. May be null.</summary>
    public PartnerProfile? Asker { get; init; }

    /// <summary>The guide's method, <c>M1</c> to <c>M8</c>; empty when not chosen.</summary>
    public string Method { get; init; } = "";

    public string Title { get; init; } = "";
    public string Description { get; init; } = "";
    public string Municipality { get; init; } = "";
    public string PostalCode { get; init; } = "";
    public IReadOnlyList<string> TargetGroups { get; init; } = [];
    public IReadOnlyList<string> Activities { get; init; } = [];
    public IReadOnlyList<string> Competences { get; init; } = [];
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>When help is needed: <c>WEEKDAY_DAY</c>, <c>WEEKDAY_EVENING</c>, <c>WEEKEND</c>; empty when any time will do.</summary>
    public IReadOnlyList<string> Times { get; init; } = [];

    /// <summary>Volunteer hours a month that are needed; null when not said.</summary>
    public int? VolunteerHours { get; init; }

    /// <summary>What the asker gives in return (resource codes).</summary>
    public IReadOnlyList<string> ResourcesOffered { get; init; } = [];

    /// <summary>What a partner must meet to be suggested at all.</summary>
    public HardRequirements Required { get; init; } = HardRequirements.None;

    /// <summary>Partners that the asker has put aside for this request, with no effect on any other request.</summary>
    public IReadOnlyCollection<string> Dismissed { get; init; } = [];

    /// <summary>
    /// What the asker would try giving more or less weight, by lens: 0 counts nothing, 1 as it is, 2 double, and any
    /// number in between or beyond. A list made with it is for looking at only.
    /// </summary>
    public IReadOnlyDictionary<Lens, double> Emphasis { get; init; } = ReadOnlyDictionary<Lens, double>.Empty;

    /// <summary>True when partners that were seldom shown may move up, at a bounded cost; see <see cref="Planning.Exposure"/>.</summary>
    public bool GivesRoomToTheLittleSeen { get; init; }
}
