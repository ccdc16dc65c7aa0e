using Kem.Match.Engine.Ranking;

namespace Kem.Match.Markets;

/// <summary>How good a model really is: on needs that nobody has seen, over the whole market, with the true gains.</summary>
public sealed class UnseenNeeds(Market market, int count)
{
    private readonly IReadOnlyList<MarketCandidate>[] needs = [.. market.UnseenNeeds(count)];

    /// <summary>Mean NDCG@k with gain = <see cref="MarketCandidate.Gain"/>; 1 is the best possible order.</summary>
    public double Ndcg(IRankingModel model, int k = 5) => needs.Average(candidates => Ndcg(candidates, model, k));

    private static double Ndcg(IReadOnlyList<MarketCandidate> candidates, IRankingModel model, int k)
    {
        var scores = new double[candidates.Count];
        model.Score([.. candidates.SelectMany(c => c.Row)], scores);
        var found = Dcg(candidates.Zip(scores).OrderByDescending(c => c.Second).Select(c => c.First.Gain), k);
        return found / Dcg(candidates.Select(c => c.Gain).OrderDescending(), k);
    }

    private static double Dcg(IEnumerable<double> gains, int k) => gains.Take(k).Select((gain, place) => gain / Math.Log2(place + 2)).Sum();
}
