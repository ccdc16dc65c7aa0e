namespace Kem.Match.Engine.Learning.Training;

/// <summary>
/// Float features of many rows, read where they lie: row after row or column after column. NaN is a missing value.
/// Minus zero counts as zero.
/// </summary>
public sealed class FeatureMatrix
{
    private readonly ReadOnlyMemory<float> values;
    private readonly int rowStride;
    private readonly int columnStride;

    private FeatureMatrix(ReadOnlyMemory<float> values, int rows, int columns, int rowStride, int columnStride)
    {
        (this.values, Rows, Columns) = (values, rows, columns);
        (this.rowStride, this.columnStride) = (rowStride, columnStride);
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>The first row's values, then the second row's, and so on.</summary>
    /// <exception cref="TrainingDataException">The values do not make whole rows.</exception>
    public static FeatureMatrix RowMajor(ReadOnlyMemory<float> values, int columns)
    {
        var rows = LinesOf(values.Length, columns, "columns");
        return new FeatureMatrix(values, rows, columns, rowStride: columns, columnStride: 1);
    }

    /// <summary>All values of the first feature, then all of the second, and so on.</summary>
    /// <exception cref="TrainingDataException">The values do not make whole columns.</exception>
    public static FeatureMatrix ColumnMajor(ReadOnlyMemory<float> values, int rows)
    {
        var columns = LinesOf(values.Length, rows, "rows");
        return new FeatureMatrix(values, rows, columns, rowStride: 1, columnStride: rows);
    }

    /// <summary>A view for loops: the span is looked up once.</summary>
    internal View Look() => new(values.Span, rowStride, columnStride);

    /// <summary>Copies one row into a row-major buffer of <see cref="Columns"/> values.</summary>
    public void CopyRow(int row, Span<float> target)
    {
        var view = Look();
        for (var column = 0; column < Columns; column++) target[column] = view[row, column];
    }

    private static int LinesOf(int values, int size, string what)
    {
        if (size < 1) throw new TrainingDataException($"A feature matrix needs at least one of its {what}; {size} was given.");
        if (values % size != 0) throw new TrainingDataException($"{values} values do not divide into {size} {what}.");

        return values / size;
    }

    internal readonly ref struct View(ReadOnlySpan<float> values, int rowStride, int columnStride)
    {
        private readonly ReadOnlySpan<float> values = values;

        public float this[int row, int column] => values[(row * rowStride) + (column * columnStride)];
    }
}
