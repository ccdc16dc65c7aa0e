using System.Numerics;
using Kem.Match.Engine.Planning;

namespace Kem.Match.Markets;

/// <summary>A small market with a ring planted in it, whose best rings are known by trying every choice.</summary>
public sealed record PlantedRing(int Members, IReadOnlyList<Gift> Gifts)
{
    public static PlantedRing Market(int seed)
    {
        var random = new Random(seed);
        var members = random.Next(4, 9);
        return new PlantedRing(members, Planted(random, members));
    }

    /// <summary>True when no choice is worth more, it is said to be best, and nobody is in two rings.</summary>
    public bool IsSolvedBy(ExchangeRings found)
    {
        int[] used = [.. found.Rings.SelectMany(r => r.Members)];
        return found.IsBest
            && found.Rings.Count > 0
            && used.Length == used.Distinct().Count()
            && Math.Abs(found.Value - ByTryingAll(Members, Gifts)) < 1e-9;
    }

    private static List<Gift> Planted(Random random, int members)
    {
        var gifts = new Dictionary<(int, int), double>();
        int[] order = [.. Enumerable.Range(0, members).OrderBy(_ => random.Next())];
        var length = random.Next(2, 5);
        for (var i = 0; i < length; i++) gifts[(order[i], order[(i + 1) % length])] = 1 + random.NextDouble();
        for (var i = random.Next(0, 2 * members); i > 0; i--)
        {
            var (from, to) = (random.Next(members), random.Next(members));
            if (from != to) gifts.TryAdd((from, to), 0.1 + random.NextDouble());
        }

        return [.. gifts.Select(g => new Gift(g.Key.Item1, g.Key.Item2, g.Value))];
    }

    /// <summary>The best over all choices, by the set of members that are left (dynamic programming over subsets).</summary>
    private static double ByTryingAll(int members, IReadOnlyList<Gift> gifts)
    {
        var value = gifts.ToDictionary(g => (g.From, g.To), g => g.Value);
        var memo = new Dictionary<int, double>();
        return Best((1 << members) - 1);

        double Best(int free)
        {
            if (free == 0) return 0;
            if (memo.TryGetValue(free, out var known)) return known;

            var first = BitOperations.TrailingZeroCount(free);
            var best = Best(free & ~(1 << first));
            Extend([first], 0, free & ~(1 << first));
            return memo[free] = best;

            void Extend(List<int> path, double sum, int rest)
            {
                if (path.Count > 1 && value.TryGetValue((path[^1], first), out var back)) best = Math.Max(best, sum + back + Best(rest));
                if (path.Count == 4) return;

                for (var m = 0; m < members; m++)
                {
                    if ((rest >> m & 1) == 1 && value.TryGetValue((path[^1], m), out var gift)) Extend([.. path, m], sum + gift, rest & ~(1 << m));
                }
            }
        }
    }
}
