namespace Kem.Match.Engine.Search;

/// <summary>
/// What the partners of a list of words get: <see cref="FieldFrequency"/>, saturated. Where the word stands in one field
/// only, just the length of that field matters, and a long list meets the same few lengths again and again.
/// </summary>
internal sealed class TermPoints(FieldFrequency frequency)
{
    /// <summary>Points are remembered for texts shorter than this.</summary>
    private const int Remembered = 512;

    private readonly int[] byLength = new int[Remembered];

    /// <param name="partners">All of them have the word this often.</param>
    /// <param name="weight">What a saturated frequency is worth.</param>
    /// <param name="points">By partner; added to.</param>
    public void AddTo(Span<int> points, ReadOnlySpan<ushort> partners, FieldCounts counts, float weight, ReadOnlySpan<FieldLengths> lengths)
    {
        if (counts is { Name: 0, Stated: 0 }) AddByDescription(points, partners, counts, weight, lengths);
        else if (counts is { Name: 0, Description: 0 }) AddByStated(points, partners, counts, weight, lengths);
        else AddOneByOne(points, partners, counts, weight, lengths);
    }

    public int Of(float weight, FieldCounts counts, FieldLengths lengths) =>
        Points.Of(weight * FieldFrequency.Saturated(frequency.Of(counts, lengths)));

    private void AddByDescription(Span<int> points, ReadOnlySpan<ushort> partners, FieldCounts counts, float weight, ReadOnlySpan<FieldLengths> lengths)
    {
        var known = byLength;
        Array.Clear(known);
        foreach (var partner in partners)
        {
            var length = lengths[partner].Description;
            var more = length < known.Length ? known[length] : 0;
            if (more == 0)
            {
                more = Of(weight, counts, lengths[partner]);
                if (length < known.Length) known[length] = more;
            }

            points[partner] += more;
        }
    }

    private void AddByStated(Span<int> points, ReadOnlySpan<ushort> partners, FieldCounts counts, float weight, ReadOnlySpan<FieldLengths> lengths)
    {
        var known = byLength;
        Array.Clear(known);
        foreach (var partner in partners)
        {
            var length = lengths[partner].Stated;
            var more = known[length];
            if (more == 0) known[length] = more = Of(weight, counts, lengths[partner]);
            points[partner] += more;
        }
    }

    private void AddOneByOne(Span<int> points, ReadOnlySpan<ushort> partners, FieldCounts counts, float weight, ReadOnlySpan<FieldLengths> lengths)
    {
        foreach (var partner in partners) points[partner] += Of(weight, counts, lengths[partner]);
    }
}
