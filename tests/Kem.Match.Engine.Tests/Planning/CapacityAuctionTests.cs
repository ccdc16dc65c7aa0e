using Kem.Match.Engine.Planning;

namespace Kem.Match.Engine.Tests.Planning;

public class CapacityAuctionTests
{
    /// <summary>Greedily the first need takes partner 0 (10) and leaves 1 for the second; swapped they get 9 + 8.</summary>
    [Fact]
    public void Two_needs_are_divided_so_that_the_sum_is_highest()
    {
        var best = CapacityAuction.Best([[new(0, 10), new(1, 9)], [new(0, 8), new(1, 1)]], [1, 1], 0.01);
        Assert.Equal([1, 0], best.PartnerOf);
        Assert.Equal(17, best.Value);
    }

    [Fact]
    public void A_partner_with_room_for_two_takes_two_and_one_with_room_left_costs_nothing()
    {
        var best = CapacityAuction.Best([[new(0, 5)], [new(0, 4)], [new(0, 3)], [new(1, 1)]], [2, 9], 0.01);

        Assert.Equal([0, 0, Assignment.Nobody, 1], best.PartnerOf);
        Assert.InRange(best.Prices[0], 3 - 0.05, 4.05);
        Assert.Equal(0, best.Prices[1]);
    }

    [Fact]
    public void A_partner_without_room_and_one_worth_nothing_get_nobody() =>
        Assert.Equal([Assignment.Nobody], CapacityAuction.Best([[new(0, 5), new(1, 0)]], [0, 1], 0.01).PartnerOf);

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentException>(() => CapacityAuction.Best([], [1], 0));
        Assert.Throws<ArgumentException>(() => CapacityAuction.Best([], [-1], 1));
        Assert.Throws<ArgumentException>(() => CapacityAuction.Best([[new(1, 1)]], [1], 1));
        Assert.Throws<ArgumentException>(() => CapacityAuction.Best([[new(-1, 1)]], [1], 1));
        Assert.Throws<ArgumentException>(() => CapacityAuction.Best([[new(0, double.NaN)]], [1], 1));
        Assert.Throws<ArgumentException>(() => CapacityAuction.Best([[new(0, double.PositiveInfinity)]], [1], 1));
        Assert.Throws<ArgumentException>(() => CapacityAuction.Best([], [1], double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ArrivingNeeds([1], 0, [], 0.1));
    }

    [Fact]
    public void Is_as_good_as_trying_every_division_in_a_thousand_markets()
    {
        for (var seed = 0; seed < 1000; seed++)
        {
            var random = new Random(seed);
            var capacities = Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(0, 3)).ToArray();
            var needs = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Offers(random, capacities.Length)).ToArray();

            var best = CapacityAuction.Best(needs, capacities, 0.1 / (needs.Length + 1));

            Assert.Equal(ByTryingAll(needs, capacities, 0), best.Value);
            Assert.All(capacities.Select((c, p) => (c, p)), x => Assert.InRange(best.PartnerOf.Count(p => p == x.p), 0, x.c));
        }
    }

    /// <summary>Whole values, so that an auction finer than a whole is exact.</summary>
    private static Offer[] Offers(Random random, int partners) =>
        [.. Enumerable.Range(0, partners).Where(_ => random.Next(4) > 0).Select(p => new Offer(p, random.Next(0, 20)))];

    private static double ByTryingAll(Offer[][] needs, int[] capacities, int from)
    {
        if (from == needs.Length) return 0;

        var best = ByTryingAll(needs, capacities, from + 1);
        foreach (var (partner, value) in needs[from])
        {
            if (capacities[partner] == 0) continue;

            capacities[partner]--;
            best = Math.Max(best, value + ByTryingAll(needs, capacities, from + 1));
            capacities[partner]++;
        }

        return best;
    }
}
