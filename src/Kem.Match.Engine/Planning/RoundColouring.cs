namespace Kem.Match.Engine.Planning;

/// <summary>
/// Spreads pairs across two sides over rounds so that nobody is at two tables at a time: bipartite edge colouring with
/// alternating paths (König 1916). Where everybody is there all the time every pair finds a round; where not, one may be left.
/// </summary>
internal sealed class RoundColouring
{
    private readonly MeetingProblem problem;
    private readonly int[] rounds;
    private readonly int[][] partner;
    private readonly int[] tables;

    /// <param name="rounds">The rounds to fill, by number from 0.</param>
    public RoundColouring(MeetingProblem problem, int[] rounds)
    {
        this.problem = problem;
        this.rounds = rounds;
        partner = [.. rounds.Select(_ => Enumerable.Repeat(MeetingSchedule.Nobody, problem.People.Length).ToArray())];
        tables = new int[rounds.Length];
    }

    /// <summary>By round what was spread, within the tables and the interpreters there are; of what is too much the least urgent is left out.</summary>
    /// <param name="urgency">Higher goes first.</param>
    public List<MeetingPair> Kept(Func<MeetingPair, double> urgency)
    {
        EvenOut();
        var kept = new List<MeetingPair>();
        for (var at = 0; at < rounds.Length; at++)
        {
            var seats = new InterpreterSeats(problem);
            var seated = 0;
            foreach (var pair in PairsAt(at).OrderByDescending(urgency))
            {
                if (seated == problem.Day.Tables || !seats.Seat(pair)) continue;

                kept.Add(pair);
                seated++;
            }
        }

        return kept;
    }

    /// <summary>Those who are there least come first, while there is most room to turn the others.</summary>
    public void AddAll(IEnumerable<(int A, int B)> pairs)
    {
        var time = Array.ConvertAll(Enumerable.Range(0, problem.People.Length).ToArray(), p => rounds.Count(r => problem.IsThere[r][p]));
        foreach (var (a, b) in pairs.OrderBy(p => Math.Min(time[p.A], time[p.B])))
        {
            if (RoundFreeForBoth(a, b) is >= 0 and var at) Put(at, a, b);
            else if (Turned(a, b) is >= 0 and var made) Put(made, a, b);
        }
    }

    private bool IsFree(int at, int person) => partner[at][person] < 0 && problem.IsThere[rounds[at]][person];

    private int RoundFreeForBoth(int a, int b)
    {
        var best = -1;
        for (var at = 0; at < rounds.Length; at++)
        {
            if (IsFree(at, a) && IsFree(at, b) && (best < 0 || tables[at] < tables[best])) best = at;
        }

        return best;
    }

    /// <summary>A round that is free for one is made free for the other by turning what stands in the way; −1 when it cannot be.</summary>
    private int Turned(int a, int b)
    {
        for (var x = 0; x < rounds.Length; x++)
        {
            for (var y = 0; y < rounds.Length && IsFree(x, a); y++)
            {
                if (!IsFree(y, b)) continue;

                // On two sides a path from one of them by x and y in turn never ends at the other.
                if (partner[x][b] >= 0 && Turn(x, y, Joined(x, y, b))) return x;
                if (partner[y][a] >= 0 && Turn(x, y, Joined(x, y, a))) return y;
            }
        }

        return -1;
    }

    /// <summary>The pairs of two rounds that hang together with somebody's: a path through them, or a circle.</summary>
    private List<(int At, int A, int B)> Joined(int x, int y, int person)
    {
        var joined = new List<(int, int, int)>();
        if (!IsBackAfter(x)) IsBackAfter(y);
        return joined;

        bool IsBackAfter(int at)
        {
            for (var here = person; partner[at][here] is >= 0 and var other; here = other, at = at == x ? y : x)
            {
                joined.Add((at, here, other));
                if (other == person) return true;
            }

            return false;
        }
    }

    /// <summary>Moves joined pairs to the other of the two rounds, unless somebody is not there then.</summary>
    private bool Turn(int x, int y, List<(int At, int A, int B)> joined)
    {
        foreach (var (at, a, b) in joined)
        {
            var there = problem.IsThere[rounds[at == x ? y : x]];
            if (!there[a] || !there[b]) return false;
        }

        foreach (var (at, a, b) in joined)
        {
            (partner[at][a], partner[at][b]) = (MeetingSchedule.Nobody, MeetingSchedule.Nobody);
            tables[at]--;
        }

        foreach (var (at, a, b) in joined) Put(at == x ? y : x, a, b);
        return true;
    }

    private void Put(int at, int a, int b)
    {
        (partner[at][a], partner[at][b]) = (b, a);
        tables[at]++;
    }

    /// <summary>Turns pairs between two rounds for as long as fewer lack a table or an interpreter.</summary>
    private void EvenOut()
    {
        for (var isBetter = true; isBetter;)
        {
            isBetter = false;
            for (var x = 0; x < rounds.Length; x++)
            {
                for (var y = x + 1; y < rounds.Length; y++) isBetter |= EvenOut(x, y);
            }
        }
    }

    private bool EvenOut(int x, int y)
    {
        var lacking = LackingAt(x) + LackingAt(y);
        var isBetter = false;
        var isSeen = new bool[problem.People.Length];
        for (var p = 0; p < isSeen.Length && lacking > 0; p++)
        {
            if (isSeen[p]) continue;

            var joined = Joined(x, y, p);
            foreach (var (_, a, b) in joined) isSeen[a] = isSeen[b] = true;
            if (!Turn(x, y, joined)) continue;

            var now = LackingAt(x) + LackingAt(y);
            if (now < lacking) (lacking, isBetter) = (now, true);
            else Turn(x, y, [.. joined.Select(pair => (pair.At == x ? y : x, pair.A, pair.B))]);
        }

        return isBetter;
    }

    /// <summary>How many pairs of a round have no table or no interpreter.</summary>
    private int LackingAt(int at)
    {
        var lacking = Math.Max(0, tables[at] - problem.Day.Tables);
        if (problem.Day.Interpreters.Count == 0) return lacking;

        var seats = new InterpreterSeats(problem);
        return lacking + PairsAt(at).Count(pair => !seats.Seat(pair));
    }

    private IEnumerable<MeetingPair> PairsAt(int at)
    {
        for (var p = 0; p < problem.People.Length; p++)
        {
            if (partner[at][p] > p) yield return new MeetingPair(rounds[at], p, partner[at][p]);
        }
    }
}
