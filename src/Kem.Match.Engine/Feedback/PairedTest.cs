namespace Kem.Match.Engine.Feedback;

/// <summary>Is a mean of paired differences above 0, or is it chance?</summary>
public static class PairedTest
{
    private const int Resamples = 5_000;
    private const double Tail = 0.025;

    /// <summary>
    /// The one-sided sign-flip test: under the hypothesis of no difference each difference is as likely to have had
    /// the other sign (Fisher 1935; for retrieval, Smucker, Allan and Carterette 2007). p = (1 + flips with at least the
    /// mean seen) ÷ (1 + flips). The interval is the percentile bootstrap's (Efron 1979).
    /// </summary>
    /// <param name="differences">One per request; without any the mean is 0 and p is 1.</param>
    /// <param name="seed">Same seed, same answer.</param>
    public static Difference Of(ReadOnlySpan<double> differences, int seed)
    {
        if (differences.Length == 0) return new Difference(0, 0, 0, 1);

        var random = new Random(seed);
        var mean = Sum(differences) / differences.Length;
        var (low, high) = Interval(differences, random);
        return new Difference(mean, low, high, PValue(differences, random));
    }

    private static (double Low, double High) Interval(ReadOnlySpan<double> differences, Random random)
    {
        var means = new double[Resamples];
        for (var r = 0; r < Resamples; r++)
        {
            var sum = 0.0;
            for (var i = 0; i < differences.Length; i++) sum += differences[random.Next(differences.Length)];
            means[r] = sum / differences.Length;
        }

        Array.Sort(means);
        return (means[(int)(Tail * Resamples)], means[(int)((1 - Tail) * Resamples) - 1]);
    }

    private static double PValue(ReadOnlySpan<double> differences, Random random)
    {
        // Sums of the same numbers in another sign pattern may differ in the last bits.
        var seen = Sum(differences) - 1e-12;
        var atLeast = 0;
        for (var r = 0; r < Resamples; r++)
        {
            var sum = 0.0;
            foreach (var difference in differences) sum += random.Next(2) == 0 ? difference : -difference;
            if (sum >= seen) atLeast++;
        }

        return (1.0 + atLeast) / (1 + Resamples);
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum;
    }
}
