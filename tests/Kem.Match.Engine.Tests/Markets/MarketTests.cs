using Kem.Match.Engine.Feedback;
using Kem.Match.Engine.Signals;
using Kem.Match.Markets;

namespace Kem.Match.Engine.Tests.Markets;

public class MarketTests
{
    [Fact]
    public void The_same_seed_gives_the_same_market_and_the_same_people()
    {
        var (one, other) = (Run(seed: 3), Run(seed: 3));

        Assert.Equal(one.Outcomes, other.Outcomes);
        Assert.Equal(one.Lists.SelectMany(l => l.Partners).SelectMany(p => p.Signals), other.Lists.SelectMany(l => l.Partners).SelectMany(p => p.Signals));
        Assert.NotEqual(one.Outcomes, Run(seed: 4).Outcomes);
    }

    [Fact]
    public void Signals_have_the_range_and_the_empty_cases_of_the_table()
    {
        var rows = Run(seed: 1).Lists.SelectMany(l => l.Partners).Select(p => p.Signals).ToArray();

        Assert.All(rows, row => Assert.Equal(SignalTable.All.Count, row.Count));
        for (var s = 0; s < SignalTable.All.Count; s++)
        {
            var (least, most) = SignalTable.All[s].Range;
            Assert.All(rows, row => Assert.True(float.IsNaN(row[s]) || (row[s] >= least && row[s] <= most)));
            Assert.Equal(SignalTable.All[s].IsTopical, rows.Any(row => float.IsNaN(row[s])));
        }
    }

    [Fact]
    public void Nobody_has_more_than_three_open_proposals_or_passes_its_capacity()
    {
        var market = new Market(MarketShape.Crowded, 2);
        var run = MarketRun.ForDays(market, MarketRun.By(Market.Prior), 100);

        Assert.All(market.Partners, p => Assert.InRange(p.OpenProposals(99), 0, 3));
        Assert.Contains(market.Partners, p => p.OpenProposals(99) == 3);
        Assert.All(market.Partners, p => Assert.All(Enumerable.Range(0, 400), day => Assert.InRange(p.Agreements(day), 0, p.Capacity)));
        Assert.True(run.Agreements > 0);
    }

    [Fact]
    public void In_pure_noise_every_order_is_equally_good()
    {
        var unseen = new UnseenNeeds(new Market(MarketShape.PureNoise, 1), 5);
        Assert.Equal(1, unseen.Ndcg(Market.Prior), 9);
    }

    [Fact]
    public void Where_the_prior_is_right_nothing_ranks_better()
    {
        var unseen = new UnseenNeeds(new Market(MarketShape.PriorIsRight, 1), 20);
        Assert.Equal(1, unseen.Ndcg(Market.Prior), 3);
    }

    [Fact]
    public void Three_hundred_outcomes_teach_something_where_the_prior_is_wrong()
    {
        var result = LearningTrial.Run(MarketShape.Misjudged, 1, 300);

        Assert.True(result.Candidate - result.Prior > 0.03);
        Assert.Equal(Verdict.Promoted, result.Decision.Verdict);
    }

    [Fact]
    public void Expected_agreements_beat_one_sided_and_popular_rankings()
    {
        var agreements = new TwoSidedTrial(MarketShape.TwoSided[0], 1).Run();
        Assert.All(TwoSidedTrial.MustBeBeaten, other => Assert.True(agreements[TwoSidedTrial.Ours] > agreements[other]));
    }

    [Fact]
    public void Outcomes_bring_stated_chances_near_the_true_ones()
    {
        var (prior, fitted) = CalibrationTrial.Run(MarketShape.Learnable[2], 1, 300);

        Assert.True(fitted < prior);
        Assert.InRange(fitted, 0, 0.15);
    }

    [Fact]
    public void The_interval_of_a_mean_worked_by_hand()
    {
        // 1, 2, 3: mean 2, standard error √(1 ÷ 3), t with two degrees of freedom 4.303.
        var mean = MeanWithInterval.Of([1, 2, 3]);

        Assert.Equal(2, mean.Mean);
        Assert.Equal(4.303 / Math.Sqrt(3), mean.HalfWidth, 9);
    }

    private static MarketRun Run(int seed) => MarketRun.UntilOutcomes(new Market(MarketShape.Learnable[2], seed), MarketRun.By(Market.Prior), 60);
}
