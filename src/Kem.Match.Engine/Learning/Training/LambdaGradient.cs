using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Kem.Match.Engine.Evaluation;

namespace Kem.Match.Engine.Learning.Training;

/// <summary>
/// LambdaMART's gradients (Burges 2010, "From RankNet to LambdaRank to LambdaMART", sections 4 and 6). Of two rows of a query,
/// i more relevant than j, the loss <c>w · log(1 + e^(s_j − s_i))</c> pushes i up and j down by <c>w · ρ</c> with
/// <c>ρ = 1 ÷ (1 + e^(s_i − s_j))</c>, and its second derivative is <c>w · ρ (1 − ρ)</c>.
/// </summary>
/// <remarks>
/// <para>A pair weighs <c>w = |ΔNDCG| ÷ (0.01 + |s_i − s_j|)</c>. ΔNDCG is what swapping the two would change,
/// <c>(2^label_i − 2^label_j) · (1 ÷ log₂(rank_i + 1) − 1 ÷ log₂(rank_j + 1)) ÷ ideal DCG</c>; the divisor lets pairs count most
/// whose order is in doubt. Then a query whose pushes sum to L is scaled to log₂(1 + L), so that one long list does not outweigh
/// many short ones. Both are LightGBM's <c>lambdarank_norm</c>; w and the scale are held fixed while differentiating.</para>
/// <para>Only pairs count in which one row is ranked within the truncation. A query without two different labels teaches nothing.</para>
/// <para>Eight pairs are computed together in 32-bit floats: sums over a query of a thousand rows differ from exact ones by less
/// than one part in 10⁴ of the largest. <c>ρ</c> comes from one power of e per row, <c>e^s_j ÷ (e^s_i + e^s_j)</c>, measured
/// from the query's highest score; what lies more than 80 below counts as 80 below.</para>
/// </remarks>
internal sealed class LambdaGradient
{
    private const float FarthestBelow = -80;
    private const float Doubt = 0.01f;

    private readonly TrainingSet set;
    private readonly int truncation;
    private readonly float[] discounts;
    private readonly float[] inverseIdeals;
    private readonly float[] gainOf = [.. Enumerable.Range(0, TrainingSet.HighestLabel + 1).Select(label => (float)(Math.Pow(2, label) - 1))];

    public LambdaGradient(TrainingSet set, int truncation)
    {
        (this.set, this.truncation) = (set, truncation);
        discounts = [.. Enumerable.Range(1, set.LongestQuery).Select(rank => (float)ExposureMetrics.AtRank(rank))];
        inverseIdeals = [.. Enumerable.Range(0, set.Queries).Select(InverseIdeal)];
    }

    /// <summary>True when two rows of the query have different labels.</summary>
    public bool Teaches(int query) => inverseIdeals[query] > 0;

    /// <summary>Fills in the gradients and hessians of one query's rows.</summary>
    /// <param name="scores">Of the query's rows.</param>
    /// <param name="bias">What shown ranks are worth; nothing when they are not corrected for.</param>
    public void Compute(int query, ReadOnlySpan<float> scores, Span<float> gradients, Span<float> hessians, PositionBias? bias, QueryScratch scratch)
    {
        gradients.Clear();
        hessians.Clear();
        if (!Teaches(query)) return;

        var rows = scores.Length;
        Prepare(query, scores, bias, scratch);
        for (var rank = 0; rank < Math.Min(truncation, rows); rank++) AddPairsOf(scratch.Order[rank], rows, scratch);

        var scale = ScaleOf(query, scratch.Gradients(rows));
        for (var row = 0; row < rows; row++)
        {
            gradients[row] = scratch.Gradients(rows)[row] * scale;
            hessians[row] = scratch.Hessians(rows)[row] * scale;
        }
    }

    private void Prepare(int query, ReadOnlySpan<float> scores, PositionBias? bias, QueryScratch scratch)
    {
        var rows = scores.Length;
        var ranks = scratch.RankRows(scores);
        var labels = set.LabelsOf(query);

        var odds = scratch.Odds(rows);
        var gains = scratch.Gains(rows);
        var ownDiscounts = scratch.Discounts(rows);
        var winning = scratch.Winning(rows);
        var losing = scratch.Losing(rows);
        scratch.Gradients(rows).Clear();
        scratch.Hessians(rows).Clear();

        var highest = scores[scratch.Order[0]];
        for (var row = 0; row < rows; row++)
        {
            odds[row] = MathF.Exp(MathF.Max(scores[row] - highest, FarthestBelow));
            gains[row] = gainOf[labels[row]] * inverseIdeals[query];
            ownDiscounts[row] = discounts[ranks[row]];
            (winning[row], losing[row]) = bias is null ? (1, 1) : bias.WeightsOf(set.ShownRanks![set.QueryStarts[query] + row]);
        }
    }

    // All rows ranked below this one, eight at a time. For those above it the difference in discount is cut off at 0, and the
    // padding lies infinitely far below, which leaves its pairs no weight; so these add nothing.
    private static void AddPairsOf(int row, int rows, QueryScratch scratch)
    {
        ref var scores = ref MemoryMarshal.GetReference(scratch.Scores(rows));
        ref var odds = ref MemoryMarshal.GetReference(scratch.Odds(rows));
        ref var gains = ref MemoryMarshal.GetReference(scratch.Gains(rows));
        ref var discounts = ref MemoryMarshal.GetReference(scratch.Discounts(rows));
        ref var winning = ref MemoryMarshal.GetReference(scratch.Winning(rows));
        ref var losing = ref MemoryMarshal.GetReference(scratch.Losing(rows));
        ref var gradients = ref MemoryMarshal.GetReference(scratch.Gradients(rows));
        ref var hessians = ref MemoryMarshal.GetReference(scratch.Hessians(rows));

        var ownScore = Vector256.Create(scratch.Scores(rows)[row]);
        var ownOdds = Vector256.Create(scratch.Odds(rows)[row]);
        var ownGain = Vector256.Create(scratch.Gains(rows)[row]);
        var ownDiscount = Vector256.Create(scratch.Discounts(rows)[row]);
        var ownWinning = Vector256.Create(scratch.Winning(rows)[row]);
        var ownLosing = Vector256.Create(scratch.Losing(rows)[row]);
        var (gradient, hessian) = (Vector256<float>.Zero, Vector256<float>.Zero);

        for (nuint i = 0; i < (nuint)QueryScratch.Padded(rows); i += QueryScratch.Lanes)
        {
            var otherOdds = Vector256.LoadUnsafe(ref odds, i);
            var otherFirst = otherOdds / (ownOdds + otherOdds);
            var ownFirst = Vector256<float>.One - otherFirst;

            var lost = Vector256.MaxNative(ownDiscount - Vector256.LoadUnsafe(ref discounts, i), Vector256<float>.Zero);
            var gained = ownGain - Vector256.LoadUnsafe(ref gains, i);
            var ownWins = Vector256.GreaterThan(gained, Vector256<float>.Zero);
            var wrongWay = Vector256.ConditionalSelect(ownWins, otherFirst, ownFirst);
            var seen = Vector256.ConditionalSelect(
                ownWins, ownWinning * Vector256.LoadUnsafe(ref losing, i), ownLosing * Vector256.LoadUnsafe(ref winning, i));

            var apart = Vector256.Abs(ownScore - Vector256.LoadUnsafe(ref scores, i));
            var weight = lost * gained * seen / (Vector256.Create(Doubt) + apart);
            var push = weight * wrongWay;
            var curvature = Vector256.Abs(push) * (Vector256<float>.One - wrongWay);

            (Vector256.LoadUnsafe(ref gradients, i) + push).StoreUnsafe(ref gradients, i);
            (Vector256.LoadUnsafe(ref hessians, i) + curvature).StoreUnsafe(ref hessians, i);
            gradient += push;
            hessian += curvature;
        }

        scratch.Gradients(rows)[row] -= Vector256.Sum(gradient);
        scratch.Hessians(rows)[row] += Vector256.Sum(hessian);
    }

    private float ScaleOf(int query, ReadOnlySpan<float> gradients)
    {
        var pushes = 0.0;
        foreach (var gradient in gradients) pushes += Math.Abs(gradient);

        var weight = set.QueryWeights?[query] ?? 1;
        return pushes > 0 ? (float)(weight * Math.Log2(1 + pushes) / pushes) : 0;
    }

    // 0 when no two labels differ.
    private float InverseIdeal(int query)
    {
        var labels = set.LabelsOf(query).ToArray();
        Array.Sort(labels);
        if (labels[0] == labels[^1]) return 0;

        var ideal = 0.0;
        for (var rank = 0; rank < Math.Min(truncation, labels.Length); rank++) ideal += gainOf[labels[labels.Length - 1 - rank]] * (double)discounts[rank];
        return (float)(1 / ideal);
    }
}
