using System.Runtime.Intrinsics;

namespace Kem.Match.Engine.Learning.Training;

/// <summary>A question that divides a node's rows in two.</summary>
/// <param name="Feature">The number of the feature among <see cref="BinnedRows.Features"/>.</param>
/// <param name="Bin">Rows go left when their group is at most this.</param>
/// <param name="MissingGoesLeft">Where rows without a value go.</param>
/// <param name="Gain">How much the loss falls, times two, in units; 0 when there is no split.</param>
/// <param name="Left">Sums of gradient, hessian and rows on the left.</param>
internal readonly record struct Split(int Feature, int Bin, bool MissingGoesLeft, double Gain, Vector128<int> Left)
{
    /// <summary>The better of two; the first when they are equal.</summary>
    public static Split Better(in Split one, in Split other) => other.Gain > one.Gain ? other : one;
}
