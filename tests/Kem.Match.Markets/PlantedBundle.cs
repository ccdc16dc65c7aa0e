using Kem.Match.Engine.Planning;

namespace Kem.Match.Markets;

/// <summary>A small market with a bundle planted in it, whose best bundle is known by trying every set.</summary>
public sealed record PlantedBundle(IReadOnlyList<BundleCandidate> Candidates, IReadOnlyList<double> Weights)
{
    public static PlantedBundle Market(int seed)
    {
        var random = new Random(seed);
        var weights = Enumerable.Range(0, random.Next(2, 9)).Select(_ => 1.0 + random.Next(5)).ToArray();
        return new PlantedBundle(Planted(random, weights.Length), weights);
    }

    /// <summary>True when nothing covers more, with fewer partners, or fits better; one partner that does it all needs no bundle.</summary>
    public bool IsSolvedBy(Bundle? found)
    {
        var (ids, covered) = ByTryingAll(Candidates, Weights);
        if (ids.Length < 2 || found is null) return ids.Length < 2 && found is null;

        return Weight(found.Covered, Weights) == Weight(covered, Weights)
            && found.PartnerIds.Count == ids.Length
            && Math.Abs(Sum(Candidates, found.PartnerIds) - Sum(Candidates, ids)) < 1e-9;
    }

    private static List<BundleCandidate> Planted(Random random, int items)
    {
        var candidates = new List<BundleCandidate>();
        var whole = (1UL << items) - 1;
        var first = (ulong)random.NextInt64() & whole;
        candidates.Add(new("p1", random.NextDouble(), first));
        candidates.Add(new("p2", random.NextDouble(), whole & ~first));
        for (var i = random.Next(0, 16); i > 0; i--)
        {
            candidates.Add(new($"x{i}", random.NextDouble(), (ulong)random.NextInt64() & (ulong)random.NextInt64() & whole));
        }

        return [.. candidates.OrderBy(_ => random.Next())];
    }

    /// <summary>One, two or three partners: the heaviest coverage, then the fewest, then the highest sum of scores.</summary>
    private static (string[] Ids, ulong Covered) ByTryingAll(IReadOnlyList<BundleCandidate> all, IReadOnlyList<double> weights)
    {
        var best = (Ids: Array.Empty<string>(), Covered: 0UL, Weight: 0.0, Sum: 0.0);
        for (var a = 0; a < all.Count; a++)
        {
            Try(all[a]);
            for (var b = a + 1; b < all.Count; b++)
            {
                Try(all[a], all[b]);
                for (var c = b + 1; c < all.Count; c++) Try(all[a], all[b], all[c]);
            }
        }

        return (best.Ids, best.Covered);

        void Try(params BundleCandidate[] set)
        {
            var covered = set.Aggregate(0UL, (union, c) => union | c.Covered);
            var (weight, sum) = (Weight(covered, weights), set.Sum(c => c.Score));
            var isBetter = weight > best.Weight
                || (weight == best.Weight && weight > 0 && (set.Length < best.Ids.Length || (set.Length == best.Ids.Length && sum > best.Sum && covered == best.Covered)));
            if (isBetter) best = ([.. set.Select(c => c.PartnerId)], covered, weight, sum);
        }
    }

    private static double Weight(ulong items, IReadOnlyList<double> weights) => weights.Where((_, i) => (items >> i & 1) == 1).Sum();

    private static double Sum(IReadOnlyList<BundleCandidate> all, IReadOnlyList<string> ids) => all.Where(c => ids.Contains(c.PartnerId)).Sum(c => c.Score);
}
