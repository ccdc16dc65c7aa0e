using System.Runtime.Intrinsics;

namespace Kem.Match.Engine.Learning.Training;

/// <summary>
/// The gradients of one step as whole numbers: sums of whole numbers are the same in any order, so that a tree does not depend
/// on how many threads grew it. A row is one vector of gradient, hessian, the number 1 (it counts rows) and an unused 0.
/// </summary>
/// <remarks>
/// A unit is chosen so that all gradients together, without their signs, come to 2³⁰ units, and all hessians likewise: no sum
/// of any rows can then leave the 32 bits, for up to 2³⁰ rows. With a million rows the average row still has a thousand units.
/// </remarks>
internal sealed class StepGradients(int rows)
{
    private const double Units = 1 << 30;

    /// <summary>One vector per row; rows that were never set are 0.</summary>
    public Vector128<int>[] Rows { get; } = new Vector128<int>[rows];

    /// <summary>What one unit of a gradient is worth.</summary>
    public double GradientUnit { get; private set; }

    /// <summary>What one unit of a hessian is worth.</summary>
    public double HessianUnit { get; private set; }

    /// <param name="gradients">First derivatives, one per row.</param>
    /// <param name="hessians">Second derivatives, one per row, not negative.</param>
    /// <param name="gradientTotal">The sum of the gradients without their signs.</param>
    /// <param name="hessianTotal">The sum of the hessians.</param>
    /// <param name="trained">The rows to take over.</param>
    /// <param name="crew">Shares the work by rows.</param>
    public void Take(float[] gradients, float[] hessians, double gradientTotal, double hessianTotal, int[] trained, Crew crew)
    {
        GradientUnit = gradientTotal > 0 ? gradientTotal / Units : 1;
        HessianUnit = hessianTotal > 0 ? hessianTotal / Units : 1;
        var (perGradient, perHessian) = (1 / GradientUnit, 1 / HessianUnit);

        crew.Run(member =>
        {
            var (first, end) = crew.ShareOf(member, trained.Length);
            foreach (var row in trained.AsSpan(first, end - first))
            {
                Rows[row] = Vector128.Create(
                    (int)Math.Round(gradients[row] * perGradient),
                    (int)Math.Round(hessians[row] * perHessian),
                    1,
                    0);
            }
        });
    }
}
