using Kem.Match.Engine.Planning;

namespace Kem.Match.Engine.Tests.Planning;

public class BundlesTests
{
    [Fact]
    public void Two_that_cover_the_need_together_are_preferred_to_three()
    {
        var bundle = Bundles.Best([new("a", 9, 0b0011), new("b", 9, 0b0100), new("c", 9, 0b1000), new("d", 1, 0b1100)], [1, 1, 1, 1]);

        Assert.NotNull(bundle);
        Assert.Equal(["a", "d"], bundle.PartnerIds);
        Assert.Equal((0b1111UL, 0UL), (bundle.Covered, bundle.Missing));
    }

    [Fact]
    public void What_nobody_covers_is_said_to_be_missing()
    {
        var bundle = Bundles.Best([new("a", 1, 0b001), new("b", 2, 0b010)], [1, 1, 1]);
        Assert.Equal(0b100UL, bundle!.Missing);
        Assert.Equal(["b", "a"], bundle.PartnerIds);
    }

    [Fact]
    public void The_heavier_item_is_covered_where_three_cannot_cover_all()
    {
        var bundle = Bundles.Best([new("a", 1, 0b0001), new("b", 1, 0b0010), new("c", 1, 0b0100), new("d", 1, 0b1000)], [1, 1, 1, 5]);
        Assert.Contains("d", bundle!.PartnerIds);
        Assert.Equal(3, bundle.PartnerIds.Count);
    }

    [Fact]
    public void No_bundle_is_made_where_one_partner_does_it_all_or_nobody_does_anything()
    {
        Assert.Null(Bundles.Best([new("a", 1, 0b11), new("b", 9, 0b01), new("c", 9, 0b10)], [1, 1]));
        Assert.Null(Bundles.Best([new("a", 1, 0)], [1]));
        Assert.Null(Bundles.Best([], []));
    }

    [Fact]
    public void Of_equals_the_first_in_the_catalogue_is_taken() =>
        Assert.Equal(["a", "c"], Bundles.Best([new("a", 1, 1), new("b", 1, 1), new("c", 1, 2), new("d", 1, 2)], [1, 1])!.PartnerIds);

    [Fact]
    public void Too_many_items_or_a_weight_of_nothing_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Bundles.Best([], [.. Enumerable.Repeat(1.0, 65)]));
        Assert.Throws<ArgumentException>(() => Bundles.Best([], [0]));
        Assert.Throws<ArgumentException>(() => Bundles.Best([], [double.NaN]));
        Assert.NotNull(Bundles.Best([new("a", 1, ulong.MaxValue >> 1), new("b", 1, 1UL << 63)], [.. Enumerable.Repeat(1.0, 64)]));
    }

    /// <summary>1,000 small markets, each with a bundle planted in it, held against trying every set of one, two and three.</summary>
    [Fact]
    public void Finds_what_trying_every_set_finds_in_a_thousand_markets()
    {
        for (var seed = 0; seed < 1000; seed++)
        {
            var random = new Random(seed);
            var weights = Enumerable.Range(0, random.Next(2, 9)).Select(_ => 1.0 + random.Next(5)).ToArray();
            var candidates = Planted(random, weights.Length);

            var found = Bundles.Best(candidates, weights);
            var (ids, covered) = ByTryingAll(candidates, weights);

            if (ids.Length < 2)
            {
                Assert.Null(found);
                continue;
            }

            Assert.NotNull(found);
            Assert.Equal(Weight(covered, weights), Weight(found.Covered, weights), 1e-9);
            Assert.Equal(ids.Length, found.PartnerIds.Count);
            Assert.Equal(Sum(candidates, ids), Sum(candidates, [.. found.PartnerIds]), 1e-9);
        }
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

    private static (string[] Ids, ulong Covered) ByTryingAll(List<BundleCandidate> all, double[] weights)
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

    private static double Weight(ulong items, double[] weights) => weights.Where((_, i) => (items >> i & 1) == 1).Sum();

    private static double Sum(List<BundleCandidate> all, string[] ids) => all.Where(c => ids.Contains(c.PartnerId)).Sum(c => c.Score);
}
