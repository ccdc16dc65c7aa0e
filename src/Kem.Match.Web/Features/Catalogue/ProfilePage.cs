using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;

namespace Kem.Match.Web.Features.Catalogue;

public sealed class ProfilePage
{
    public required Organisation Organisation { get; init; }
    public required DateOnly Today { get; init; }

    /// <summary>"Kvindeforening i Nørrebakke"</summary>
    public required string About { get; init; }

    public required IReadOnlyList<Trait> Can { get; init; }
    public required IReadOnlyList<Trait> Lacks { get; init; }

    /// <summary>What it would rather not be asked about; empty for those who may not know.</summary>
    public required IReadOnlyList<string> Boundaries { get; init; }

    public required IReadOnlyList<Relation> Relations { get; init; }

    /// <summary>Proposals that wait for the organisation's answer; null for those who may not know.</summary>
    public required int? OpenProposals { get; init; }

    /// <summary>Somebody who was said to be the right person to write to; null unless it waits for the viewer's decision.</summary>
    public required ProposalForward? SuggestedContact { get; init; }

    /// <summary>Entries that were merged into this one and can be parted from it again, or not, with the reason.</summary>
    public required IReadOnlyList<MergedEntry> Merged { get; init; }

    public required bool IsOwn { get; init; }
    public required bool IsCoordinator { get; init; }
    public required bool MayEdit { get; init; }
    public required bool MaySeeContact { get; init; }
    public required PauseForm Pause { get; init; }

    public ProfileStatus Status => Organisation.StatusOn(Today);
    public bool IsPaused => Organisation.IsPausedOn(Today);
    public bool ShouldBeConfirmed => !Organisation.IsConfirmed || Organisation.IsStaleOn(Today);
}

/// <param name="Text">What the organisation can, has or lacks.</param>
/// <param name="Kind">Which kind of thing that is.</param>
public sealed record Trait(string Text, string Kind);

/// <summary>An agreement or a proposal that the organisation is part of.</summary>
/// <param name="Sign">Shape of the badge.</param>
public sealed record Relation(string Title, string Url, string Sign, string State, string Text);

/// <param name="Name">What the other entry was called.</param>
/// <param name="WhyNotUndo">Null while it can be undone.</param>
public sealed record MergedEntry(Guid MergeId, string Name, DateTimeOffset At, string By, string? WhyNotUndo);
