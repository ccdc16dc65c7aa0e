using System.Globalization;

namespace Kem.Match.Markets;

/// <summary>A mean over seeds with its 95 % confidence interval (Student 1908).</summary>
public readonly record struct MeanWithInterval(double Mean, double HalfWidth, int Count)
{
    /// <summary>Two-sided 97.5 % points of Student's t for 1 to 30 degrees of freedom.</summary>
    private static readonly double[] T =
    [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
        2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
    ];

    public double Low => Mean - HalfWidth;
    public double High => Mean + HalfWidth;

    /// <param name="values">At least two.</param>
    public static MeanWithInterval Of(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        var variance = values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1);
        var t = T[Math.Min(values.Count - 1, T.Length) - 1];
        return new MeanWithInterval(mean, t * Math.Sqrt(variance / values.Count), values.Count);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Mean,8:F4} [{Low,8:F4}, {High,8:F4}]");
}
