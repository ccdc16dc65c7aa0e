using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Kem.Match.Engine.Search;

/// <summary>
/// What the partners of a list of words get: <see cref="FieldFrequency"/>, saturated, times what the word is worth. Where
/// a word stands in one field only, just the count and the length of that field matter, so that is looked up. Many threads
/// may share one.
/// </summary>
internal sealed class TermPoints(FieldFrequency frequency)
{
    /// <summary>Longer texts than this are worked out one by one.</summary>
    private const int LongestTabled = 511;

    private readonly ConcurrentDictionary<FieldCounts, float[]> byLength = [];

    /// <param name="partners">All of them have the word this often.</param>
    /// <param name="weight">What a saturated frequency is worth.</param>
    /// <param name="points">By partner; added to.</param>
    public void AddTo(Span<int> points, ReadOnlySpan<ushort> partners, FieldCounts counts, float weight, ReadOnlySpan<FieldLengths> lengths)
    {
        if (counts is { Name: 0, Stated: 0 })
        {
            Span<int> worth = stackalloc int[LongestTabled + 1];
            Multiply(SharesOf(counts, length => new FieldLengths(0, 0, (ushort)length), LongestTabled), weight, worth);

            // Most of a search is spent here, so each number is taken to be that of a partner without looking again.
            ref var point = ref MemoryMarshal.GetReference(points);
            ref var lengthsOf = ref MemoryMarshal.GetReference(lengths);
            foreach (var partner in partners)
            {
                int length = Unsafe.Add(ref lengthsOf, partner).Description;
                Unsafe.Add(ref point, partner) += length < worth.Length ? worth[length] : Of(weight, counts, lengths[partner]);
            }
        }
        else if (counts is { Name: 0, Description: 0 })
        {
            Span<int> worth = stackalloc int[byte.MaxValue + 1];
            Multiply(SharesOf(counts, length => new FieldLengths(0, (byte)length, 0), byte.MaxValue), weight, worth);
            foreach (var partner in partners) points[partner] += worth[lengths[partner].Stated];
        }
        else
        {
            foreach (var partner in partners) points[partner] += Of(weight, counts, lengths[partner]);
        }
    }

    public int Of(float weight, FieldCounts counts, FieldLengths lengths) =>
        Points.Of(weight * FieldFrequency.Saturated(frequency.Of(counts, lengths)));

    /// <param name="shares">As many as <paramref name="worth"/> has room for, a multiple of what the widest vector holds.</param>
    private static void Multiply(float[] shares, float weight, Span<int> worth)
    {
        var all = new Vector<float>(weight);
        for (var at = 0; at < worth.Length; at += Vector<float>.Count) Points.Of(all * new Vector<float>(shares, at)).CopyTo(worth[at..]);
    }

    /// <summary>By the length of the one field that a word stands in: its saturated frequency.</summary>
    private float[] SharesOf(FieldCounts counts, Func<int, FieldLengths> lengthsOf, int longest)
    {
        if (byLength.TryGetValue(counts, out var shares)) return shares;

        shares = new float[longest + 1];
        for (var length = 0; length < shares.Length; length++) shares[length] = FieldFrequency.Saturated(frequency.Of(counts, lengthsOf(length)));
        return byLength[counts] = shares;
    }
}
