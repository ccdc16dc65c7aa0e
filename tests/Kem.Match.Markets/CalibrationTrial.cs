using Kem.Match.Engine.Feedback;

namespace Kem.Match.Markets;

/// <summary>
/// How far the stated chances are from the true ones, on the first ten of needs that nobody has seen: the expected
/// calibration error Σ share of bin · |mean stated − mean true| over ten bins of equally many (Naeini et al. 2015). Since
/// the truth is known, no luck of draws is in it.
/// </summary>
public static class CalibrationTrial
{
    private const int Unseen = 200;
    private const int Shown = 10;
    private const int Bins = 10;

    /// <returns>The error of the prior's chances, and of those fitted to so many outcomes.</returns>
    public static (double Prior, double Fitted) Run(MarketShape shape, int seed, int outcomes)
    {
        var market = new Market(shape, seed);
        var judged = MarketRun.UntilOutcomes(market, MarketRun.By(Market.Prior), outcomes).Judged;
        var prior = Calibration.Prior(Market.Weights.Strong);
        var fitted = Calibration.OfAsker(judged, Market.Prior, Examination.Estimate(judged, Market.Prior), prior);
        var seen = market.UnseenNeeds(Unseen).SelectMany(FirstOnes).ToArray();
        return (Error(prior, seen), Error(fitted, seen));
    }

    private static IEnumerable<(double Score, double Truth)> FirstOnes(IReadOnlyList<MarketCandidate> candidates)
    {
        var scores = new double[candidates.Count];
        Market.Prior.Score([.. candidates.SelectMany(c => c.Row)], scores);
        return scores.Zip(candidates, (score, c) => (score, c.AskerLikes)).OrderByDescending(c => c.score).Take(Shown);
    }

    private static double Error(Calibration calibration, (double Score, double Truth)[] seen) => seen
        .OrderBy(s => s.Score)
        .Chunk((seen.Length + Bins - 1) / Bins)
        .Sum(bin => bin.Length / (double)seen.Length * Math.Abs(bin.Average(s => calibration.Chance(s.Score)) - bin.Average(s => s.Truth)));
}
