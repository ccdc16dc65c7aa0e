using System.Numerics;

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
    private readonly int[] leftCount;

    /// <summary>By person on the right those on the left that they are paired with.</summary>
    private readonly List<int>[] partners;

    /// <summary>No pair is worth more.</summary>
    private readonly double highest;

    /// <summary>More than all the values together could outweigh.</summary>
    private readonly double shortageCost;

    /// <summary>By left and right how much less a pair is worth than the highest; infinite where it is chosen already or may not be.</summary>
    private readonly double[][] costs;

    // Potentials, and what one search for a path finds. The left side's places come first; each side fills whole vectors, with
    // places that nobody has and nobody reaches.
    private readonly int firstRight;
    private readonly double[] potential;
    private readonly double[] distance;
    private readonly double[] waiting;
    private readonly long[] from;
    private double sinkPotential;

    /// <param name="values">By left and right what a pair is worth, 0 or more; not a number where it may not be.</param>
    /// <param name="left">By person on the left how many pairs at most, and how many it should at least have.</param>
    /// <param name="right">The same on the right.</param>
    public FitSelection(double[][] values, (int[] Caps, int[] Least) left, (int[] Caps, int[] Least) right)
    {
        this.values = values;
        this.left = left;
        this.right = right;
        leftCount = new int[left.Caps.Length];
        partners = [.. right.Caps.Select(_ => new List<int>())];
        foreach (var value in values.SelectMany(row => row)) highest = value > highest ? value : highest;

        shortageCost = (highest + 1) * (Math.Min(left.Caps.Sum(), right.Caps.Sum()) + 1);
        firstRight = WholeVectors(left.Caps.Length);
        var rights = WholeVectors(right.Caps.Length);
        costs = Array.ConvertAll(values, row => CostsOf(row, rights));
        potential = new double[firstRight + rights];
        distance = new double[potential.Length];
        waiting = new double[potential.Length];
        from = new long[potential.Length];
    }

    public double Value { get; private set; }

    /// <summary>How many pairs people have less than they should, added up over both sides.</summary>
    public int Shortage => ShortageOf(leftCount, left.Least) + ShortageOf(partners.Select(p => p.Count), right.Least);

    /// <summary>By left and then by right.</summary>
    public IEnumerable<(int Left, int Right)> Pairs() => partners.SelectMany((lefts, j) => lefts.Select(i => (i, j))).Order();

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

    private static int WholeVectors(int people) => (people + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;

    private double[] CostsOf(double[] row, int places)
    {
        var costs = new double[places];
        Array.Fill(costs, double.PositiveInfinity);
        for (var j = 0; j < row.Length; j++)
        {
            if (!double.IsNaN(row[j])) costs[j] = highest - row[j];
        }

        return costs;
    }

    /// <summary>
    /// Dijkstra's search over reduced costs, from everybody on the left with room to somebody on the right with room. The end is
    /// a person on the right, or −1 when there is no path.
    /// </summary>
    private (int End, double Cost) ShortestPath()
    {
        Array.Fill(from, -1);
        Array.Fill(distance, double.PositiveInfinity);
        for (var i = 0; i < leftCount.Length; i++)
        {
            if (leftCount[i] < left.Caps[i]) distance[i] = Math.Max(0, CostOfPlace(leftCount[i], left.Least[i]) - potential[i]);
        }

        distance.CopyTo(waiting);
        var (end, shortest) = (-1, double.PositiveInfinity);
        while (Nearest() is >= 0 and var here && distance[here] < shortest)
        {
            waiting[here] = double.PositiveInfinity;
            if (here < firstRight)
            {
                PassOnFromLeft(here);
                continue;
            }

            var j = here - firstRight;
            PassOnFromRight(j);
            if (partners[j].Count == right.Caps[j]) continue;

            var arrived = distance[here] + Math.Max(0, CostOfPlace(partners[j].Count, right.Least[j]) + potential[here] - sinkPotential);
            if (arrived < shortest) (end, shortest) = (j, arrived);
        }

        if (end < 0) return (end, shortest);

        for (var i = 0; i < potential.Length; i++) potential[i] += Math.Min(distance[i], shortest);
        sinkPotential += shortest;
        return (end, sinkPotential);
    }

    /// <summary>The first of the nearest places that are reached and not yet passed on from; −1 when there is none.</summary>
    private int Nearest()
    {
        var (least, places) = (Vector.Create(double.PositiveInfinity), Vector.Create(-1L));
        for (var at = 0; at < waiting.Length; at += Vector<double>.Count)
        {
            var here = new Vector<double>(waiting, at);
            places = Vector.ConditionalSelect(Vector.LessThan(here, least), Vector.Create((long)at), places);
            least = Vector.Min(least, here);
        }

        var (nearest, shortest) = (-1, double.PositiveInfinity);
        for (var lane = 0; lane < Vector<double>.Count; lane++)
        {
            var place = (int)places[lane] + lane;
            if (least[lane] < shortest || (least[lane] == shortest && place < nearest)) (nearest, shortest) = (place, least[lane]);
        }

        return nearest;
    }

    private void PassOnFromLeft(int i)
    {
        var (row, here, reached) = (costs[i], Vector.Create((long)i), Vector.Create(distance[i]));
        var own = Vector.Create(potential[i]);
        for (var j = 0; j < row.Length; j += Vector<double>.Count)
        {
            var place = firstRight + j;
            var known = new Vector<double>(distance, place);
            var cost = reached + Vector.Max(Vector<double>.Zero, new Vector<double>(row, j) + own - new Vector<double>(potential, place));
            var isNearer = Vector.LessThan(cost, known);
            if (isNearer == Vector<long>.Zero) continue;

            Vector.ConditionalSelect(isNearer, cost, known).CopyTo(distance, place);
            Vector.ConditionalSelect(isNearer, cost, new Vector<double>(waiting, place)).CopyTo(waiting, place);
            Vector.ConditionalSelect(isNearer, here, new Vector<long>(from, place)).CopyTo(from, place);
        }
    }

    /// <summary>Giving up a chosen pair frees its left for another.</summary>
    private void PassOnFromRight(int j)
    {
        var here = firstRight + j;
        foreach (var i in partners[j])
        {
            var cost = distance[here] + Math.Max(0, values[i][j] - highest + potential[here] - potential[i]);
            if (cost < distance[i]) (distance[i], waiting[i], from[i]) = (cost, cost, j);
        }
    }

    /// <summary>A place beyond somebody's least is taken only when nobody is below theirs.</summary>
    private double CostOfPlace(int count, int least) => count < least ? 0 : shortageCost;

    private static int ShortageOf(IEnumerable<int> counts, int[] least) => counts.Zip(least, (count, wanted) => Math.Max(0, wanted - count)).Sum();

    private void Choose(int end)
    {
        for (var j = end; ;)
        {
            var i = (int)from[firstRight + j];
            partners[j].Add(i);
            costs[i][j] = double.PositiveInfinity;
            Value += values[i][j];
            j = (int)from[i];
            if (j < 0)
            {
                leftCount[i]++;
                return;
            }

            partners[j].Remove(i);
            costs[i][j] = highest - values[i][j];
            Value -= values[i][j];
        }
    }
}
