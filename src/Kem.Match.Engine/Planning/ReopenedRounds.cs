namespace Kem.Match.Engine.Planning;

/// <summary>Some rounds without a pair yet, and the people on two sides who could fill them.</summary>
internal sealed class ReopenedRounds
{
    private readonly MeetingProblem problem;
    private readonly MeetingSchedule schedule;
    private readonly int[] rounds;
    private readonly int[] left;
    private readonly int[] right;

    /// <param name="sides">By person 0 or 1; only people of different sides are paired.</param>
    public ReopenedRounds(MeetingProblem problem, MeetingSchedule schedule, int[] rounds, int[] sides)
    {
        this.problem = problem;
        this.schedule = schedule;
        this.rounds = rounds;
        int[] people = [.. Enumerable.Range(0, sides.Length).Where(p => rounds.Any(r => problem.IsThere[r][p]))];
        left = Array.FindAll(people, p => sides[p] == 0);
        right = Array.FindAll(people, p => sides[p] == 1);
    }

    /// <summary>
    /// The best pairs. Where there were too few interpreters, also the best when only the pairs that got one count on any, so that
    /// those who got none may meet somebody else.
    /// </summary>
    public IEnumerable<MeetingPair[]> Choices()
    {
        var first = Chosen((_, _) => true);
        yield return first.Kept;
        if (first.LackedInterpreter)
        {
            var translated = first.Kept.Where(Needs).Select(p => (p.First, p.Second)).ToHashSet();
            yield return Chosen((a, b) => translated.Contains((Math.Min(a, b), Math.Max(a, b)))).Kept;
        }
    }

    private bool Needs(MeetingPair pair) => problem.NeedsInterpreter(pair.First, pair.Second);

    private (MeetingPair[] Kept, bool LackedInterpreter) Chosen(Func<int, int, bool> mayBeTranslated)
    {
        double[][] values = [.. left.Select(a => Array.ConvertAll(right, b => Value(a, b)))];
        var selection = new FitSelection(values, Wishes(left), Wishes(right));
        selection.Fill(rounds.Length * problem.Day.Tables);

        var colouring = new RoundColouring(problem, rounds);
        (int A, int B)[] pairs = [.. selection.Pairs().Select(p => (left[p.Left], right[p.Right]))];
        colouring.AddAll(pairs);
        MeetingPair[] kept = [.. colouring.Kept(Urgency)];
        var translated = kept.Count(Needs);
        return (kept, translated < pairs.Count(p => problem.NeedsInterpreter(p.A, p.B)));

        double Value(int a, int b) =>
            schedule.HaveMet(a, b) || (problem.NeedsInterpreter(a, b) && !mayBeTranslated(a, b)) ? double.NaN : problem.Values[a][b];
    }

    private (int[] Caps, int[] Least) Wishes(int[] people)
    {
        var caps = Array.ConvertAll(people, p => schedule.RoomOf(p, rounds));
        return (caps, [.. people.Select((p, i) => Math.Min(caps[i], schedule.ShortageOf(p)))]);
    }

    /// <summary>Those who have too few meetings come first, and then the pairs worth most.</summary>
    private double Urgency(MeetingPair pair)
    {
        var shortage = schedule.ShortageOf(pair.First) + schedule.ShortageOf(pair.Second);
        return (shortage * 1e6) + problem.Values[pair.First][pair.Second];
    }
}
