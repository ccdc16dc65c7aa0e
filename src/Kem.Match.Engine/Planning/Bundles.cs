using System.Numerics;

namespace Kem.Match.Engine.Planning;

/// <summary>
/// Finds the smallest set of two or three partners that together cover what no single one does: weighted maximum coverage
/// with at most three sets, then the smallest such set, then the one with the highest sum of scores. Exact: partners
/// that cover the same items are told apart by score alone, so only one per distinct coverage has to be tried.
/// </summary>
public static class Bundles
{
    public const int MostItems = 64;
    public const int MostPartners = 3;

    /// <param name="candidates">Partners in the order of the catalogue; on equal scores the earlier one is taken.</param>
    /// <param name="weights">How much each item of the need weighs, above 0; at most <see cref="MostItems"/>.</param>
    /// <returns>Null when one partner alone covers as much as any three do, or when nobody covers anything.</returns>
    /// <exception cref="ArgumentException">More than <see cref="MostItems"/> items, or a weight that is not above 0.</exception>
    public static Bundle? Best(IReadOnlyList<BundleCandidate> candidates, IReadOnlyList<double> weights)
    {
        if (weights.Count > MostItems) throw new ArgumentException($"At most {MostItems} items can be covered.", nameof(weights));
        if (weights.Any(w => !(w > 0))) throw new ArgumentException("Every item must weigh more than 0.", nameof(weights));

        var whole = weights.Count == MostItems ? ulong.MaxValue : (1UL << weights.Count) - 1;
        var sets = BestOfEachCoverage(candidates, whole);
        var target = LargestUnion(Maximal(sets), weights, whole);
        var chosen = SmallestCover(sets, target);
        return chosen.Length < 2
            ? null
            : new Bundle([.. chosen.OrderByDescending(c => c.Score).Select(c => c.PartnerId)], target, whole & ~target);
    }

    /// <summary>One candidate per distinct coverage: the one with the highest score, the first of equals.</summary>
    private static BundleCandidate[] BestOfEachCoverage(IReadOnlyList<BundleCandidate> candidates, ulong whole)
    {
        var best = new Dictionary<ulong, BundleCandidate>();
        foreach (var candidate in candidates)
        {
            var covered = candidate.Covered & whole;
            if (covered == 0 || (best.TryGetValue(covered, out var known) && known.Score >= candidate.Score)) continue;
            best[covered] = candidate with { Covered = covered };
        }

        return [.. best.Values];
    }

    private static ulong[] Maximal(BundleCandidate[] sets)
    {
        var maximal = new List<ulong>();
        foreach (var covered in sets.Select(s => s.Covered).OrderByDescending(BitOperations.PopCount).ThenBy(c => c))
        {
            if (!maximal.Exists(larger => (covered & ~larger) == 0)) maximal.Add(covered);
        }

        return [.. maximal];
    }

    /// <summary>The union of at most three sets that weighs most; of equals the one found first, largest sets first.</summary>
    private static ulong LargestUnion(ulong[] maximal, IReadOnlyList<double> weights, ulong whole)
    {
        var (best, most) = (0UL, 0.0);
        Extend(0, 0, MostPartners);
        return best;

        void Extend(ulong union, int from, int left)
        {
            var weight = WeightOf(union, weights);
            if (weight > most) (best, most) = (union, weight);
            if (left == 0 || best == whole) return;

            for (var i = from; i < maximal.Length; i++)
            {
                if ((maximal[i] & ~union) != 0) Extend(union | maximal[i], i + 1, left - 1);
            }
        }
    }

    private static double WeightOf(ulong items, IReadOnlyList<double> weights)
    {
        var weight = 0.0;
        for (; items != 0; items &= items - 1) weight += weights[BitOperations.TrailingZeroCount(items)];
        return weight;
    }

    /// <summary>
    /// The fewest sets whose union holds the target, and among these the highest sum of scores. Branches on the lowest item
    /// that is not covered yet, which some set of every cover must hold.
    /// </summary>
    private static BundleCandidate[] SmallestCover(BundleCandidate[] sets, ulong target)
    {
        BundleCandidate[]? best = null;
        var bestSum = 0.0;
        var chosen = new List<BundleCandidate>();
        for (var size = 1; size <= MostPartners && best is null; size++) Cover(target, size);
        return best ?? [];

        void Cover(ulong left, int size)
        {
            if (left == 0)
            {
                var sum = chosen.Sum(c => c.Score);
                if (best is null || sum > bestSum) (best, bestSum) = ([.. chosen], sum);
                return;
            }

            if (size == 0) return;

            var lowest = left & (~left + 1);
            foreach (var set in sets)
            {
                if ((set.Covered & lowest) == 0) continue;

                // The last one must hold all that is left.
                if (size == 1 && (left & ~set.Covered) != 0) continue;

                chosen.Add(set);
                Cover(left & ~set.Covered, size - 1);
                chosen.RemoveAt(chosen.Count - 1);
            }
        }
    }
}
