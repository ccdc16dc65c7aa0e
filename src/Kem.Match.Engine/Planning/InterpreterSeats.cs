namespace Kem.Match.Engine.Planning;

/// <summary>
/// Gives pairs of one round an interpreter each, the pairs named first before the others: maximum bipartite matching
/// by augmenting paths. A pair that has got one keeps having one, if not the same.
/// </summary>
internal sealed class InterpreterSeats
{
    private readonly MeetingProblem problem;
    private readonly MeetingPair?[] pairOf;
    private readonly bool[] isTried;

    public InterpreterSeats(MeetingProblem problem)
    {
        this.problem = problem;
        pairOf = new MeetingPair?[problem.Day.Interpreters.Count];
        isTried = new bool[pairOf.Length];
    }

    /// <summary>True when the pair needs nobody or has got somebody; false when all who could are taken.</summary>
    public bool Seat(MeetingPair pair)
    {
        if (!problem.NeedsInterpreter(pair.First, pair.Second)) return true;

        Array.Clear(isTried);
        return Find(pair);
    }

    /// <summary>The interpreter of a pair; null when it has none.</summary>
    public string? Of(MeetingPair pair)
    {
        var at = Array.IndexOf(pairOf, pair);
        return at < 0 ? null : problem.Day.Interpreters[at].Id;
    }

    private bool Find(MeetingPair pair)
    {
        foreach (var interpreter in problem.InterpretersFor(pair.First, pair.Second))
        {
            if (isTried[interpreter]) continue;

            isTried[interpreter] = true;
            if (pairOf[interpreter] is { } other && !Find(other)) continue;

            pairOf[interpreter] = pair;
            return true;
        }

        return false;
    }
}
