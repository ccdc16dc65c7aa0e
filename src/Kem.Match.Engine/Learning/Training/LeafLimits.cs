namespace Kem.Match.Engine.Learning.Training;

/// <summary>What holds for every leaf of a tree, in the units of <see cref="StepGradients"/>.</summary>
/// <param name="Rows">The fewest rows.</param>
/// <param name="Hessian">The least sum of hessians.</param>
/// <param name="L2">What is added to a sum of hessians before dividing by it.</param>
internal readonly record struct LeafLimits(int Rows, double Hessian, double L2);

/// <summary>The range that a node's values must stay in so that the tree stays monotone.</summary>
internal readonly record struct ValueRange(double Low, double High)
{
    public static ValueRange Any { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Newton's step −G ÷ (H + λ), kept in the range; 0 when there is nothing to divide by.</summary>
    public double ValueOf(double gradient, double hessian, double l2) =>
        hessian + l2 > 0 ? Math.Clamp(-gradient / (hessian + l2), Low, High) : Math.Clamp(0, Low, High);
}
