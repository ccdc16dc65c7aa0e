namespace Kem.Match.Engine.Planning;

/// <summary>Chooses among the rings of one connected part of the market.</summary>
internal sealed class RingPacking
{
    /// <summary>A part with more members than this is not branched over: the proof would not end, and its depth is the members'.</summary>
    private const int MostProvable = 1000;

    private readonly ExchangeRing[] rings;
    private readonly List<int>[] ringsOf;
    private readonly int[][] members;
    private readonly double[] share;
    private readonly bool[] taken;
    private readonly bool[] left;
    private readonly List<int> chosen = [];

    private List<int> best = [];
    private double bestValue;
    private int steps;

    public RingPacking(ExchangeRing[] part)
    {
        rings = [.. part.OrderByDescending(r => r.Value / r.Members.Count)];
        var numbers = new Dictionary<int, int>();
        foreach (var member in rings.SelectMany(r => r.Members)) numbers.TryAdd(member, numbers.Count);
        members = [.. rings.Select(r => r.Members.Select(m => numbers[m]).ToArray())];
        ringsOf = new List<int>[numbers.Count];
        for (var m = 0; m < ringsOf.Length; m++) ringsOf[m] = [];
        for (var r = 0; r < rings.Length; r++)
        {
            foreach (var member in members[r]) ringsOf[member].Add(r);
        }

        // A member adds at most its part of the best ring it can be in.
        share = [.. ringsOf.Select(of => rings[of[0]].Value / rings[of[0]].Members.Count)];
        taken = new bool[numbers.Count];
        left = new bool[numbers.Count];
    }

    public IEnumerable<ExchangeRing> Best => best.Select(r => rings[r]);

    /// <summary>True when every choice was tried or ruled out.</summary>
    public bool IsProven { get; private set; }

    public void Search(int mostSteps)
    {
        best = BetteredBySwaps(ByValue());
        bestValue = ValueOf(best);
        steps = mostSteps;
        IsProven = taken.Length <= MostProvable && Branch(0, share.Sum());
    }

    private double ValueOf(List<int> some) => some.Sum(r => rings[r].Value);

    private List<int> ByValue()
    {
        var used = new bool[taken.Length];
        var some = new List<int>();
        for (var r = 0; r < rings.Length; r++)
        {
            if (members[r].Any(m => used[m])) continue;

            some.Add(r);
            foreach (var m in members[r]) used[m] = true;
        }

        return some;
    }

    /// <summary>Puts a ring in wherever it is worth more than all those it pushes out, with what then fits in the gaps, until nothing does.</summary>
    private List<int> BetteredBySwaps(List<int> some)
    {
        var holder = new int[taken.Length];
        Array.Fill(holder, -1);
        foreach (var r in some) Hold(r, r);

        for (var isBetter = true; isBetter;)
        {
            isBetter = false;
            for (var r = 0; r < rings.Length; r++)
            {
                if (PushedOut(r) >= rings[r].Value - 1e-12) continue;

                foreach (var m in members[r])
                {
                    if (holder[m] >= 0) Hold(holder[m], -1);
                }

                Hold(r, r);
                isBetter = true;
            }
        }

        return [.. holder.Where(h => h >= 0).Distinct()];

        // What the rings that hold its members are worth; without end when it is held already.
        double PushedOut(int ring)
        {
            var value = 0.0;
            for (var i = 0; i < members[ring].Length; i++)
            {
                var h = holder[members[ring][i]];
                if (h == ring) return double.PositiveInfinity;
                if (h >= 0 && !IsCounted(ring, i, h)) value += rings[h].Value;
            }

            return value;
        }

        bool IsCounted(int ring, int before, int held)
        {
            for (var j = 0; j < before; j++)
            {
                if (holder[members[ring][j]] == held) return true;
            }

            return false;
        }

        void Hold(int ring, int by)
        {
            foreach (var m in members[ring]) holder[m] = by;
        }
    }

    /// <summary>Takes the undecided member that can add most: into one of its rings, or into none.</summary>
    /// <param name="value">What the chosen rings are worth.</param>
    /// <param name="hope">The most that the undecided members could still add.</param>
    /// <returns>False when the steps ran out.</returns>
    private bool Branch(double value, double hope)
    {
        if (value > bestValue + 1e-12) (best, bestValue) = ([.. chosen], value);
        if (value + hope <= bestValue + 1e-9) return true;
        if (steps <= 0) return false;

        var member = Undecided();
        if (member < 0) return true;

        foreach (var r in ringsOf[member])
        {
            if (steps-- <= 0) return false;
            if (!IsFree(members[r])) continue;

            foreach (var m in members[r]) taken[m] = true;
            chosen.Add(r);
            var goesOn = Branch(value + rings[r].Value, hope - members[r].Sum(m => share[m]));
            chosen.RemoveAt(chosen.Count - 1);
            foreach (var m in members[r]) taken[m] = false;
            if (!goesOn) return false;
        }

        left[member] = true;
        var isDone = Branch(value, hope - share[member]);
        left[member] = false;
        return isDone;
    }

    private bool IsFree(int[] ring)
    {
        foreach (var m in ring)
        {
            if (taken[m] || left[m]) return false;
        }

        return true;
    }

    private int Undecided()
    {
        var most = -1;
        for (var m = 0; m < taken.Length; m++)
        {
            if (!taken[m] && !left[m] && (most < 0 || share[m] > share[most])) most = m;
        }

        return most;
    }
}
