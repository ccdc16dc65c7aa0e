namespace Kem.Match.Engine.Learning.Training;

/// <summary>
/// Gradients of a squared distance to the labels. On its own it is plain regression. Added to the lambda gradients it steadies
/// them where rows are few: pairs only say which of two is better, labels also say by how much (Sculley 2010, "Combined
/// regression and ranking").
/// </summary>
internal static class LabelGradient
{
    /// <summary>The gradients of <c>½ (s − label)²</c>, row by row.</summary>
    public static void Compute(ReadOnlySpan<byte> labels, float weight, ReadOnlySpan<float> scores, Span<float> gradients, Span<float> hessians)
    {
        for (var row = 0; row < scores.Length; row++)
        {
            gradients[row] = weight * (scores[row] - labels[row]);
            hessians[row] = weight;
        }
    }

    /// <summary>
    /// Adds the gradients of <c>½ · weight ÷ n · Σ ((s − mean s) − step · (label − mean label))²</c> over the n rows of a query:
    /// within a query, one label more shall be worth that step in score; the query's own level is left open.
    /// </summary>
    public static void AddWithinQuery(ReadOnlySpan<byte> labels, double weight, double step, ReadOnlySpan<float> scores, Span<float> gradients, Span<float> hessians)
    {
        var (score, label) = (0.0, 0.0);
        for (var row = 0; row < scores.Length; row++) (score, label) = (score + scores[row], label + labels[row]);
        (score, label) = (score / scores.Length, label / scores.Length);

        var perRow = weight / scores.Length;
        for (var row = 0; row < scores.Length; row++)
        {
            gradients[row] += (float)(perRow * (scores[row] - score - (step * (labels[row] - label))));
            hessians[row] += (float)perRow;
        }
    }
}
