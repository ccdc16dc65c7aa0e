namespace Kem.Match.Engine.Planning;

/// <summary>
/// Plans a day of short meetings so that people gain most from each other: no two meet twice, nobody meets whom either has said
/// no to, tables are filled, everybody gets an even share, breaks are kept and interpreters sit at one table at a time.
/// </summary>
public static class MeetingPlanner
{
    /// <param name="seed">Decides between plans where chance is used; the same day and seed give the same plan.</param>
    /// <exception cref="ArgumentException">The day cannot be: no rounds or tables, two with the same id, or a gain below 0.</exception>
    public static MeetingPlan Plan(MeetingDay day, int seed = 0) => Solved(new MeetingProblem(day), [], 0, seed);

    /// <summary>
    /// Plans the rest of a day anew when somebody did not come, came late or left. What was held stays as it was and nobody
    /// meets those again; a table at which one was missing, by the day as it is now, was not held.
    /// </summary>
    /// <param name="day">The day as it is known now.</param>
    /// <param name="plan">The plan up to now.</param>
    /// <param name="fromRound">The first round that is still to come, 1 or more; one past the last leaves nothing to plan.</param>
    /// <exception cref="ArgumentException">The day cannot be, or the round is not one of it.</exception>
    public static MeetingPlan Resolve(MeetingDay day, MeetingPlan plan, int fromRound, int seed = 0)
    {
        if (fromRound < 1 || fromRound > day.Rounds + 1) throw new ArgumentException("The round is not one of the day.", nameof(fromRound));

        return Solved(new MeetingProblem(day), [.. plan.Rounds.Take(fromRound - 1)], fromRound - 1, seed);
    }

    private static MeetingPlan Solved(MeetingProblem problem, MeetingRound[] held, int from, int seed)
    {
        var schedule = new MeetingSchedule(problem);
        Hold(problem, schedule, held);
        int[] open = [.. Enumerable.Range(from, problem.Day.Rounds - from)];
        var bound = new MeetingBound(problem, schedule, open);
        new MeetingSearch(problem, schedule, open, seed).Run(bound);
        return new MeetingPlanWriter(problem, schedule, held).Write(bound, open);
    }

    private static void Hold(MeetingProblem problem, MeetingSchedule schedule, MeetingRound[] held)
    {
        var numbers = problem.People.Select((p, i) => (p.Id, i)).ToDictionary(p => p.Id, p => p.i, StringComparer.Ordinal);
        for (var round = 0; round < held.Length; round++)
        {
            foreach (var table in held[round].Tables)
            {
                if (!numbers.TryGetValue(table.First, out var a) || !numbers.TryGetValue(table.Second, out var b)) continue;
                if (problem.IsThere[round][a] && problem.IsThere[round][b]) schedule.Add(new MeetingPair(round, Math.Min(a, b), Math.Max(a, b)));
            }
        }
    }
}
