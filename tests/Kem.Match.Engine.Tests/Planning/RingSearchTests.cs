using Kem.Match.Engine.Planning;
using Kem.Match.Markets;

namespace Kem.Match.Engine.Tests.Planning;

public class RingSearchTests
{
    [Fact]
    public void Two_that_lack_what_the_other_has_swap()
    {
        var ring = Assert.Single(RingSearch.Best(3, [new(0, 1, 2), new(1, 0, 3), new(1, 2, 9)]).Rings);
        Assert.Equal([0, 1], ring.Members);
        Assert.Equal(5, ring.Value);
    }

    [Fact]
    public void A_ring_of_four_is_found_where_nobody_can_swap_directly()
    {
        var rings = RingSearch.Best(4, [new(2, 0, 1), new(0, 3, 1), new(3, 1, 1), new(1, 2, 1)]);
        Assert.Equal([0, 3, 1, 2], Assert.Single(rings.Rings).Members);
        Assert.True(rings.IsBest);
        Assert.Empty(RingSearch.Best(4, [new(2, 0, 1), new(0, 3, 1), new(3, 1, 1), new(1, 2, 1)], longest: 3).Rings);
    }

    [Fact]
    public void A_ring_of_five_is_too_long() =>
        Assert.Empty(RingSearch.Best(5, [new(0, 1, 1), new(1, 2, 1), new(2, 3, 1), new(3, 4, 1), new(4, 0, 1)]).Rings);

    /// <summary>The middle swap is worth most by itself, but the two outer ones together are worth more.</summary>
    [Fact]
    public void Two_good_rings_beat_one_better_ring_that_breaks_both()
    {
        var rings = RingSearch.Best(4, [new(0, 1, 3), new(1, 0, 3), new(1, 2, 4), new(2, 1, 4), new(2, 3, 3), new(3, 2, 3)]);
        Assert.Equal(12, rings.Value);
        Assert.Equal(2, rings.Rings.Count);
    }

    [Fact]
    public void The_more_valuable_of_two_gifts_counts() =>
        Assert.Equal(8, RingSearch.Best(2, [new(0, 1, 1), new(0, 1, 5), new(1, 0, 3)]).Value);

    [Fact]
    public void What_is_no_gift_is_refused()
    {
        Assert.Throws<ArgumentException>(() => RingSearch.Best(2, [new(0, 2, 1)]));
        Assert.Throws<ArgumentException>(() => RingSearch.Best(2, [new(-1, 0, 1)]));
        Assert.Throws<ArgumentException>(() => RingSearch.Best(2, [new(1, 1, 1)]));
        Assert.Throws<ArgumentException>(() => RingSearch.Best(2, [new(0, 1, double.NaN)]));
        Assert.Throws<ArgumentException>(() => RingSearch.Best(2, [new(0, 1, double.PositiveInfinity)]));
        Assert.Throws<ArgumentException>(() => RingSearch.Best(2, [], longest: 5));
        Assert.Empty(RingSearch.Best(0, []).Rings);
    }

    /// <summary>1,000 small markets with a ring planted in each, held against trying every choice of rings.</summary>
    [Fact]
    public void Finds_what_trying_every_choice_finds_in_a_thousand_markets()
    {
        for (var seed = 0; seed < 1000; seed++)
        {
            var market = PlantedRing.Market(seed);
            Assert.True(market.IsSolvedBy(RingSearch.Best(market.Members, market.Gifts)), $"seed {seed}");
        }
    }

    /// <summary>70 circles of 30 members who give to 18 others of their circle: more rings than are looked at.</summary>
    [Fact]
    public void Those_last_in_a_large_catalogue_get_rings_like_those_first_in_it()
    {
        var random = new Random(5);
        Gift[] gifts =
        [
            .. Enumerable.Range(0, 2100).SelectMany(from => Enumerable.Range(0, 30)
                .Select(place => (from / 30 * 30) + place)
                .Where(to => to != from)
                .OrderBy(_ => random.Next())
                .Take(18)
                .Select(to => new Gift(from, to, 1 + random.NextDouble()))),
        ];
        var found = RingSearch.Best(2100, gifts);

        Assert.False(found.IsBest);
        int[] members = [.. found.Rings.SelectMany(r => r.Members)];
        Assert.Equal(members.Length, members.Distinct().Count());
        Assert.InRange(members.Count(m => m < 1050), 980, 1050);
        Assert.InRange(members.Count(m => m >= 1050), 980, 1050);
        Assert.All(found.Rings, r => Assert.Equal(r.Members.Min(), r.Members[0]));
    }

    [Fact]
    public void A_market_too_large_to_prove_still_gets_a_good_choice()
    {
        var random = new Random(11);
        Gift[] gifts = [.. Enumerable.Range(0, 12_000).Select(_ => new Gift(random.Next(300), random.Next(300), 1 + random.NextDouble())).Where(g => g.From != g.To)];
        var found = RingSearch.Best(300, gifts);

        Assert.False(found.IsBest);
        Assert.InRange(found.Rings.Sum(r => r.Members.Count), 270, 300);
    }
}
