using Kem.Match.Engine.Feedback;

namespace Kem.Match.Markets;

/// <summary>What came of learning in one market.</summary>
/// <param name="Prior">NDCG@5 of the prior on needs that nobody has seen, with the true gains.</param>
/// <param name="Candidate">The same for the newly trained model.</param>
/// <param name="Linear">The same for <see cref="LinearLearner"/> on the same outcomes.</param>
/// <param name="Decision">What the gate, which knows no truth, made of it.</param>
public sealed record LearningResult(double Prior, double Candidate, double Linear, PromotionDecision Decision)
{
    /// <summary>The candidate is truly better, to the fourth decimal.</summary>
    public bool IsBetter => Candidate > Prior + 1e-4;
}

/// <summary>A market runs under the prior until so many partners are touched; then a model is trained and goes to the gate.</summary>
public static class LearningTrial
{
    private const int Unseen = 200;

    public static LearningResult Run(MarketShape shape, int seed, int outcomes)
    {
        var market = new Market(shape, seed);
        var judged = MarketRun.UntilOutcomes(market, MarketRun.By(Market.Prior), outcomes).Judged;
        var promotion = new PromotionGate(new OutcomeTrainer(Market.Prior)).Decide(judged, Market.Prior);
        var unseen = new UnseenNeeds(market, Unseen);
        var prior = unseen.Ndcg(Market.Prior);
        var linear = new LinearLearner(Market.Prior).Train(FeedbackLog.Judgments(judged));
        return new LearningResult(prior, promotion.Candidate is { } candidate ? unseen.Ndcg(candidate) : prior, unseen.Ndcg(linear), promotion.Decision);
    }
}
