namespace Kem.Match.Engine.Feedback;

/// <summary>
/// How well an order puts those first that came furthest, with graded judgments. Weights make up for how seldom a
/// place on the list is looked at; 1 everywhere when all are seen.
/// </summary>
public static class ListQuality
{
    /// <summary>
    /// NDCG@k = DCG ÷ ideal DCG, with DCG = Σ weight · (2^grade − 1) ÷ log₂(place + 1) over the first k places
    /// (Järvelin and Kekäläinen 2002; Burges et al. 2005 for the gain). The ideal has the greatest gains first.
    /// 0 to 1; 1 when all grades are 0.
    /// </summary>
    /// <param name="order">Indexes into the grades, best first.</param>
    /// <param name="grades">0 to 4.</param>
    /// <param name="weights">One per grade, above 0.</param>
    /// <param name="k">How many places count.</param>
    public static double Ndcg(ReadOnlySpan<int> order, ReadOnlySpan<int> grades, ReadOnlySpan<double> weights, int k)
    {
        var gains = new double[grades.Length];
        for (var i = 0; i < gains.Length; i++) gains[i] = weights[i] * ((1 << grades[i]) - 1);

        var sum = 0.0;
        for (var place = 0; place < Math.Min(k, order.Length); place++) sum += gains[order[place]] / Math.Log2(place + 2);

        Array.Sort(gains, (a, b) => b.CompareTo(a));
        var ideal = 0.0;
        for (var place = 0; place < Math.Min(k, gains.Length); place++) ideal += gains[place] / Math.Log2(place + 2);

        return ideal > 0 ? sum / ideal : 1;
    }

    /// <summary>1 ÷ (place of the first that has the list's best grade); 0 for an empty list.</summary>
    public static double ReciprocalRankOfBest(ReadOnlySpan<int> order, ReadOnlySpan<int> grades)
    {
        var best = 0;
        foreach (var grade in grades) best = Math.Max(best, grade);

        for (var place = 0; place < order.Length; place++)
        {
            if (grades[order[place]] == best) return 1.0 / (place + 1);
        }

        return 0;
    }

    /// <summary>
    /// Gini coefficient Σ (2i − n − 1) · xᵢ ÷ (n · Σ xᵢ) of the amounts in rising order, i from 1. 0 when all have the
    /// same, or nobody has anything; (n − 1) ÷ n when one has it all.
    /// </summary>
    public static double Gini(IEnumerable<double> amounts)
    {
        double[] sorted = [.. amounts.Order()];
        var (weighted, sum) = (0.0, 0.0);
        for (var i = 0; i < sorted.Length; i++)
        {
            weighted += ((2 * (i + 1)) - sorted.Length - 1) * sorted[i];
            sum += sorted[i];
        }

        return sum > 0 ? weighted / (sorted.Length * sum) : 0;
    }
}
