using Kem.Match.Engine.Learning.Training;

namespace Kem.Match.Benchmarks.Compare;

/// <summary>
/// Seeded ranking data that looks like matchmaking: 12 overlaps from 0 to 1, 8 flags, 6 categories, 6 distances and 8 columns of
/// noise; 100 rows a query. A row's worth has products, thresholds, a category that matters only with an overlap and a decay with distance,
/// plus what its query and chance add; labels 0 to 4 are its quantiles 60, 80, 92 and 98 %.
/// </summary>
internal static class SyntheticRanking
{
    public const int Columns = 40;

    private const int QueryRows = 100;
    private static readonly double[] Shares = [0.60, 0.80, 0.92, 0.98];

    public static (float[] Values, TrainingSet Set) Make(int rows, int seed)
    {
        var random = new Random(seed);
        var values = new float[rows * Columns];
        var worth = new double[rows];
        var ofQuery = 0.0;

        for (var n = 0; n < rows; n++)
        {
            var row = values.AsSpan(n * Columns, Columns);
            for (var i = 0; i < 12; i++) row[i] = (float)Beta(random);
            for (var i = 0; i < 8; i++) row[12 + i] = random.NextDouble() < 0.1 + (0.5 * i / 7) ? 1 : 0;
            for (var i = 20; i < 26; i++) row[i] = random.Next(11);
            for (var i = 26; i < 32; i++) row[i] = (float)Math.Round(-15 * (Math.Log(1 - random.NextDouble()) + Math.Log(1 - random.NextDouble())), 1);
            for (var i = 32; i < Columns; i++) row[i] = (float)Math.Round(Normal(random), 3);

            if (n % QueryRows == 0) ofQuery = Normal(random);
            worth[n] = Worth(row) + (0.3 * ofQuery) + (0.55 * Normal(random));
        }

        var sorted = worth.Order().ToArray();
        var cuts = Array.ConvertAll(Shares, share => sorted[(int)(share * (rows - 1))]);
        int[] labels = [.. worth.Select(w => cuts.Count(cut => cut < w))];
        return (values, new TrainingSet(FeatureMatrix.RowMajor(values, Columns), labels, [.. Enumerable.Repeat(QueryRows, rows / QueryRows)]));
    }

    private static double Worth(ReadOnlySpan<float> x) =>
        (2.2 * x[0]) + (4.5 * x[1] * x[2]) + (x[3] > 0.4 ? 1.2 * x[12] : 0) + (x[20] < 4 ? 1.6 * x[4] : 0) - (0.02 * Math.Min(x[26], 60))
        + (0.7 * x[13] * x[14]) + (0.5 * Math.Sin(3 * x[5])) + (x[27] < 20 && x[6] > 0.3 ? 0.4 : 0) + (x[21] == x[22] ? 0.3 : 0);

    // Of two gamma variables with shapes 1.2 and 2.5, the first one's part of both.
    private static double Beta(Random random)
    {
        var (one, other) = (Gamma(random, 1.2), Gamma(random, 2.5));
        return one / (one + other);
    }

    // Marsaglia and Tsang 2000, for shapes of 1 or more.
    private static double Gamma(Random random, double shape)
    {
        var d = shape - (1 / 3.0);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal(random);
            var v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v))) return d * v;
        }
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
