namespace Kem.Match.Web.Domain.Alive;

/// <summary>How many matches stand how on one step.</summary>
/// <param name="Step">The step.</param>
/// <param name="OldEnough">Those for which it could have happened by now.</param>
/// <param name="AllSides">Confirmed by every party.</param>
/// <param name="OneSide">Confirmed by some of the parties.</param>
/// <param name="DidNotHappen">Denied by somebody and confirmed by nobody.</param>
/// <param name="Silence">Nobody has said anything.</param>
public sealed record FunnelStep(MatchStep Step, int OldEnough, int AllSides, int OneSide, int DidNotHappen, int Silence)
{
    public int Reached => AllSides + OneSide;
}

/// <summary>Counts matches step by step (tragten), from their events alone.</summary>
public static class MatchFunnel
{
    public static IReadOnlyList<MatchStep> Steps { get; } =
    [
        MatchStep.Proposed, MatchStep.Accepted, MatchStep.Met, MatchStep.Agreed, MatchStep.Started, MatchStep.Delivered,
        MatchStep.AliveAt6, MatchStep.AliveAt12, MatchStep.AliveAt24,
    ];

    public static IReadOnlyList<FunnelStep> Count(IReadOnlyCollection<MatchHistory> matches, DateOnly today) =>
        [.. Steps.Select(step => Count(matches, step, today))];

    public static IReadOnlyDictionary<MatchEnd, int> Ends(IEnumerable<MatchHistory> matches) => matches.CountBy(match => match.End).ToDictionary();

    private static FunnelStep Count(IReadOnlyCollection<MatchHistory> matches, MatchStep step, DateOnly today)
    {
        var standings = matches.CountBy(match => match.On(step, today)).ToDictionary();

        return new FunnelStep(
            step, matches.Count(match => match.IsOldEnoughFor(step, today)),
            standings.GetValueOrDefault(StepStanding.AllSides), standings.GetValueOrDefault(StepStanding.OneSide),
            standings.GetValueOrDefault(StepStanding.DidNotHappen), standings.GetValueOrDefault(StepStanding.Silence));
    }
}
