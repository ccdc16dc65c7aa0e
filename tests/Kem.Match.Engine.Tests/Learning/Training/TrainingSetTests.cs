using System.Globalization;
using Kem.Match.Engine.Learning.Training;
using Kem.Match.Engine.Ranking;

namespace Kem.Match.Engine.Tests.Learning.Training;

public class TrainingSetTests
{
    private static readonly float[] Six = [1, 2, 3, 4, 5, 6];

    [Fact]
    public void Reads_the_same_rows_row_by_row_and_column_by_column()
    {
        var byRow = FeatureMatrix.RowMajor(Six, columns: 2);
        var byColumn = FeatureMatrix.ColumnMajor(new float[] { 1, 3, 5, 2, 4, 6 }, rows: 3);

        Assert.Equal((3, 2), (byRow.Rows, byRow.Columns));
        Assert.Equal((3, 2), (byColumn.Rows, byColumn.Columns));
        for (var row = 0; row < 3; row++)
        {
            var (one, other) = (new float[2], new float[2]);
            byRow.CopyRow(row, one);
            byColumn.CopyRow(row, other);
            Assert.Equal([(2 * row) + 1f, (2 * row) + 2f], one);
            Assert.Equal(one, other);
        }
    }

    [Fact]
    public void Refuses_values_that_do_not_make_whole_rows()
    {
        Assert.Contains("6 values do not divide into 4 columns", Assert.Throws<TrainingDataException>(() => FeatureMatrix.RowMajor(Six, 4)).Message, StringComparison.Ordinal);
        Assert.Contains("at least one of its rows", Assert.Throws<TrainingDataException>(() => FeatureMatrix.ColumnMajor(Six, 0)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 0, 1 }, new[] { 2 }, "There are 3 rows of features and 2 labels.")]
    [InlineData(new int[0], new int[0], "There are no rows to learn from.")]
    [InlineData(new[] { 0, -1, 2 }, new[] { 3 }, "Row 1 has label -1; a label is a whole number from 0 to 31.")]
    [InlineData(new[] { 0, 1, 32 }, new[] { 3 }, "Row 2 has label 32; a label is a whole number from 0 to 31.")]
    [InlineData(new[] { 0, 1, 2 }, new[] { 2 }, "The queries have more or fewer rows than the 3 that there are.")]
    [InlineData(new[] { 0, 1, 2 }, new[] { 2, 2 }, "The queries have more or fewer rows than the 3 that there are.")]
    [InlineData(new[] { 0, 1, 2 }, new[] { 2, 0, 1 }, "Query 1 has 0 rows; it needs at least one.")]
    public void Says_what_is_wrong_with_labels_and_queries(int[] labels, int[] sizes, string message) =>
        Assert.Equal(message, Assert.Throws<TrainingDataException>(() => new TrainingSet(FeatureMatrix.RowMajor(Six, 2), labels, sizes)).Message);

    [Theory]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Refuses_infinite_features(float infinite)
    {
        var matrix = FeatureMatrix.RowMajor(new[] { 1, 2, 3, infinite }, 2);

        Assert.Equal("Row 1 has an infinite value in column 1.", Assert.Throws<TrainingDataException>(() => new TrainingSet(matrix, [0, 1], [2])).Message);
    }

    [Fact]
    public void Refuses_what_does_not_go_with_the_rows()
    {
        Refuses("There are 2 values of base margin for 3 of row.", () => new TrainingSet(Matrix, [0, 1, 2], [2, 1]) { BaseMargins = [0, 1] });
        Refuses("The base margin of row 1 is NaN; it must be finite.", () => new TrainingSet(Matrix, [0, 1, 2], [2, 1]) { BaseMargins = [0, float.NaN, 1] });
        Refuses("There are 3 values of weight for 2 of query.", () => new TrainingSet(Matrix, [0, 1, 2], [2, 1]) { QueryWeights = [1, 1, 1] });
        Refuses("The weight of query 1 is -1; it must be finite and not negative.", () => new TrainingSet(Matrix, [0, 1, 2], [2, 1]) { QueryWeights = [0, -1] });
        Refuses("The weight of query 0 is ∞; it must be finite and not negative.", () => new TrainingSet(Matrix, [0, 1, 2], [2, 1]) { QueryWeights = [float.PositiveInfinity, 1] });
        Refuses("The shown rank of row 2 is 0; it must be 1 or more.", () => new TrainingSet(Matrix, [0, 1, 2], [2, 1]) { ShownRanks = [1, 2, 0] });
        Refuses("There are 1 values of day for 2 of query.", () => new TrainingSet(Matrix, [0, 1, 2], [2, 1]) { QueryDays = [new DateOnly(2026, 1, 1)] });
    }

    [Fact]
    public void Brings_the_judgments_of_a_request_together()
    {
        Judgment[] judgments =
        [
            new("lektiecafé", 3, 1, new DateOnly(2026, 3, 1), [0.1f, 0.2f]),
            new("fodbold", 0, 2, new DateOnly(2026, 2, 1), [0.3f, float.NaN]),
            new("lektiecafé", 1, 4, new DateOnly(2026, 4, 1), [0.5f, 0.6f]),
        ];

        var set = JudgedRows.Collect(judgments, new FirstSignal());

        Assert.Equal([3, 1, 0], set.Labels.ToArray());
        Assert.Equal([0, 2, 3], set.QueryStarts.ToArray());
        Assert.Equal([1, 4, 2], set.ShownRanks!);
        Assert.Equal([new DateOnly(2026, 4, 1), new DateOnly(2026, 2, 1)], set.QueryDays!);
        Assert.Equal([0.1f, 0.5f, 0.3f], set.BaseMargins!);
        Assert.Null(JudgedRows.Collect(judgments).BaseMargins);
        Assert.Equal(2, set.LongestQuery);
        Assert.Equal([3, 1], set.LabelsOf(0).ToArray());
    }

    [Fact]
    public void Refuses_judgments_that_cannot_be_rows()
    {
        var day = new DateOnly(2026, 1, 1);

        Refuses("There are no judgments to learn from.", () => JudgedRows.Collect([]));
        Refuses("A judgment of query b has 1 signals; the first judgment has 2.", () => JudgedRows.Collect([new("a", 0, 1, day, [1, 2]), new("b", 0, 1, day, [1])]));
    }

    private static FeatureMatrix Matrix => FeatureMatrix.RowMajor(Six, 2);

    private static void Refuses(string message, Func<TrainingSet> make)
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            Assert.Equal(message.Replace("∞", "Infinity", StringComparison.Ordinal), Assert.Throws<TrainingDataException>(make).Message);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private sealed class FirstSignal : IRankingModel
    {
        public void Score(ReadOnlySpan<float> rows, Span<double> scores)
        {
            for (var row = 0; row < scores.Length; row++) scores[row] = rows[row * rows.Length / scores.Length];
        }

        public void Explain(ReadOnlySpan<float> rows, Span<double> scores, Span<double> contributions) => throw new NotSupportedException();
    }
}
