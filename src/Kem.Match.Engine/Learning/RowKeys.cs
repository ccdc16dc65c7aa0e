using System.Runtime.Intrinsics;

namespace Kem.Match.Engine.Learning;

/// <summary>
/// Turns float values into whole numbers in the same order, and a missing value into one below or above all others.
/// So there is one key per feature and direction in which a tree of the ensemble sends a missing value, at most two a
/// feature, and the walk need not ask whether a value is there.
/// </summary>
internal sealed class RowKeys
{
    /// <summary>Rows whose keys lie side by side.</summary>
    public const int Lanes = 16;

    /// <summary>Rows whose keys are made at a time.</summary>
    public const int Half = Lanes / 2;

    /// <summary>The place of a key must fit into 16 bits.</summary>
    public const int Most = (ushort.MaxValue + 1) / Half;

    private const int Below = int.MinValue;
    private const int Above = int.MaxValue;
    private const int AllButTheSign = int.MaxValue;

    private readonly (int Feature, int Missing)[] columns;
    private readonly Dictionary<(int Feature, bool MissingGoesLeft), int> places = [];

    public RowKeys(IReadOnlyList<RegressionTree> trees)
    {
        (int Feature, bool MissingGoesLeft)[] used = [.. UsedBy(trees).Order()];
        for (var n = 0; n < used.Length; n++) places[used[n]] = n * Half;

        columns = [.. used.Select(c => (c.Feature, c.MissingGoesLeft ? Below : Above))];
    }

    /// <summary>What the trees ask about.</summary>
    public static HashSet<(int Feature, bool MissingGoesLeft)> UsedBy(IReadOnlyList<RegressionTree> trees) =>
    [
        .. from tree in trees
           from node in Enumerable.Range(0, tree.NodeCount)
           where tree.Feature[node] != RegressionTree.Leaf
           select (tree.Feature[node], tree.MissingGoesLeft[node]),
    ];

    /// <summary>Keys per row; at least one, so that a leaf always has one to look at.</summary>
    public int Count => Math.Max(1, columns.Length);

    /// <summary>Where the key of the first row lies in a group, in pairs of keys; the other rows' follow.</summary>
    public ushort Place(int feature, bool missingGoesLeft) => checked((ushort)places[(feature, missingGoesLeft)]);

    /// <summary>
    /// The bits of an IEEE 754 number in sign and magnitude, turned into two's complement: x ≤ y is Of(x) ≤ Of(y).
    /// </summary>
    public static int Of(float value)
    {
        // Adding 0 makes −0 and 0 one.
        var bits = BitConverter.SingleToInt32Bits(value + 0f);
        return bits ^ ((bits >> 31) & AllButTheSign);
    }

    /// <summary>The keys of one row, in the first lane.</summary>
    public void FillOne(ReadOnlySpan<float> row, Span<int> block)
    {
        for (var n = 0; n < columns.Length; n++)
        {
            var (feature, missing) = columns[n];
            var value = row[feature];
            var key = Of(value);

            // Both are known by now, so that the choice needs no branch.
            block[n * Lanes] = float.IsNaN(value) ? missing : key;
        }
    }

    /// <summary>
    /// The keys of rows, group by group of <see cref="Lanes"/>; where the last half of a group is not full, its last row is
    /// repeated, and a half without a row is left as it is.
    /// </summary>
    public void Fill(ReadOnlySpan<float> rows, int width, Span<int> block)
    {
        for (var (half, from) = (0, 0); from < rows.Length; (half, from) = (half + 1, from + (Half * width)))
        {
            var start = (half / 2 * Count * Lanes) + (half % 2 * Half);
            FillHalf(rows.Slice(from, Math.Min(Half * width, rows.Length - from)), width, block[start..]);
        }
    }

    private void FillHalf(ReadOnlySpan<float> rows, int width, Span<int> block)
    {
        var last = (rows.Length / width) - 1;
        var (r0, r1, r2, r3, r4, r5, r6, r7) = (Row(0), Row(1), Row(2), Row(3), Row(4), Row(5), Row(6), Row(7));

        for (var n = 0; n < columns.Length; n++)
        {
            var (at, missing) = columns[n];
            var values = Vector256.Create(
                rows[r0 + at], rows[r1 + at], rows[r2 + at], rows[r3 + at], rows[r4 + at], rows[r5 + at], rows[r6 + at], rows[r7 + at]);
            var bits = (values + Vector256<float>.Zero).AsInt32();
            var ordered = bits ^ ((bits >> 31) & Vector256.Create(AllButTheSign));
            var isThere = Vector256.Equals(values, values).AsInt32();

            Vector256.ConditionalSelect(isThere, ordered, Vector256.Create(missing)).CopyTo(block[(n * Lanes)..]);
        }

        int Row(int n) => Math.Min(n, last) * width;
    }
}
