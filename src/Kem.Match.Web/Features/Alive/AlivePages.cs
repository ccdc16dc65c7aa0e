using Kem.Match.Web.Domain.Alive;
using Kem.Match.Web.Domain.Municipalities;

namespace Kem.Match.Web.Features.Alive;

/// <summary>How matches fare, step by step.</summary>
public sealed class AlivePage
{
    /// <summary>Fewer than this, and a share says more than is known.</summary>
    public const int FewestForAShare = 10;

    public required AlivePeriod Period { get; init; }
    public required int Matches { get; init; }
    public required IReadOnlyList<FunnelStep> Steps { get; init; }
    public required IReadOnlyList<(MatchEnd End, int Count)> Ends { get; init; }

    /// <summary>Questions that a party has not answered yet.</summary>
    public required IReadOnlyList<OpenQuestion> Open { get; init; }

    public required DateOnly Today { get; init; }
}

/// <summary>The months in which the partners were asked.</summary>
public sealed record AlivePeriod(DateOnly? From, DateOnly? To)
{
    public string Query => (From, To) switch
    {
        (null, null) => "",
        _ => $"?fra={From:yyyy-MM-dd}&til={To:yyyy-MM-dd}",
    };
}

public sealed record OpenQuestion(MatchQuestion Question, string Organisation, string Title);

/// <summary>The matches behind one number.</summary>
public sealed class AliveListPage
{
    public required StepText Step { get; init; }
    public required AlivePeriod Period { get; init; }
    public required IReadOnlyList<AliveRow> Rows { get; init; }
}

/// <param name="ProposalId">Where the match can be seen.</param>
/// <param name="Names">The parties.</param>
/// <param name="Title">The need.</param>
/// <param name="Match">What was said about it.</param>
/// <param name="Standing">Where it stands on the step.</param>
public sealed record AliveRow(Guid ProposalId, string Names, string Title, MatchHistory Match, StepStanding Standing);

public sealed class StepAnswerPage
{
    public required MatchQuestion Question { get; init; }
    public required MatchNames Match { get; init; }
    public required string Organisation { get; init; }
    public required Municipality Municipality { get; init; }
    public required string PostTo { get; init; }
}
