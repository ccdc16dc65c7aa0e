using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Features.Agreements.Life;

namespace Kem.Match.Web.Features.Catalogue.Merging;

/// <summary>What a coordinator decides when two entries become one.</summary>
public sealed class MergeForm
{
    /// <summary>The entry that goes.</summary>
    public Guid RemovedId { get; init; }

    /// <summary>The two entries as they were when the page was shown: two who merge at once must not both win.</summary>
    public long KeptVersion { get; init; }

    public long RemovedVersion { get; init; }

    /// <summary>Which value stays, by the code of the value.</summary>
    public Dictionary<string, KeptValue> Values { get; init; } = [];

    /// <summary>What happens to each agreement in force.</summary>
    public Dictionary<Guid, PartyFate> Fates { get; init; } = [];
}

/// <summary>Two entries side by side, and everything that follows when they become one.</summary>
public sealed class MergePage
{
    public required Organisation Kept { get; init; }
    public required Organisation Removed { get; init; }
    public required MergeForm Form { get; init; }

    /// <summary>What the two say differently.</summary>
    public required IReadOnlyList<MergeRow> Differences { get; init; }

    /// <summary>"2 behov", "1 aftale i kraft": what moves.</summary>
    public required IReadOnlyList<string> Moves { get; init; }

    public required int OpenProposals { get; init; }

    /// <summary>Agreements in force that the entry that goes is party to.</summary>
    public required IReadOnlyList<CooperationAgreement> Running { get; init; }

    /// <summary>Why they cannot become one now; empty when they can.</summary>
    public required IReadOnlyList<string> Refusals { get; init; }
}

/// <summary>One thing that the two say differently, with what is chosen.</summary>
public sealed record MergeRow(MergeValue Value, string Kept, string Removed, KeptValue Chosen);

/// <summary>Whom an entry could be merged with: those that look like it first.</summary>
public sealed record MergeChoicePage(Organisation Kept, IReadOnlyList<Duplicate> Likely, IReadOnlyList<Organisation> Others);
