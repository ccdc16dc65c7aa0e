namespace Kem.Match.Engine.Learning.Training;

/// <summary>
/// The groups that one feature's values are put in, each with about as many rows. Group b has the values above cut b − 1 and at
/// most cut b; the last group has no upper cut. Missing values have the group after the last.
/// </summary>
public sealed class FeatureBins
{
    /// <summary>The most groups of values: with the one for missing values, a group's number fits in a byte.</summary>
    public const int MostBins = 255;

    private const int SearchSize = 256;

    private readonly float[] cuts;

    // The cuts, filled up with NaN: nothing is above NaN, so the search below needs no length.
    private readonly float[] search = new float[SearchSize];

    private FeatureBins(float[] cuts)
    {
        this.cuts = cuts;
        search.AsSpan().Fill(float.NaN);
        cuts.CopyTo(search, 0);
    }

    /// <summary>How many groups of values there are, at least 1.</summary>
    public int ValueBins => cuts.Length + 1;

    /// <summary>The group of a missing value.</summary>
    public int MissingBin => cuts.Length + 1;

    /// <summary>What a value may be at most to lie in this group or one below it; the last group has everything.</summary>
    public float UpperCut(int bin) => bin < cuts.Length ? cuts[bin] : float.MaxValue;

    /// <param name="sorted">Values from low to high without NaN; may be empty.</param>
    /// <param name="mostBins">The most groups of values, 2 to 255.</param>
    public static FeatureBins Of(ReadOnlySpan<float> sorted, int mostBins)
    {
        var cuts = new List<float>(mostBins);
        var (rowsInBin, rowsLeft) = (0, sorted.Length);
        var everyValueHasItsBin = DistinctUpTo(sorted, mostBins + 1) <= mostBins;

        for (var start = 0; start < sorted.Length && cuts.Count < mostBins - 1;)
        {
            var next = EndOfValue(sorted, start);
            rowsInBin += next - start;
            if (next == sorted.Length) break;

            // Heavy values stand alone: the share of a group is counted anew from what is left.
            var share = rowsLeft / (double)(mostBins - cuts.Count);
            if (everyValueHasItsBin || rowsInBin >= share || EndOfValue(sorted, next) - next >= share)
            {
                cuts.Add(Between(sorted[start], sorted[next]));
                (rowsInBin, rowsLeft) = (0, rowsLeft - rowsInBin);
            }

            start = next;
        }

        return new FeatureBins([.. cuts]);
    }

    /// <summary>The group of a value.</summary>
    public byte BinOf(float value)
    {
        if (float.IsNaN(value)) return (byte)MissingBin;

        // Eight halvings without a branch, as the value is as likely above as below.
        ReadOnlySpan<float> at = search;
        var bin = 0;
        for (var step = SearchSize / 2; step > 0; step /= 2)
        {
            bin += at[bin + step - 1] < value ? step : 0;
        }

        return (byte)bin;
    }

    private static int DistinctUpTo(ReadOnlySpan<float> sorted, int most)
    {
        var distinct = 0;
        for (var start = 0; start < sorted.Length && distinct < most; distinct++) start = EndOfValue(sorted, start);
        return distinct;
    }

    private static int EndOfValue(ReadOnlySpan<float> sorted, int start)
    {
        var end = start + 1;
        while (end < sorted.Length && sorted[end] == sorted[start]) end++;
        return end;
    }

    // Halved before they are added, so that the greatest floats do not overflow; never as high as the higher one.
    private static float Between(float low, float high)
    {
        var middle = (low / 2) + (high / 2);
        return middle >= low && middle < high ? middle : low;
    }
}
