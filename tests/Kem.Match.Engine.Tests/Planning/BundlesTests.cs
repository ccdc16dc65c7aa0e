using Kem.Match.Engine.Planning;
using Kem.Match.Markets;

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
            var market = PlantedBundle.Market(seed);
            Assert.True(market.IsSolvedBy(Bundles.Best(market.Candidates, market.Weights)), $"seed {seed}");
        }
    }
}
