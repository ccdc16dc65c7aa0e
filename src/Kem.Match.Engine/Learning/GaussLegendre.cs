using System.Runtime.Intrinsics;

namespace Kem.Match.Engine.Learning;

/// <summary>Four points of a rule of integration from 0 to 1.</summary>
/// <param name="T">Where the integrand is taken.</param>
/// <param name="Rest">1 − T.</param>
/// <param name="Weight">What the value there counts.</param>
public sealed record FourPoints(Vector256<double> T, Vector256<double> Rest, Vector256<double> Weight)
{
    public Vector256<double> OneOverRest { get; } = Vector256<double>.One / Rest;
}

/// <summary>
/// Gauss–Legendre quadrature from 0 to 1: n points, the zeros of the Legendre polynomial Pₙ, integrate every polynomial
/// of degree up to 2n − 1 exactly (Abramowitz and Stegun 25.4.29).
/// </summary>
public static class GaussLegendre
{
    private const int Four = 4;

    /// <summary>A rule of at least so many points, in groups of four.</summary>
    public static IReadOnlyList<FourPoints> InFours(int points)
    {
        var groups = (points + Four - 1) / Four;
        var rule = Rule(groups * Four);
        return
        [
            .. Enumerable.Range(0, groups).Select(g => new FourPoints(
                At(g, p => p.T), At(g, p => 1 - p.T), At(g, p => p.Weight))),
        ];

        Vector256<double> At(int g, Func<(double T, double Weight), double> of)
        {
            var first = g * Four;
            return Vector256.Create(of(rule[first]), of(rule[first + 1]), of(rule[first + 2]), of(rule[first + 3]));
        }
    }

    /// <summary>The points in ascending order, each with its weight; the weights sum to 1.</summary>
    public static IReadOnlyList<(double T, double Weight)> Rule(int points)
    {
        var rule = new (double, double)[points];
        for (var n = 0; n < points; n++)
        {
            // Newton's method from Tricomi's estimate of the zero finds it within six rounds.
            var x = Math.Cos(Math.PI * (points - n - 0.25) / (points + 0.5));
            var slope = 0.0;
            for (var round = 0; round < 8; round++)
            {
                (var value, slope) = Legendre(points, x);
                x -= value / slope;
            }

            rule[n] = ((x + 1) / 2, 1 / ((1 - (x * x)) * slope * slope));
        }

        return rule;
    }

    /// <summary>Pₙ(x) by k Pₖ = (2k − 1) x Pₖ₋₁ − (k − 1) Pₖ₋₂, and its slope n (x Pₙ − Pₙ₋₁) ÷ (x² − 1).</summary>
    private static (double Value, double Slope) Legendre(int n, double x)
    {
        var (before, value) = (1.0, x);
        for (var k = 2; k <= n; k++)
        {
            (before, value) = (value, ((((2 * k) - 1) * x * value) - ((k - 1) * before)) / k);
        }

        return (value, n * ((x * value) - before) / ((x * x) - 1));
    }
}
