using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kem.Match.Engine.Search;

/// <summary>Room for the points of every partner of a segment, lent for one search.</summary>
internal sealed class PointsSoFar : IDisposable
{
    /// <summary>Partners are looked at so many at a time, a bit each.</summary>
    public const int BlockSize = 64;

    private const int Most = (PartnerTable.MostPartners + BlockSize - 1) / BlockSize * BlockSize;

    private readonly int[] words = ArrayPool<int>.Shared.Rent(Most);
    private readonly int[] others = ArrayPool<int>.Shared.Rent(Most);
    private readonly ushort[] survivors = ArrayPool<ushort>.Shared.Rent(Most);
    private readonly ushort[] found = ArrayPool<ushort>.Shared.Rent(Most);
    private readonly long[] sample = ArrayPool<long>.Shared.Rent(Most / SegmentSearch.SampledBlock);
    private bool hasOthers;

    /// <summary>How many blocks the partners of the segment fill; the last one may have room left.</summary>
    public int Blocks { get; private set; }

    /// <summary>By partner: points for words.</summary>
    public Span<int> Words => words.AsSpan(0, Blocks * BlockSize);

    /// <summary>By partner: points for everything else.</summary>
    public Span<int> Others
    {
        get
        {
            var all = others.AsSpan(0, Blocks * BlockSize);
            if (!hasOthers) all.Clear();
            hasOthers = true;
            return all;
        }
    }

    /// <summary>Those who can still be kept, in order.</summary>
    public Span<ushort> Survivors => survivors;

    /// <summary>Those of them who are in a list.</summary>
    public Span<ushort> Found => found;

    /// <summary>Room for the points of some.</summary>
    public Span<long> Sample => sample;

    /// <summary>Nobody of the next segment has any points yet.</summary>
    public void Clear(int partners)
    {
        Blocks = (partners + BlockSize - 1) / BlockSize;
        hasOthers = false;
        Words.Clear();
    }

    /// <summary>The points of a partner for everything.</summary>
    public int Of(int partner) => hasOthers ? words[partner] + others[partner] : words[partner];

    /// <summary>Which partners of a block have enough points, one bit each; past the last partner everybody has none.</summary>
    public ulong AtLeast(int enough, int block)
    {
        ref var word = ref MemoryMarshal.GetReference(words.AsSpan(block * BlockSize, BlockSize));
        ref var other = ref MemoryMarshal.GetReference(others.AsSpan(block * BlockSize, BlockSize));
        var line = Vector512.Create(enough);
        var bits = 0UL;
        for (var at = 0; at < BlockSize; at += Vector512<int>.Count)
        {
            var points = Vector512.LoadUnsafe(ref word, (nuint)at);
            if (hasOthers) points += Vector512.LoadUnsafe(ref other, (nuint)at);
            bits |= Vector512.GreaterThanOrEqual(points, line).ExtractMostSignificantBits() << at;
        }

        return bits;
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(words);
        ArrayPool<int>.Shared.Return(others);
        ArrayPool<ushort>.Shared.Return(survivors);
        ArrayPool<ushort>.Shared.Return(found);
        ArrayPool<long>.Shared.Return(sample);
    }
}
