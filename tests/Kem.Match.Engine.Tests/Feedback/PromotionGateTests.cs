using Kem.Match.Engine.Feedback;
using Kem.Match.Engine.Ranking;

namespace Kem.Match.Engine.Tests.Feedback;

public class PromotionGateTests
{
    private static readonly Judged.ByFirstSignal Backwards = new(-1);
    private static readonly Judged.ByFirstSignal Forwards = new(1);

    /// <summary>Forty needs of four partners; the best stood now here, now there, and the first signal knows.</summary>
    private static JudgedList[] Forty { get; } = [.. Enumerable.Range(0, 40).Select(Missed)];

    [Fact]
    public void Too_little_is_not_trained_on()
    {
        var trainer = new Judged.Trainer(Forwards);

        var nothing = new PromotionGate(trainer).Decide([], Backwards);
        var little = new PromotionGate(trainer).Decide([.. Forty.Take(24)], Backwards);
        var fewNeeds = new PromotionGate(trainer).Decide([.. Forty.Select(l => l with { RequestId = "one need" })], Backwards);

        Assert.All([nothing, little, fewNeeds], p =>
        {
            Assert.Equal(Verdict.TooLittle, p.Decision.Verdict);
            Assert.Null(p.Candidate);
            Assert.Null(p.Decision.Figures);
        });
        Assert.Null(nothing.Decision.Training);
        Assert.Equal("Der er for lidt at lære af: 96 udfald og 20 behov at prøve på. Der skal være mindst 100 og 20.", little.Decision.Reason.Danish);
        Assert.Equal("There is too little to learn from: 0 outcomes and 0 needs to try on. At least 100 and 20 are needed.", nothing.Decision.Reason.English);
        Assert.Empty(trainer.Given);
    }

    [Fact]
    public void A_model_that_is_better_on_needs_it_has_not_seen_takes_over()
    {
        var promotion = new PromotionGate(new Judged.Trainer(Forwards)).Decide(Forty, Backwards);

        var (decision, figures) = (promotion.Decision, promotion.Decision.Figures!);
        Assert.True(decision.IsPromoted);
        Assert.Same(Forwards, promotion.Candidate);
        Assert.Equal(new FeedbackWindow(Judged.FirstDay, Judged.FirstDay.AddDays(39), 40, 40, 160), decision.Training);
        Assert.Equal(new FeedbackWindow(Judged.FirstDay.AddDays(8), Judged.FirstDay.AddDays(39), 32, 32, 128), figures.HeldOut);
        Assert.True(figures.Foresight is { Correlation: > 0.5, PValue: <= 0.05 }, $"{figures.Foresight}");
        Assert.True(figures.Candidate.Ndcg5 > figures.Current.Ndcg5);
        Assert.Equal(figures.Candidate.Ndcg5 - figures.Current.Ndcg5, figures.Ndcg5.Mean, 12);
        Assert.Equal(figures.Candidate.Mrr - figures.Current.Mrr, figures.Mrr.Mean, 12);
        Assert.StartsWith("Den nye model er bedre og er taget i brug. Det, den har lært, og det, der skete for 32 behov,", decision.Reason.Danish, StringComparison.Ordinal);
        Assert.StartsWith("The new model is better and is in use. What it learned and what happened to 32 needs", decision.Reason.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_ranks_alike_is_kept_as_not_better()
    {
        var promotion = new PromotionGate(new Judged.Trainer(new Judged.ByFirstSignal(-3))).Decide(Forty, Backwards);

        Assert.Equal(Verdict.NotBetter, promotion.Decision.Verdict);
        Assert.NotNull(promotion.Candidate);
        Assert.Equal(0, promotion.Decision.Figures!.Ndcg5.Mean);
        Assert.Contains("så den gamle bliver", promotion.Decision.Reason.Danish, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_knows_more_but_orders_alike_is_not_better()
    {
        // A quarter more is what tells; the new model counts it three times, and still nobody passes the next one.
        JudgedList[] lists = [.. Enumerable.Range(0, 64).Select(n => Turned(n, [.. Enumerable.Range(0, 4).Select(i => (i + (0.25f * (n >> i & 1)), n >> i & 1, true))]))];

        var decision = new PromotionGate(new Judged.Trainer(new QuartersCountThrice())).Decide(lists, Forwards).Decision;

        Assert.True(decision.Figures!.Foresight.PValue <= 0.05, $"{decision.Figures.Foresight}");
        Assert.Equal(Verdict.NotBetter, decision.Verdict);
    }

    [Fact]
    public void A_model_that_finds_the_very_best_later_is_not_better()
    {
        // Three of grade 3 move up, the one of grade 4 moves from first to last: more gain in all, but MRR falls.
        JudgedList[] lists = [.. Enumerable.Range(0, 60).Select(n => Turned(n, (0, 4, true), (0.1f, 0, true), (0.2f, 0, true), (1, 3, true), (1, 3, true), (1, 3, true)))];

        var decision = new PromotionGate(new Judged.Trainer(Forwards)).Decide(lists, Backwards).Decision;

        Assert.True(decision.Figures!.Foresight.PValue <= 0.05);
        Assert.True(decision.Figures.Mrr.High < 0);
        Assert.Equal(Verdict.NotBetter, decision.Verdict);
    }

    [Fact]
    public void A_better_model_that_shows_the_same_few_is_not_used()
    {
        // Ten partners; the right one is always p9. Turning the order shows it first every time.
        JudgedList[] lists =
        [
            .. Enumerable.Range(0, 40).Select(n =>
            {
                var list = Turned(n, [.. Enumerable.Range(0, 10).Select(i => (i / 10f, i == 9 ? 2 : 0, true))]);
                return list with { Partners = [.. list.Partners.Select((p, at) => p with { PartnerId = p.Judgment.Grade > 0 ? "p9" : $"p{at}-{n}" })] };
            }),
        ];

        var decision = new PromotionGate(new Judged.Trainer(Forwards)).Decide(lists, Backwards).Decision;

        Assert.Equal(Verdict.LessFair, decision.Verdict);
        Assert.True(decision.Figures!.Candidate.ExposureGini > decision.Figures.Current.ExposureGini + new PromotionRules().GiniTolerance);
        Assert.Contains("de samme partnere for tit", decision.Reason.Danish, StringComparison.Ordinal);
    }

    [Fact]
    public void No_model_is_tried_on_a_need_or_a_day_that_it_has_learned_from()
    {
        // Every need is shown twice, ten days apart.
        JudgedList[] lists = [.. Enumerable.Range(0, 60).Select(n => Missed(n) with { RequestId = $"need {n % 50}" })];
        var needOf = lists.ToDictionary(l => l.Id, l => l.RequestId);
        var trainer = new Judged.Trainer(Forwards);
        var rules = new PromotionRules { Stretches = 4 };

        new PromotionGate(trainer, rules).Decide(lists, Backwards);

        Assert.Equal(rules.Stretches + 1, trainer.Given.Count);
        for (var stretch = 0; stretch < rules.Stretches; stretch++)
        {
            var tried = lists[(12 + (stretch * 12))..(12 + ((stretch + 1) * 12))];
            var learnedNeeds = trainer.Given[stretch].Select(j => needOf[j.QueryId]).ToHashSet();
            Assert.DoesNotContain(tried, l => learnedNeeds.Contains(l.RequestId));
            Assert.All(trainer.Given[stretch], j => Assert.True(j.Day < tried[0].Day));
        }

        Assert.Equal(60 * 4, trainer.Given[^1].Count);
    }

    [Theory]
    [InlineData(99, 0, false)]
    [InlineData(100, 0, true)]
    [InlineData(124, 100, false)]
    [InlineData(125, 100, true)]
    public void A_model_is_tried_again_when_there_is_a_quarter_more_to_learn_from(int outcomes, int last, bool isTime) =>
        Assert.Equal(isTime, new PromotionRules().IsTimeToTry(outcomes, last));

    private sealed class QuartersCountThrice : IRankingModel
    {
        public void Score(ReadOnlySpan<float> rows, Span<double> scores)
        {
            Forwards.Score(rows, scores);
            foreach (ref var score in scores) score += 2 * (score - Math.Floor(score));
        }

        public void Explain(ReadOnlySpan<float> rows, Span<double> scores, Span<double> contributions) => throw new NotSupportedException();
    }

    private static JudgedList Missed(int n) => Turned(n, (0.1f, 0, true), (0.2f, 1, true), (0.9f, 3, true), (0.3f, 0, true));

    /// <summary>Shown from another partner on in every list.</summary>
    private static JudgedList Turned(int n, params (float Value, int Grade, bool IsTouched)[] partners) =>
        Judged.List(n, [.. partners.Skip(n % partners.Length), .. partners.Take(n % partners.Length)]);
}
