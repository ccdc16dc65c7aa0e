namespace Kem.Match.Engine.Feedback;

/// <summary>How well an order puts those first that came furthest, with graded judgments from lists that were shown.</summary>
public static class ListQuality
{
    /// <summary>
    /// NDCG@k = DCG ÷ ideal DCG, with DCG = Σ weight · gain ÷ log₂(place + 1) over the first k places (Järvelin and
    /// Kekäläinen 2002) and gain = log₂(1 + grade): each stage counts, but less and less, for what comes after a yes is
    /// half luck, and with the usual 2^grade − 1 that luck would decide. The ideal has the highest grades first and no
    /// weights. With weight = 1 ÷ chance of being looked at, what was found far down
    /// stands for those that were not looked at there, and the mean over many lists is that of a list read to the end
    /// (Horvitz and Thompson 1952; for ranking, Joachims, Swaminathan and Schnabel 2017). With weights of 1 it runs from 0
    /// to 1; 1 when all grades are 0.
    /// </summary>
    /// <param name="order">Indexes into the grades, best first.</param>
    /// <param name="grades">0 to 4.</param>
    /// <param name="weights">One per grade, above 0.</param>
    /// <param name="k">How many places count.</param>
    public static double Ndcg(ReadOnlySpan<int> order, ReadOnlySpan<int> grades, ReadOnlySpan<double> weights, int k)
    {
        var sum = 0.0;
        for (var place = 0; place < Math.Min(k, order.Length); place++)
        {
            sum += weights[order[place]] * Gain(grades[order[place]]) / Math.Log2(place + 2);
        }

        var sorted = grades.ToArray();
        Array.Sort(sorted, (a, b) => b.CompareTo(a));
        var ideal = 0.0;
        for (var place = 0; place < Math.Min(k, sorted.Length); place++) ideal += Gain(sorted[place]) / Math.Log2(place + 2);

        return ideal > 0 ? sum / ideal : 1;
    }

    /// <summary>
    /// Weight ÷ (place of the first that has the list's best grade), the reciprocal rank with the weights of
    /// <see cref="Ndcg"/>; 0 for an empty list.
    /// </summary>
    public static double ReciprocalRankOfBest(ReadOnlySpan<int> order, ReadOnlySpan<int> grades, ReadOnlySpan<double> weights)
    {
        var best = 0;
        foreach (var grade in grades) best = Math.Max(best, grade);

        for (var place = 0; place < order.Length; place++)
        {
            if (grades[order[place]] == best) return weights[order[place]] / (place + 1);
        }

        return 0;
    }

    /// <summary>log₂(1 + grade).</summary>
    internal static double Gain(int grade) => Math.Log2(1 + grade);
}
