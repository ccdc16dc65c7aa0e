using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kem.Match.Engine.Learning.Training;

/// <summary>
/// Finds the best split of one feature. Every group's upper cut is tried, with the missing rows on either side, and a split's
/// gain is <c>−Σ w (2 G + (H + λ) w)</c> over both sides with each side's best allowed value <c>w = −G ÷ (H + λ)</c>, less the
/// same of the undivided node: G² ÷ (H + λ) where nothing holds w back (Friedman 2001; Chen and Guestrin 2016, equation 7).
/// </summary>
/// <remarks>
/// Equal gains keep the lower cut, and missing rows on the right. Where the node has no missing rows, such rows will follow the
/// side with more hessian. Four cuts are looked at together.
/// </remarks>
internal readonly struct SplitFinder
{
    private const int Lanes = 4;

    // Two halves that want the same value must not look better than the whole by a rounding error.
    private const double Rounding = 1e-12;

    private readonly LeafLimits limits;
    private readonly Vector128<int> node;
    private readonly ValueRange range;
    private readonly double undivided;

    public SplitFinder(LeafLimits limits, Vector128<int> node, ValueRange range)
    {
        (this.limits, this.node, this.range) = (limits, node, range);

        var (gradient, hessian) = ((double)node[0], (double)node[1]);
        var value = range.ValueOf(gradient, hessian, limits.L2);
        undivided = -value * ((2 * gradient) + ((hessian + limits.L2) * value));
        undivided += Rounding * Math.Abs(undivided);
    }

    /// <param name="feature">The feature's number, for the answer.</param>
    /// <param name="cells">Its cells, the missing one last; followed by at least three more cells of any feature.</param>
    /// <param name="valueBins">How many cells are not the missing one.</param>
    /// <param name="direction">How the score may follow the feature.</param>
    /// <returns>The best split, with gain 0 when none is allowed.</returns>
    public Split Best(int feature, ReadOnlySpan<Vector128<int>> cells, int valueBins, Direction direction)
    {
        var missing = cells[valueBins];
        var best = Scan(feature, cells, valueBins, Vector128<int>.Zero, missingGoesLeft: false, direction);

        return missing[2] == 0
            ? best with { MissingGoesLeft = 2L * best.Left[1] > node[1] }
            : Split.Better(best, Scan(feature, cells, valueBins, missing, missingGoesLeft: true, direction));
    }

    // A cut that leaves too few rows on the right is never chosen, so the cells after the last value need no care: with them
    // the left side has all rows or, counting on into the next feature, more.
    private Split Scan(int feature, ReadOnlySpan<Vector128<int>> cells, int valueBins, Vector128<int> left, bool missingGoesLeft, Direction direction)
    {
        var bestGain = Vector256.Create(undivided);
        var bestBin = Vector256<long>.Zero;
        var anyDirection = direction == Direction.Any;
        var sign = Vector256.Create((double)direction);
        var (least, most) = (Vector128.Create(limits.Rows), Vector128.Create(node[2] - limits.Rows));
        var (gradient, hessian, l2) = (Vector256.Create((double)node[0]), Vector256.Create((double)node[1]), Vector256.Create(limits.L2));
        var (lightest, heaviest) = (Vector256.Create(limits.Hessian), Vector256.Create(node[1] - limits.Hessian));
        var (low, high) = (Vector256.Create(range.Low), Vector256.Create(range.High));
        ref var cell = ref MemoryMarshal.GetReference(cells);

        for (var bin = 0; bin < valueBins; bin += Lanes)
        {
            var first = left + Unsafe.Add(ref cell, bin);
            var second = first + Unsafe.Add(ref cell, bin + 1);
            var third = second + Unsafe.Add(ref cell, bin + 2);
            left = third + Unsafe.Add(ref cell, bin + 3);

            var (gradients, hessians, rows) = Transpose(first, second, third, left);
            var enoughRows = Vector128.GreaterThanOrEqual(rows, least) & Vector128.LessThanOrEqual(rows, most);
            if (enoughRows == Vector128<int>.Zero) continue;

            var (leftGradient, leftHessian) = (ToDouble(gradients), ToDouble(hessians));
            var (rightGradient, rightHessian) = (gradient - leftGradient, hessian - leftHessian);
            var (leftWeight, rightWeight) = (leftHessian + l2, rightHessian + l2);
            var leftValue = Vector256.MinNative(Vector256.MaxNative(-leftGradient / leftWeight, low), high);
            var rightValue = Vector256.MinNative(Vector256.MaxNative(-rightGradient / rightWeight, low), high);
            var gain = -(leftValue * (leftGradient + leftGradient + (leftWeight * leftValue)))
                - (rightValue * (rightGradient + rightGradient + (rightWeight * rightValue)));

            var allowed = Vector256.GreaterThan(gain, bestGain)
                & Vector256.GreaterThanOrEqual(leftHessian, lightest) & Vector256.LessThanOrEqual(leftHessian, heaviest)
                & Widen(enoughRows).AsDouble();
            if (!anyDirection) allowed &= Vector256.GreaterThanOrEqual((rightValue - leftValue) * sign, Vector256<double>.Zero);

            bestGain = Vector256.ConditionalSelect(allowed, gain, bestGain);
            bestBin = Vector256.ConditionalSelect(allowed.AsInt64(), Vector256.Create((long)bin + 1), bestBin);
        }

        return BestLane(feature, cells, bestGain, bestBin, missingGoesLeft ? cells[valueBins] : Vector128<int>.Zero, missingGoesLeft);
    }

    // A lane holds one more than the first of its four cuts, or 0 when it found none.
    private Split BestLane(int feature, ReadOnlySpan<Vector128<int>> cells, Vector256<double> gains, Vector256<long> bins, Vector128<int> left, bool missingGoesLeft)
    {
        var (best, bestBin) = (undivided, -1);
        for (var lane = 0; lane < Lanes; lane++)
        {
            var bin = (int)bins[lane] - 1 + lane;
            if (bins[lane] > 0 && (gains[lane] > best || (gains[lane] == best && bin < bestBin))) (best, bestBin) = (gains[lane], bin);
        }

        if (bestBin < 0) return default;

        for (var bin = 0; bin <= bestBin; bin++) left += cells[bin];
        return new Split(feature, bestBin, missingGoesLeft, best - undivided, left);
    }

    private static (Vector128<int> Gradients, Vector128<int> Hessians, Vector128<int> Rows) Transpose(
        Vector128<int> first, Vector128<int> second, Vector128<int> third, Vector128<int> fourth)
    {
        if (!Sse2.IsSupported)
        {
            return (Vector128.Create(first[0], second[0], third[0], fourth[0]),
                Vector128.Create(first[1], second[1], third[1], fourth[1]),
                Vector128.Create(first[2], second[2], third[2], fourth[2]));
        }

        var lowPairs = Sse2.UnpackLow(first, second).AsInt64();
        var lowPairsAfter = Sse2.UnpackLow(third, fourth).AsInt64();
        var highPairs = Sse2.UnpackHigh(first, second).AsInt64();
        var highPairsAfter = Sse2.UnpackHigh(third, fourth).AsInt64();
        return (Sse2.UnpackLow(lowPairs, lowPairsAfter).AsInt32(),
            Sse2.UnpackHigh(lowPairs, lowPairsAfter).AsInt32(),
            Sse2.UnpackLow(highPairs, highPairsAfter).AsInt32());
    }

    private static Vector256<double> ToDouble(Vector128<int> values) =>
        Avx.IsSupported ? Avx.ConvertToVector256Double(values) : Vector256.ConvertToDouble(Widen(values));

    private static Vector256<long> Widen(Vector128<int> values)
    {
        var (lower, upper) = Vector128.Widen(values);
        return Vector256.Create(lower, upper);
    }
}
