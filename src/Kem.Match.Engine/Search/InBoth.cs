namespace Kem.Match.Engine.Search;

/// <summary>Where in a short sorted list the numbers stand that are in a long one too; leaps through the long one.</summary>
internal ref struct InBoth(ReadOnlySpan<ushort> few, ReadOnlySpan<ushort> many)
{
    private readonly ReadOnlySpan<ushort> few = few;
    private readonly int many = many.Length;
    private ReadOnlySpan<ushort> ahead = many;

    /// <summary>Place in the short list.</summary>
    public int Current { get; private set; } = -1;

    /// <summary>Place of the same number in the long list.</summary>
    public readonly int InMany => many - ahead.Length;

    public readonly InBoth GetEnumerator() => this;

    public bool MoveNext()
    {
        while (++Current < few.Length)
        {
            var wanted = few[Current];
            ahead = ahead[FirstFrom(wanted)..];
            if (ahead.IsEmpty) return false;
            if (ahead[0] == wanted) return true;
        }

        return false;
    }

    /// <summary>In steps that double, and then by halves between the last two (Bentley and Yao 1976).</summary>
    private readonly int FirstFrom(ushort wanted)
    {
        var step = 1;
        while (step <= ahead.Length && ahead[step - 1] < wanted) step *= 2;

        var (low, high) = (step / 2, Math.Min(step, ahead.Length));
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (ahead[middle] < wanted) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
