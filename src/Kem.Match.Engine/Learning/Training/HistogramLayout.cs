namespace Kem.Match.Engine.Learning.Training;

/// <summary>
/// Where each feature's groups lie in a histogram: one cell per group, its values' groups first and the missing one after them.
/// Each block ends with one cell that takes what its unused slots add.
/// </summary>
internal sealed class HistogramLayout
{
    // A scan looks at four cells at a time and may look at three beyond the last feature's.
    private const int LookAhead = 4;

    private readonly int[] starts;
    private readonly int[] slots;

    public HistogramLayout(BinnedRows rows)
    {
        starts = new int[rows.Features.Length + 1];
        slots = new int[rows.Blocks * BinnedRows.BlockWidth];

        var cell = 0;
        for (var slot = 0; slot < slots.Length; slot++)
        {
            slots[slot] = cell;
            if (slot < rows.Features.Length)
            {
                starts[slot] = cell;
                cell += rows.Features[slot].Bins.MissingBin + 1;
            }

            if (slot % BinnedRows.BlockWidth == BinnedRows.BlockWidth - 1) cell += slot < rows.Features.Length ? 0 : 1;
        }

        starts[^1] = cell;
        Cells = cell + LookAhead;
    }

    public int Cells { get; }

    /// <summary>Where a feature's cells begin; for the number after the last feature, where all cells end.</summary>
    public int StartOf(int feature) => starts[feature];

    /// <summary>Where each of a block's eight slots adds to.</summary>
    public ReadOnlySpan<int> SlotsOf(int block) => slots.AsSpan(block * BinnedRows.BlockWidth, BinnedRows.BlockWidth);
}
