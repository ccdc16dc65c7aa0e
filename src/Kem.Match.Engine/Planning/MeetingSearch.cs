namespace Kem.Match.Engine.Planning;

/// <summary>
/// Fills the open rounds of a schedule. Two sides: all rounds at once, which is the best there is unless somebody comes late,
/// leaves or needs an interpreter. One side: a round robin. Then rounds are opened again, one or two at a time, for as long as
/// choosing their pairs anew is better: pairs of two rounds form paths and even circles, so people fall into two sides again.
/// </summary>
internal sealed class MeetingSearch(MeetingProblem problem, MeetingSchedule schedule, int[] open, int seed)
{
    /// <summary>The most that is done before the plan is taken as it is: steps, not time, so that every machine makes the same plan.</summary>
    private const int MostReopenings = 2000;

    /// <summary>Opening rounds again costs about as the square of the people; a large day gets fewer reopenings.</summary>
    private const int MostWork = 2_000_000;

    /// <summary>So many sweeps over all rounds without anything better end a search where chance decides the sides.</summary>
    private const int PatientSweeps = 4;

    private readonly Random random = new(seed);
    private int reopenings = Math.Min(MostReopenings, MostWork / Math.Max(1, problem.People.Length * problem.People.Length));

    public void Run(MeetingBound bound)
    {
        if (problem.HasTwoSides)
        {
            Reopen(open, SidesByGroup());
            Better(bound, patience: 1);
            return;
        }

        var (best, score) = (OpenPairs(), schedule.Score);
        do
        {
            foreach (var pair in OpenPairs()) schedule.Remove(pair);
            StartWithARoundRobin();
            Better(bound, PatientSweeps);
            if (schedule.Score.IsBetterThan(score)) (best, score) = (OpenPairs(), schedule.Score);
        }
        while (reopenings > 0 && open.Length > 0 && !bound.IsReachedBy(score));

        foreach (var pair in OpenPairs()) schedule.Remove(pair);
        foreach (var pair in best) schedule.Add(pair);
    }

    private MeetingPair[] OpenPairs() => [.. open.SelectMany(schedule.PairsIn)];

    private void Better(MeetingBound bound, int patience)
    {
        var sets = OnesAndTwos();
        var isInVain = new bool[sets.Length];
        for (var quiet = 0; quiet < patience && open.Length > 0; quiet++)
        {
            foreach (var set in Shuffled(sets.Length))
            {
                if (isInVain[set]) continue;
                if (reopenings <= 0 || bound.IsReachedBy(schedule.Score)) return;

                reopenings--;
                if (Reopen(sets[set], problem.HasTwoSides ? SidesByGroup() : SidesByChance(sets[set])))
                {
                    Array.Clear(isInVain);
                    quiet = -1;
                }
                else
                {
                    // The sides are the same next time, so it comes out the same until another set has changed.
                    isInVain[set] = problem.HasTwoSides;
                }
            }
        }
    }

    /// <summary>Every open round and every two of them.</summary>
    private int[][] OnesAndTwos()
    {
        var sets = new List<int[]>();
        for (var x = 0; x < open.Length; x++)
        {
            sets.Add([open[x]]);
            for (var y = x + 1; y < open.Length; y++) sets.Add([open[x], open[y]]);
        }

        return [.. sets];
    }

    private int[] Shuffled(int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        random.Shuffle(order);
        return order;
    }

    private int[] SidesByGroup() => Array.ConvertAll(Enumerable.Range(0, problem.People.Length).ToArray(), problem.SideOf);

    /// <summary>Two who meet in these rounds stand on different sides; which of the two is left to chance.</summary>
    private int[] SidesByChance(int[] rounds)
    {
        var sides = new int[problem.People.Length];
        Array.Fill(sides, -1);
        var next = new Stack<int>();
        for (var p = 0; p < sides.Length; p++)
        {
            if (sides[p] >= 0) continue;

            sides[p] = random.Next(2);
            next.Push(p);
            while (next.TryPop(out var here))
            {
                foreach (var round in rounds)
                {
                    var other = schedule.PartnerOf(here, round);
                    if (other < 0 || sides[other] >= 0) continue;

                    sides[other] = 1 - sides[here];
                    next.Push(other);
                }
            }
        }

        return sides;
    }

    /// <summary>Chooses the pairs of some rounds anew, the other rounds as they are; true when that was better.</summary>
    private bool Reopen(int[] rounds, int[] sides)
    {
        var before = schedule.Score;
        MeetingPair[] old = [.. rounds.SelectMany(schedule.PairsIn)];
        foreach (var pair in old) schedule.Remove(pair);

        var reopened = new ReopenedRounds(problem, schedule, rounds, sides);
        var best = old;
        var score = before;
        foreach (var chosen in reopened.Choices())
        {
            foreach (var pair in chosen) schedule.Add(pair);
            if (schedule.Score.IsBetterThan(score)) (best, score) = (chosen, schedule.Score);
            foreach (var pair in chosen) schedule.Remove(pair);
        }

        foreach (var pair in best) schedule.Add(pair);
        return best != old;
    }

    /// <summary>The circle method: one stays, the others move on a place a round, and those opposite each other meet.</summary>
    private void StartWithARoundRobin()
    {
        var order = Enumerable.Range(0, problem.People.Length).ToArray();
        random.Shuffle(order);
        int[] circle = order.Length % 2 == 0 ? order : [.. order, MeetingSchedule.Nobody];
        for (var turn = 0; turn < open.Length; turn++)
        {
            var seats = new InterpreterSeats(problem);
            var seated = 0;
            for (var i = 0; i < circle.Length / 2 && seated < problem.Day.Tables; i++)
            {
                var (a, b) = (circle[At(i)], circle[At(circle.Length - 1 - i)]);
                var pair = new MeetingPair(open[turn], Math.Min(a, b), Math.Max(a, b));
                if (!MayMeet(pair) || !seats.Seat(pair)) continue;

                schedule.Add(pair);
                seated++;
            }

            int At(int place) => place == 0 ? 0 : 1 + ((place - 1 + turn) % (circle.Length - 1));
        }
    }

    private bool MayMeet(MeetingPair pair)
    {
        var (round, a, b) = pair;
        return a >= 0 && !double.IsNaN(problem.Values[a][b]) && !schedule.HaveMet(a, b)
            && HasTime(a, round) && HasTime(b, round);
    }

    private bool HasTime(int person, int round) => problem.IsThere[round][person] && schedule.MeetingsOf(person) < problem.Most[person];
}
