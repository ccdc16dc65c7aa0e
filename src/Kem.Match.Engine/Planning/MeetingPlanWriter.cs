namespace Kem.Match.Engine.Planning;

/// <summary>Writes a schedule out: tables with numbers and interpreters, breaks, and what could not be had.</summary>
internal sealed class MeetingPlanWriter(MeetingProblem problem, MeetingSchedule schedule, MeetingRound[] held)
{
    public MeetingPlan Write(MeetingBound bound, int[] open)
    {
        var rounds = new List<MeetingRound>();
        for (var round = 0; round < problem.Day.Rounds; round++)
        {
            var tables = round < held.Length ? Held(round) : Numbered(round, rounds.Count > 0 ? rounds[^1] : null);
            rounds.Add(new MeetingRound(round + 1, tables, [.. Free(round).Select(p => problem.People[p].Id)]));
        }

        List<MeetingShortfall> unmet = [.. open.SelectMany(MissingIn), .. MissingMeetings()];
        return new MeetingPlan(rounds, schedule.Score.Value, bound.For(schedule.Score), unmet);
    }

    private IEnumerable<int> Free(int round) =>
        Enumerable.Range(0, problem.People.Length).Where(p => problem.IsThere[round][p] && schedule.PartnerOf(p, round) < 0);

    private List<MeetingTable> Held(int round)
    {
        var met = schedule.PairsIn(round).Select(p => (problem.People[p.First].Id, problem.People[p.Second].Id)).ToHashSet();
        return [.. held[round].Tables.Where(t => met.Contains((t.First, t.Second)) || met.Contains((t.Second, t.First)))];
    }

    /// <summary>Whoever sat at a table in the round before keeps it where that can be, the first side before the second.</summary>
    private List<MeetingTable> Numbered(int round, MeetingRound? before)
    {
        var seats = new InterpreterSeats(problem);
        MeetingPair[] pairs = [.. schedule.PairsIn(round)];
        foreach (var pair in pairs) seats.Seat(pair);

        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var table in before?.Tables ?? []) last[table.First] = last[table.Second] = table.Number;

        var numbers = new int[pairs.Length];
        var isTaken = new bool[problem.Day.Tables + 1];
        Keep(p => p.First);
        Keep(p => p.Second);
        for (var i = 0; i < pairs.Length; i++)
        {
            if (numbers[i] == 0) Take(i, Array.IndexOf(isTaken, false, 1));
        }

        return [.. pairs.Select((p, i) => new MeetingTable(numbers[i], problem.People[p.First].Id, problem.People[p.Second].Id, seats.Of(p))).OrderBy(t => t.Number)];

        void Keep(Func<MeetingPair, int> who)
        {
            for (var i = 0; i < pairs.Length; i++)
            {
                var isKept = last.TryGetValue(problem.People[who(pairs[i])].Id, out var number) && number < isTaken.Length;
                if (numbers[i] == 0 && isKept && !isTaken[number]) Take(i, number);
            }
        }

        void Take(int pair, int number) => (numbers[pair], isTaken[number]) = (number, true);
    }

    private IEnumerable<MeetingShortfall> MissingIn(int round)
    {
        MeetingPair[] pairs = [.. schedule.PairsIn(round)];
        var empty = problem.TablesIn(round) - pairs.Length;
        var unheard = Math.Min(empty, PairsWithoutInterpreter(round));
        if (unheard > 0)
        {
            yield return new MeetingShortfall(
                new($"Ingen tolk fri til {unheard} par i runde {round + 1}", $"No interpreter free for {(unheard == 1 ? "1 pair" : $"{unheard} pairs")} in round {round + 1}"), []);
        }

        var rest = empty - unheard;
        if (rest > 0)
        {
            yield return new MeetingShortfall(
                new(
                    $"{(rest == 1 ? "1 bord står tomt" : $"{rest} borde står tomme")} i runde {round + 1}: De ledige har mødt hinanden, må ikke mødes eller skal have pause",
                    $"{(rest == 1 ? "1 table is" : $"{rest} tables are")} empty in round {round + 1}: those who are free have met, may not meet or are to have a break"), []);
        }
    }

    /// <summary>How many pairs of those who are free could sit down, were there somebody to translate.</summary>
    private int PairsWithoutInterpreter(int round)
    {
        var free = Free(round).Where(p => schedule.MeetingsOf(p) < problem.Most[p]).ToList();
        var pairs = 0;
        while (free.Count > 1)
        {
            var one = free[0];
            free.RemoveAt(0);
            var at = free.FindIndex(other => problem.NeedsInterpreter(one, other) && !double.IsNaN(problem.Values[one][other]) && !schedule.HaveMet(one, other));
            if (at < 0) continue;

            free.RemoveAt(at);
            pairs++;
        }

        return pairs;
    }

    private IEnumerable<MeetingShortfall> MissingMeetings()
    {
        for (var p = 0; p < problem.People.Length; p++)
        {
            var missing = schedule.ShortageOf(p);
            if (missing == 0) continue;

            var (has, least) = (schedule.MeetingsOf(p), problem.Least[p]);
            yield return new MeetingShortfall(
                new(
                    $"{has} {(has == 1 ? "møde" : "møder")} i alt, og der skulle have været mindst {least}",
                    $"{has} {(has == 1 ? "meeting" : "meetings")} in all, and there should have been at least {least}"),
                [problem.People[p].Id]);
        }
    }
}
