using Kem.Match.Engine.Planning;
using Kem.Match.Markets;

namespace Kem.Match.Engine.Tests.Planning;

public class ArrivingNeedsTests
{
    [Fact]
    public void A_place_is_kept_for_needs_that_gain_more_by_it()
    {
        Offer[] modest = [new(0, 3), new(1, 2)];
        Offer[] eager = [new(0, 9)];
        var history = Enumerable.Range(0, 10).SelectMany(_ => new[] { modest, eager }).ToArray();
        var needs = new ArrivingNeeds([1, 1], expected: 2, history, 0.01);

        Assert.Equal(1, needs.Assign(modest));
        Assert.Equal(0, needs.Assign(eager));
        Assert.Equal(Assignment.Nobody, needs.Assign(eager));
    }

    [Fact]
    public void Without_a_history_the_first_gets_the_best_there_is() =>
        Assert.Equal(0, new ArrivingNeeds([1, 1], 10, [], 0.01).Assign([new(0, 3), new(1, 2)]));

    /// <summary>Two needs seen stand for the 98 to come, which would all pay 1 for the one place that is left.</summary>
    [Fact]
    public void The_last_place_has_its_price_though_few_needs_were_seen()
    {
        var needs = new ArrivingNeeds([3], expected: 100, [], 0.01);
        needs.Assign([new(0, 1)]);
        needs.Assign([new(0, 1)]);

        Assert.InRange(needs.Prices[0], 0.95, 1.05);
    }

    [Fact]
    public void Arriving_needs_lose_little_against_hindsight_and_greed_loses_more()
    {
        var (priced, greedy) = (0.0, 0.0);
        for (var seed = 0; seed < 3; seed++)
        {
            var year = ArrivingMarket.Year(seed, needs: 400);
            priced += year.Priced / year.Hindsight / 3;
            greedy += year.Greedy / year.Hindsight / 3;
        }

        Assert.InRange(priced, 0.98, 1);
        Assert.True(greedy < priced, $"{greedy} against {priced}");
    }
}
