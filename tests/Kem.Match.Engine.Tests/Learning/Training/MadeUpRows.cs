using Kem.Match.Engine.Learning.Training;

namespace Kem.Match.Engine.Tests.Learning.Training;

/// <summary>Invented queries whose labels follow from their features, so that there is something to learn.</summary>
internal static class MadeUpRows
{
    public const int Features = 11;

    /// <param name="missing">The share of values that are missing.</param>
    public static TrainingSet Make(int queries, int rowsPerQuery, int seed, double missing = 0)
    {
        var random = new Random(seed);
        var rows = queries * rowsPerQuery;
        var values = new float[rows * Features];
        var labels = new int[rows];

        for (var row = 0; row < rows; row++)
        {
            var own = values.AsSpan(row * Features, Features);
            for (var feature = 0; feature < Features; feature++)
            {
                own[feature] = feature switch { 3 => random.Next(2), 4 => random.Next(6), 10 => 7, _ => (float)random.NextDouble() };
                if (random.NextDouble() < missing) own[feature] = float.NaN;
            }

            labels[row] = (int)Math.Clamp(Worth(own) + (0.5 * random.NextDouble()), 0, 4);
        }

        return new TrainingSet(FeatureMatrix.RowMajor(values, Features), labels, [.. Enumerable.Repeat(rowsPerQuery, queries)]);
    }

    private static double Worth(ReadOnlySpan<float> row) =>
        (2 * Or(row[0], 0.4f)) + (1.5 * Or(row[1], 0.2f) * Or(row[2], 0.5f)) + Or(row[3], 0) - (0.1 * Or(row[4], 3)) + (float.IsNaN(row[5]) ? 0.7 : 0);

    private static float Or(float value, float otherwise) => float.IsNaN(value) ? otherwise : value;
}
