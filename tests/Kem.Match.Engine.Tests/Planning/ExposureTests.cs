using Kem.Match.Engine.Evaluation;
using Kem.Match.Engine.Planning;

namespace Kem.Match.Engine.Tests.Planning;

public class ExposureTests
{
    [Fact]
    public void One_never_shown_passes_one_that_fits_nearly_as_well()
    {
        var list = Exposure.Rerank([new("known", 50, 0), new("new", 49.5, 1), new("poor", 10, 1)]);

        Assert.Equal(["new", "known", "poor"], list.PartnerIds);
        Assert.InRange(list.Cost, 1e-6, Exposure.Budget);
    }

    /// <summary>(50 + 40 ÷ log₂3 − 40 − 50 ÷ log₂3) ÷ (50 + 40 ÷ log₂3) = 3.6907 ÷ 75.2372 = 0.04905.</summary>
    [Fact]
    public void The_price_is_kept_or_the_order_is()
    {
        ExposureCandidate[] ranked = [new("known", 50, 0), new("new", 40, 1)];

        Assert.Equal(["known", "new"], Exposure.Rerank(ranked, budget: 0.049).PartnerIds);
        var dear = Exposure.Rerank(ranked, budget: 0.050);
        Assert.Equal(["new", "known"], dear.PartnerIds);
        Assert.Equal(0.04905, dear.Cost, 1e-5);
    }

    [Fact]
    public void Nothing_to_pay_with_keeps_the_order_and_costs_nothing()
    {
        var list = Exposure.Rerank([new("a", 2, 0), new("b", 1, 1)], budget: 0);
        Assert.Equal(["a", "b"], list.PartnerIds);
        Assert.Equal(0, list.Cost);
        Assert.Equal(["a", "b"], Exposure.Rerank([new("a", 0, 0), new("b", 0, 1)]).PartnerIds);
        Assert.Empty(Exposure.Rerank([]).PartnerIds);
    }

    [Fact]
    public void Random_lists_stay_within_the_budget_and_hold_everybody_once()
    {
        var random = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            ExposureCandidate[] ranked =
            [
                .. Enumerable.Range(0, random.Next(1, 60))
                    .Select(n => new ExposureCandidate($"p{n}", 100 * random.NextDouble(), random.NextDouble()))
                    .OrderByDescending(c => c.Relevance),
            ];
            var list = Exposure.Rerank(ranked);

            Assert.InRange(list.Cost, 0, Exposure.Budget + 1e-12);
            Assert.Equal(ranked.Select(c => c.PartnerId).Order(), list.PartnerIds.Order());
        }
    }

    [Fact]
    public void Those_seen_nearly_as_often_stay_in_order_even_where_the_budget_would_allow_a_change() =>
        Assert.Equal(["a", "b"], Exposure.Rerank([new("a", 100, 0.010), new("b", 99, 0.015)]).PartnerIds);

    [Fact]
    public void Repeated_over_a_year_fewer_are_never_shown()
    {
        var (plain, fair) = (NeverShown(fair: false), NeverShown(fair: true));
        Assert.True(fair < plain, $"{fair} against {plain}");
    }

    [Fact]
    public void A_bad_budget_or_relevance_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Exposure.Rerank([], -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Exposure.Rerank([], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Exposure.Rerank([new("a", double.NaN, 0)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Exposure.Rerank([new("a", double.PositiveInfinity, 0)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Exposure.Rerank([new("a", 1, double.NaN)]));
    }

    [Fact]
    public void Whoever_was_shown_often_is_less_unseen() => Assert.Equal((1, 0.5), (Exposure.UnseenOf(0), Exposure.UnseenOf(5)));

    /// <summary>60 partners of close quality, 100 needs, three shown each time.</summary>
    private static double NeverShown(bool fair)
    {
        var random = new Random(3);
        var quality = Enumerable.Range(0, 60).Select(_ => 60 + (20 * random.NextDouble())).ToArray();
        var shown = new int[60];
        for (var need = 0; need < 100; need++)
        {
            ExposureCandidate[] ranked =
            [
                .. Enumerable.Range(0, 60)
                    .Select(p => new ExposureCandidate($"{p}", quality[p] + (4 * random.NextDouble()), Exposure.UnseenOf(shown[p])))
                    .OrderByDescending(c => c.Relevance),
            ];
            foreach (var id in Exposure.Rerank(ranked, fair ? Exposure.Budget : 0).PartnerIds.Take(3)) shown[int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)]++;
        }

        return ExposureMetrics.ShareNever([.. shown.Select(s => (double)s)]);
    }
}
