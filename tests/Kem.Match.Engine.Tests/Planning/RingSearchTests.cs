using Kem.Match.Engine.Planning;

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
        Assert.Throws<ArgumentException>(() => RingSearch.Best(2, [], longest: 5));
        Assert.Empty(RingSearch.Best(0, []).Rings);
    }

    /// <summary>1,000 small markets with a ring planted in each, held against trying every choice of rings.</summary>
    [Fact]
    public void Finds_what_trying_every_choice_finds_in_a_thousand_markets()
    {
        for (var seed = 0; seed < 1000; seed++)
        {
            var random = new Random(seed);
            var members = random.Next(4, 9);
            var gifts = Planted(random, members);

            var found = RingSearch.Best(members, gifts);

            Assert.True(found.IsBest);
            Assert.NotEmpty(found.Rings);
            Assert.Equal(ByTryingAll(members, gifts), found.Value, 1e-9);
            var used = found.Rings.SelectMany(r => r.Members).ToList();
            Assert.Equal(used.Count, used.Distinct().Count());
        }
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
    private static double ByTryingAll(int members, List<Gift> gifts)
    {
        var value = gifts.ToDictionary(g => (g.From, g.To), g => g.Value);
        var memo = new Dictionary<int, double>();
        return Best((1 << members) - 1);

        double Best(int free)
        {
            if (free == 0) return 0;
            if (memo.TryGetValue(free, out var known)) return known;

            var first = System.Numerics.BitOperations.TrailingZeroCount(free);
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
