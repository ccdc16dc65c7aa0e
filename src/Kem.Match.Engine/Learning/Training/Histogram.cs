using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kem.Match.Engine.Learning.Training;

/// <summary>Sums of gradient, hessian and rows for each group of each feature, over the rows of one node.</summary>
internal static class Histogram
{
    /// <summary>Adds rows to the cells of one block's features.</summary>
    /// <param name="bins">Eight bytes per row.</param>
    /// <param name="slots">Where each of the eight features begins in <paramref name="cells"/>.</param>
    /// <param name="rows">The node's rows, low to high.</param>
    /// <param name="gradients">One vector per row of the training set.</param>
    /// <param name="cells">The histogram.</param>
    public static void Add(ReadOnlySpan<byte> bins, ReadOnlySpan<int> slots, ReadOnlySpan<int> rows, Vector128<int>[] gradients, Vector128<int>[] cells)
    {
        // This loop is where most of the training time goes, so it looks neither rows nor cells up with their bounds checked:
        // groups come from BinnedRows and cells from its HistogramLayout, which agree by construction.
        ref var bin = ref MemoryMarshal.GetReference(bins);
        ref var gradient = ref MemoryMarshal.GetArrayDataReference(gradients);
        ref var cell = ref MemoryMarshal.GetArrayDataReference(cells);
        ref var first = ref Unsafe.Add(ref cell, slots[0]);
        ref var second = ref Unsafe.Add(ref cell, slots[1]);
        ref var third = ref Unsafe.Add(ref cell, slots[2]);
        ref var fourth = ref Unsafe.Add(ref cell, slots[3]);
        ref var fifth = ref Unsafe.Add(ref cell, slots[4]);
        ref var sixth = ref Unsafe.Add(ref cell, slots[5]);
        ref var seventh = ref Unsafe.Add(ref cell, slots[6]);
        ref var eighth = ref Unsafe.Add(ref cell, slots[7]);

        foreach (var row in rows)
        {
            var added = Unsafe.Add(ref gradient, row);
            ref var group = ref Unsafe.Add(ref bin, (nint)row * BinnedRows.BlockWidth);
            Unsafe.Add(ref first, (nint)group) += added;
            Unsafe.Add(ref second, (nint)Unsafe.Add(ref group, 1)) += added;
            Unsafe.Add(ref third, (nint)Unsafe.Add(ref group, 2)) += added;
            Unsafe.Add(ref fourth, (nint)Unsafe.Add(ref group, 3)) += added;
            Unsafe.Add(ref fifth, (nint)Unsafe.Add(ref group, 4)) += added;
            Unsafe.Add(ref sixth, (nint)Unsafe.Add(ref group, 5)) += added;
            Unsafe.Add(ref seventh, (nint)Unsafe.Add(ref group, 6)) += added;
            Unsafe.Add(ref eighth, (nint)Unsafe.Add(ref group, 7)) += added;
        }
    }

    public static void Add(ReadOnlySpan<Vector128<int>> part, Span<Vector128<int>> sum)
    {
        for (var i = 0; i < sum.Length; i++) sum[i] += part[i];
    }

    public static void Subtract(ReadOnlySpan<Vector128<int>> part, Span<Vector128<int>> whole)
    {
        for (var i = 0; i < whole.Length; i++) whole[i] -= part[i];
    }
}
