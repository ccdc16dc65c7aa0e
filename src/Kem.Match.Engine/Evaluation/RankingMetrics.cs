namespace Kem.Match.Engine.Evaluation;

/// <summary>How good a ranking is when some of what it ranks is known to be right.</summary>
public static class RankingMetrics
{
    /// <summary>Recall@k = (right ones among the first k) ÷ (right ones). 0 to 1; 1 when nothing is right.</summary>
    public static double Recall(IReadOnlyList<string> ranked, IReadOnlyCollection<string> right, int k)
    {
        if (right.Count == 0) return 1;

        var found = 0;
        for (var i = 0; i < Math.Min(k, ranked.Count); i++)
        {
            if (right.Contains(ranked[i])) found++;
        }

        return found / (double)right.Count;
    }

    /// <summary>Reciprocal rank = 1 ÷ (rank of the first right one); 0 when there is none. Its mean is MRR.</summary>
    public static double ReciprocalRank(IReadOnlyList<string> ranked, IReadOnlyCollection<string> right)
    {
        for (var i = 0; i < ranked.Count; i++)
        {
            if (right.Contains(ranked[i])) return 1.0 / (i + 1);
        }

        return 0;
    }

    /// <summary>
    /// NDCG@k = DCG ÷ ideal DCG, with DCG = Σ 1 ÷ log₂(rank + 1) over the right ones among the first k (Järvelin and
    /// Kekäläinen 2002, grades 0 and 1). The ideal has the right ones first. 0 to 1; 1 when nothing is right.
    /// </summary>
    public static double Ndcg(IReadOnlyList<string> ranked, IReadOnlyCollection<string> right, int k)
    {
        if (right.Count == 0) return 1;

        var (gain, ideal) = (0.0, 0.0);
        for (var i = 0; i < k; i++)
        {
            var discount = ExposureMetrics.AtRank(i + 1);
            if (i < ranked.Count && right.Contains(ranked[i])) gain += discount;
            if (i < right.Count) ideal += discount;
        }

        return gain / ideal;
    }

    /// <summary>
    /// NDCG@k with grades: DCG = Σ (2^label − 1) ÷ log₂(rank + 1) over the first k rows by score, divided by the DCG of the best
    /// order (Burges et al. 2005). Equal scores keep their order. 0 to 1; NaN when every label is 0, as no order is better then.
    /// </summary>
    public static double Ndcg(ReadOnlySpan<float> scores, ReadOnlySpan<byte> labels, int k)
    {
        var byScore = scores.ToArray();
        var byLabel = labels.ToArray();
        var own = Enumerable.Range(0, byScore.Length).OrderByDescending(row => byScore[row]).Select(row => byLabel[row]);
        return Dcg(own, k) / Dcg(byLabel.OrderDescending(), k);
    }

    private static double Dcg(IEnumerable<byte> labels, int k) =>
        labels.Take(k).Select((label, place) => (Math.Pow(2, label) - 1) / Math.Log2(place + 2)).Sum();
}
