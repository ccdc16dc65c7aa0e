namespace Kem.Match.Engine.Learning.Training;

/// <summary>The rows of a tree's nodes: each node has a stretch, low to high, which a split divides into left and right.</summary>
internal sealed class RowPartition(BinnedRows bins, Crew crew, int most)
{
    private readonly int[] rows = new int[most];
    private readonly int[] spare = new int[most];
    private readonly bool[] goesLeft = new bool[FeatureBins.MostBins + 1];
    private readonly int[] leftOf = new int[crew.Size];

    public ReadOnlySpan<int> Of(int start, int count) => rows.AsSpan(start, count);

    public void Start(ReadOnlySpan<int> all) => all.CopyTo(rows);

    /// <summary>Moves the rows that go left before those that go right, both in their order.</summary>
    /// <returns>How many go left.</returns>
    public int Divide(int start, int count, Split split)
    {
        var missing = bins.Features[split.Feature].Bins.MissingBin;
        for (var bin = 0; bin < goesLeft.Length; bin++) goesLeft[bin] = bin == missing ? split.MissingGoesLeft : bin <= split.Bin;

        if (!crew.Shares(count))
        {
            var left = DivideStretch(start, count, split.Feature);
            spare.AsSpan(start, count - left).CopyTo(rows.AsSpan(start + left));
            return left;
        }

        crew.Run(member =>
        {
            var (first, end) = crew.ShareOf(member, count);
            leftOf[member] = DivideStretch(start + first, end - first, split.Feature);
        });

        return BringTogether(start, count);
    }

    // Those that go left stay in place, those that go right are set aside at the stretch's own place.
    private int DivideStretch(int start, int count, int feature)
    {
        var block = bins.Block(feature / BinnedRows.BlockWidth)[(feature % BinnedRows.BlockWidth)..];
        var kept = rows.AsSpan(start, count);
        var aside = spare.AsSpan(start, count);
        var (left, right) = (0, 0);

        for (var i = 0; i < kept.Length; i++)
        {
            // Written to both sides, counted on one: no branch, as one side is as likely as the other.
            var row = kept[i];
            var isLeft = goesLeft[block[row * BinnedRows.BlockWidth]] ? 1 : 0;
            kept[left] = row;
            aside[right] = row;
            left += isLeft;
            right += 1 - isLeft;
        }

        return left;
    }

    private int BringTogether(int start, int count)
    {
        var place = start;
        for (var member = 0; member < crew.Size; member++)
        {
            var (first, _) = crew.ShareOf(member, count);
            rows.AsSpan(start + first, leftOf[member]).CopyTo(rows.AsSpan(place));
            place += leftOf[member];
        }

        var left = place - start;
        for (var member = 0; member < crew.Size; member++)
        {
            var (first, end) = crew.ShareOf(member, count);
            var right = end - first - leftOf[member];
            spare.AsSpan(start + first, right).CopyTo(rows.AsSpan(place));
            place += right;
        }

        return left;
    }
}
