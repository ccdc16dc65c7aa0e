namespace Kem.Match.Engine.Evaluation;

/// <summary>How evenly partners are seen.</summary>
public static class ExposureMetrics
{
    /// <summary>
    /// The Gini coefficient: 0 when all are seen equally, towards 1 when one is seen and nobody else. Σ (2i − n − 1) xᵢ ÷ (n Σ x)
    /// over the sorted exposures (Gini 1912). 0 when nobody is seen or there is nobody.
    /// </summary>
    /// <param name="exposures">One per partner, 0 or more, in any order and unit.</param>
    public static double Gini(IEnumerable<double> exposures)
    {
        double[] sorted = [.. exposures.Order()];
        var (weighted, sum) = (0.0, 0.0);
        for (var i = 0; i < sorted.Length; i++)
        {
            weighted += ((2 * (i + 1)) - sorted.Length - 1) * sorted[i];
            sum += sorted[i];
        }

        return sum > 0 ? weighted / (sorted.Length * sum) : 0;
    }

    /// <summary>The share of partners that were never seen, 0 to 1; 0 when there is nobody.</summary>
    public static double ShareNever(IReadOnlyCollection<double> exposures) =>
        exposures.Count == 0 ? 0 : exposures.Count(e => e == 0) / (double)exposures.Count;

    /// <summary>What a place in a list is worth: 1 ÷ log₂(rank + 1), the discount of NDCG.</summary>
    /// <param name="rank">1 is best.</param>
    public static double AtRank(int rank) => 1 / Math.Log2(rank + 1);
}
