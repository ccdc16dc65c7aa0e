using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kem.Match.Engine.Learning.Training;

/// <summary>Ranks the rows of one query by score, 0 for the highest; equal scores keep their order.</summary>
internal static class QueryRanks
{
    // A short list is ranked faster by counting who is above whom, eight at a time, than by sorting.
    private const int LongestCounted = 256;

    /// <param name="scores">In whole vectors of eight, filled up with −∞.</param>
    /// <param name="ranks">One per row; its length is the number of rows.</param>
    /// <param name="keys">Working space of one per row.</param>
    public static void Rank(ReadOnlySpan<float> scores, Span<int> ranks, Span<ulong> keys)
    {
        if (ranks.Length <= LongestCounted)
        {
            CountAbove(scores, ranks);
        }
        else
        {
            Sort(scores, ranks, keys[..ranks.Length]);
        }
    }

    private static void CountAbove(ReadOnlySpan<float> scores, Span<int> ranks)
    {
        ref var score = ref MemoryMarshal.GetReference(scores);

        for (var row = 0; row < ranks.Length; row++)
        {
            var own = Vector256.Create(scores[row]);
            var ownVector = row / Vector256<float>.Count * Vector256<float>.Count;
            var above = Vector256<int>.Zero;

            // A true comparison is −1. Who came earlier is above with an equal score, who comes later is not.
            for (var i = 0; i < ownVector; i += Vector256<float>.Count)
            {
                above -= Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref score, (nuint)i), own).AsInt32();
            }

            for (var i = ownVector; i < scores.Length; i += Vector256<float>.Count)
            {
                above -= Vector256.GreaterThan(Vector256.LoadUnsafe(ref score, (nuint)i), own).AsInt32();
            }

            ranks[row] = Vector256.Sum(above);
            for (var i = ownVector; i < row; i++) ranks[row] += scores[i] == scores[row] ? 1 : 0;
        }
    }

    // High scores get low keys, and the row's number in the lower half settles ties.
    private static void Sort(ReadOnlySpan<float> scores, Span<int> ranks, Span<ulong> keys)
    {
        for (var row = 0; row < keys.Length; row++)
        {
            var bits = Unsafe.BitCast<float, int>(scores[row] + 0f);
            var rising = bits < 0 ? ~bits : bits ^ int.MinValue;
            keys[row] = ((ulong)~(uint)rising << 32) | (uint)row;
        }

        keys.Sort();
        for (var rank = 0; rank < keys.Length; rank++) ranks[(int)(uint)keys[rank]] = rank;
    }
}
