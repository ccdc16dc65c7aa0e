namespace Kem.Match.Engine.Learning.Training;

/// <summary>
/// The rows of a training set with each value replaced by the number of its group: one byte each, eight features side by side,
/// so that a histogram of eight features stays in the nearest cache while it is filled. A feature with one group is left out.
/// </summary>
internal sealed class BinnedRows
{
    /// <summary>Features in a block; a row of a block is eight bytes.</summary>
    public const int BlockWidth = 8;

    private const int MostSampled = 200_000;

    private readonly byte[][] blocks;

    private BinnedRows(int rows, BinnedFeature[] features)
    {
        Features = features;
        blocks = new byte[(features.Length + BlockWidth - 1) / BlockWidth][];
        for (var block = 0; block < blocks.Length; block++) blocks[block] = GC.AllocateUninitializedArray<byte>(rows * BlockWidth);
    }

    /// <summary>The features that are told apart by their groups, in the order of their columns.</summary>
    public BinnedFeature[] Features { get; }

    public int Blocks => blocks.Length;

    /// <summary>Eight bytes per row: the groups of up to eight features; what is beyond the last feature is 0.</summary>
    public ReadOnlySpan<byte> Block(int block) => blocks[block];

    /// <summary>The group of one feature in one row.</summary>
    public int BinAt(int row, int feature) => blocks[feature / BlockWidth][(row * BlockWidth) + (feature % BlockWidth)];

    /// <param name="matrix">All rows.</param>
    /// <param name="trained">The rows, low to high, whose values decide the cuts; at most 200,000 of them, spread evenly.</param>
    /// <param name="mostBins">The most groups of a feature's values.</param>
    /// <param name="crew">Shares the work by features.</param>
    public static BinnedRows Of(FeatureMatrix matrix, ReadOnlyMemory<int> trained, int mostBins, Crew crew)
    {
        var found = new BinnedFeature?[matrix.Columns];
        var sampled = Math.Min(trained.Length, MostSampled);

        crew.Run(member =>
        {
            var (first, end) = crew.ShareOf(member, matrix.Columns);
            var column = new float[sampled];
            var sort = new ColumnSort(sampled);
            for (var feature = first; feature < end; feature++)
            {
                var values = Sample(matrix, feature, trained.Span, column);
                sort.Sort(values);

                var bins = FeatureBins.Of(values, mostBins);
                var someAreMissing = values.Length < sampled;
                if (bins.ValueBins > 1 || (someAreMissing && values.Length > 0)) found[feature] = new BinnedFeature(feature, bins);
            }
        });

        var rows = new BinnedRows(matrix.Rows, [.. found.OfType<BinnedFeature>()]);

        crew.Run(member =>
        {
            var (first, end) = crew.ShareOf(member, matrix.Rows);
            for (var block = 0; block < rows.Blocks; block++) rows.Fill(block, matrix, first, end);
        });

        return rows;
    }

    private void Fill(int block, FeatureMatrix matrix, int first, int end)
    {
        var view = matrix.Look();
        var features = Features.AsSpan(block * BlockWidth, Math.Min(BlockWidth, Features.Length - (block * BlockWidth)));
        var bytes = blocks[block].AsSpan(first * BlockWidth, (end - first) * BlockWidth);
        if (features.Length < BlockWidth) bytes.Clear();

        for (var slot = 0; slot < features.Length; slot++)
        {
            var (bins, column) = (features[slot].Bins, features[slot].Column);
            for (var row = first; row < end; row++)
            {
                bytes[((row - first) * BlockWidth) + slot] = bins.BinOf(view[row, column]);
            }
        }
    }

    private static Span<float> Sample(FeatureMatrix matrix, int column, ReadOnlySpan<int> rows, float[] buffer)
    {
        var view = matrix.Look();
        var present = 0;
        for (var i = 0; i < buffer.Length; i++)
        {
            var value = view[rows[(int)((long)i * rows.Length / buffer.Length)], column];
            if (!float.IsNaN(value)) buffer[present++] = value;
        }

        return buffer.AsSpan(0, present);
    }
}

/// <summary>A feature that trees may ask about.</summary>
/// <param name="Column">Its column in the feature matrix.</param>
/// <param name="Bins">The groups of its values.</param>
internal sealed record BinnedFeature(int Column, FeatureBins Bins);
