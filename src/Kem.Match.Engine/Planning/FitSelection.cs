namespace Kem.Match.Engine.Planning;

/// <summary>
/// Chooses pairs across two sides so that nobody is in more than their cap, as many as asked for are chosen, as few as can be
/// are left below what they should at least have, and then the values sum to the most: a maximum-weight b-matching by shortest
/// augmenting paths with potentials (Edmonds and Karp 1972). After each pair the choice is the best of its size.
/// </summary>
internal sealed class FitSelection
{
    private readonly double[][] values;
    private readonly (int[] Caps, int[] Least) left;
    private readonly (int[] Caps, int[] Least) right;
    private readonly bool[][] isChosen;
    private readonly int[] leftCount;
    private readonly int[] rightCount;

    /// <summary>No pair is worth more; what a pair costs is how much less it is worth.</summary>
    private readonly double highest;

    /// <summary>More than all the values together could outweigh.</summary>
    private readonly double shortageCost;

    // Potentials, and what one search for a path finds. Places below left.Caps.Length are the left side's.
    private readonly double[] potential;
    private readonly double[] distance;
    private readonly int[] from;
    private readonly bool[] isSettled;
    private double sinkPotential;

    /// <param name="values">By left and right what a pair is worth, 0 or more; not a number where it may not be.</param>
    /// <param name="left">By person on the left how many pairs at most, and how many it should at least have.</param>
    /// <param name="right">The same on the right.</param>
    public FitSelection(double[][] values, (int[] Caps, int[] Least) left, (int[] Caps, int[] Least) right)
    {
        this.values = values;
        this.left = left;
        this.right = right;
        isChosen = [.. values.Select(row => new bool[row.Length])];
        leftCount = new int[left.Caps.Length];
        rightCount = new int[right.Caps.Length];
        foreach (var value in values.SelectMany(row => row)) highest = value > highest ? value : highest;

        shortageCost = (highest + 1) * (Math.Min(left.Caps.Sum(), right.Caps.Sum()) + 1);
        potential = new double[left.Caps.Length + right.Caps.Length];
        distance = new double[potential.Length];
        from = new int[potential.Length];
        isSettled = new bool[potential.Length];
    }

    public double Value { get; private set; }

    /// <summary>How many pairs people have less than they should, added up over both sides.</summary>
    public int Shortage => ShortageOf(leftCount, left.Least) + ShortageOf(rightCount, right.Least);

    public IEnumerable<(int Left, int Right)> Pairs()
    {
        for (var i = 0; i < isChosen.Length; i++)
        {
            for (var j = 0; j < isChosen[i].Length; j++)
            {
                if (isChosen[i][j]) yield return (i, j);
            }
        }
    }

    /// <summary>Chooses as many pairs as there can be, up to a number.</summary>
    public void Fill(int most)
    {
        for (var pairs = 0; pairs < most && ShortestPath() is { End: >= 0 } path; pairs++) Choose(path.End);
    }

    /// <summary>Chooses pairs for as long as one more adds to the value, with nobody's least regarded.</summary>
    public void FillWhileItGains(int most)
    {
        for (var pairs = 0; pairs < most && ShortestPath() is { End: >= 0 } path && path.Cost <= highest; pairs++) Choose(path.End);
    }

    /// <summary>Dijkstra's search over reduced costs, from everybody on the left with room to somebody on the right with room.</summary>
    private (int End, double Cost) ShortestPath()
    {
        var lefts = left.Caps.Length;
        Array.Clear(isSettled);
        Array.Fill(from, -1);
        for (var i = 0; i < distance.Length; i++)
        {
            var starts = i < lefts && leftCount[i] < left.Caps[i];
            distance[i] = starts ? Math.Max(0, CostOfPlace(leftCount[i], left.Least[i]) - potential[i]) : double.PositiveInfinity;
        }

        var (end, shortest) = (-1, double.PositiveInfinity);
        while (Nearest() is >= 0 and var here && distance[here] < shortest)
        {
            isSettled[here] = true;
            if (here < lefts)
            {
                PassOnFromLeft(here);
                continue;
            }

            PassOnFromRight(here);
            var j = here - lefts;
            if (rightCount[j] == right.Caps[j]) continue;

            var arrived = distance[here] + Math.Max(0, CostOfPlace(rightCount[j], right.Least[j]) + potential[here] - sinkPotential);
            if (arrived < shortest) (end, shortest) = (here, arrived);
        }

        if (end < 0) return (end, shortest);

        for (var i = 0; i < potential.Length; i++) potential[i] += Math.Min(distance[i], shortest);
        sinkPotential += shortest;
        return (end, sinkPotential);
    }

    private int Nearest()
    {
        var (nearest, least) = (-1, double.PositiveInfinity);
        for (var i = 0; i < distance.Length; i++)
        {
            if (!isSettled[i] && distance[i] < least) (nearest, least) = (i, distance[i]);
        }

        return nearest;
    }

    private void PassOnFromLeft(int i)
    {
        var (row, chosen, lefts) = (values[i], isChosen[i], left.Caps.Length);
        for (var j = 0; j < row.Length; j++)
        {
            if (chosen[j] || double.IsNaN(row[j])) continue;

            var cost = distance[i] + Math.Max(0, highest - row[j] + potential[i] - potential[lefts + j]);
            if (cost < distance[lefts + j]) (distance[lefts + j], from[lefts + j]) = (cost, i);
        }
    }

    /// <summary>Giving up a chosen pair frees its left for another.</summary>
    private void PassOnFromRight(int here)
    {
        var j = here - left.Caps.Length;
        for (var i = 0; i < isChosen.Length; i++)
        {
            if (!isChosen[i][j]) continue;

            var cost = distance[here] + Math.Max(0, values[i][j] - highest + potential[here] - potential[i]);
            if (cost < distance[i]) (distance[i], from[i]) = (cost, here);
        }
    }

    /// <summary>A place beyond somebody's least is taken only when nobody is below theirs.</summary>
    private double CostOfPlace(int count, int least) => count < least ? 0 : shortageCost;

    private static int ShortageOf(int[] counts, int[] least) => counts.Zip(least, (count, wanted) => Math.Max(0, wanted - count)).Sum();

    private void Choose(int end)
    {
        var lefts = left.Caps.Length;
        rightCount[end - lefts]++;
        for (var here = end; ;)
        {
            var (i, j) = (from[here], here - lefts);
            isChosen[i][j] = true;
            Value += values[i][j];
            here = from[i];
            if (here < 0)
            {
                leftCount[i]++;
                return;
            }

            isChosen[i][here - lefts] = false;
            Value -= values[i][here - lefts];
        }
    }
}
