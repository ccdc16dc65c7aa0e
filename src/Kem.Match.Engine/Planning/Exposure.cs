namespace Kem.Match.Engine.Planning;

/// <summary>A ranked partner, with how much it deserves to be seen more.</summary>
/// <param name="PartnerId">The partner.</param>
/// <param name="Relevance">What the ranking thinks of it, 0 or more; the gain of NDCG.</param>
/// <param name="Unseen">0 to 1: 1 for one that was never shown, towards 0 for one that is shown all the time.</param>
public readonly record struct ExposureCandidate(string PartnerId, double Relevance, double Unseen);

/// <summary>A list in which the little seen have moved up.</summary>
/// <param name="PartnerIds">The new order.</param>
/// <param name="Cost">The share of NDCG@10 that it cost, by the ranking's own relevance; at most what was allowed.</param>
public sealed record ExposureList(IReadOnlyList<string> PartnerIds, double Cost);

/// <summary>
/// Gives small and new associations a place in the list at a bounded price. The list is ordered by relevance + λ · unseen,
/// with the largest λ up to the greatest relevance whose NDCG@10 stays within the budget, so that who is seen as often as others
/// gains nothing however much the budget; for any λ this order is the best trade of the two
/// under NDCG's discounts (rearrangement inequality; cf. Singh and Joachims, "Fairness of exposure in rankings", 2018).
/// </summary>
public static class Exposure
{
    /// <summary>
    /// What fairness may cost, as a share of NDCG@10 by the ranking's own relevance. In truth it costs more, up to twice as
    /// much, since a ranking overrates those it puts first; so this keeps the true cost below 2 % (the planning benchmark measures it).
    /// </summary>
    public const double Budget = 0.01;

    private const int Depth = 10;
    private const int Halvings = 40;

    /// <summary>Half as much unseen after this many showings.</summary>
    private const double HalfSeen = 5;

    /// <summary>1 when never shown, 0.5 after five showings: 1 ÷ (1 + shown ÷ 5).</summary>
    /// <param name="timesShown">How often the partner stood in a list in the last year; 0 or more.</param>
    public static double UnseenOf(int timesShown) => 1 / (1 + (timesShown / HalfSeen));

    /// <param name="ranked">Best first. Equals keep this order.</param>
    /// <param name="budget">The share of NDCG@10 that may be lost; 0 keeps the order.</param>
    /// <exception cref="ArgumentOutOfRangeException">The budget is not from 0 up to 1, or a relevance is below 0.</exception>
    public static ExposureList Rerank(IReadOnlyList<ExposureCandidate> ranked, double budget = Budget)
    {
        if (budget is not (>= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(budget), budget, "Must be from 0 up to 1.");
        if (ranked.Any(c => !(c.Relevance >= 0) || !double.IsFinite(c.Relevance) || c.Unseen is not (>= 0 and <= 1)))
        {
            throw new ArgumentOutOfRangeException(nameof(ranked), "A relevance must be 0 or more and finite, and unseen from 0 to 1.");
        }


        var ideal = Gain([.. ranked.OrderByDescending(c => c.Relevance)]);
        var (least, most) = (0.0, 1 + (ranked.Count > 0 ? ranked.Max(c => c.Relevance) : 0));
        var best = ranked.ToArray();
        for (var i = 0; i < Halvings && ideal > 0; i++)
        {
            var lambda = (least + most) / 2;
            ExposureCandidate[] tried = [.. ranked.OrderByDescending(c => c.Relevance + (lambda * c.Unseen))];
            if (Gain(tried) >= (1 - budget) * ideal) (least, best) = (lambda, tried);
            else most = lambda;
        }

        return new ExposureList([.. best.Select(c => c.PartnerId)], ideal > 0 ? 1 - (Gain(best) / ideal) : 0);
    }

    /// <summary>DCG@10 with linear gain: Σ relevance ÷ log₂(rank + 1).</summary>
    private static double Gain(ExposureCandidate[] order)
    {
        var gain = 0.0;
        for (var i = 0; i < Math.Min(Depth, order.Length); i++) gain += order[i].Relevance / Math.Log2(i + 2);
        return gain;
    }
}
