namespace Kem.Match.Engine.Learning.Training;

/// <summary>
/// What a point of a starting score is worth as log-odds that the row with more of them is the better one. Pairs are learned from in
/// log-odds; a prior that counts to a hundred would look so sure of every pair that nothing could be learned from it.
/// </summary>
internal static class MarginScale
{
    public const double Least = 1.0 / 32;
    public const double Most = 1;

    private const int Halvings = 40;

    /// <summary>
    /// The scale c that makes <c>Σ log(1 + e^(−c · (margin_i − margin_j)))</c> least over all pairs of a query with i more relevant
    /// than j; between 1/32 and 1. The sum is convex in c, so its slope is halved in on. 1 when there are no margins or no pairs.
    /// </summary>
    public static double Fit(TrainingSet set)
    {
        if (set.BaseMargins is not { } margins) return 1;

        var leads = LeadsOf(set, margins);
        if (leads.Count == 0) return 1;

        var (low, high) = (Least, Most);
        for (var n = 0; n < Halvings; n++)
        {
            var middle = (low + high) / 2;
            (low, high) = Slope(leads, middle) < 0 ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    private static List<float> LeadsOf(TrainingSet set, float[] margins)
    {
        var leads = new List<float>();
        for (var query = 0; query < set.Queries; query++)
        {
            var (start, end) = (set.QueryStarts[query], set.QueryStarts[query + 1]);
            for (var better = start; better < end; better++)
            {
                for (var worse = start; worse < end; worse++)
                {
                    if (set.Labels[better] > set.Labels[worse]) leads.Add(margins[better] - margins[worse]);
                }
            }
        }

        return leads;
    }

    private static double Slope(List<float> leads, double scale) => leads.Sum(lead => -lead / (1 + Math.Exp(scale * lead)));
}
