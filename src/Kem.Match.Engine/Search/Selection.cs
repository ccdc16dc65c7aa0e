namespace Kem.Match.Engine.Search;

/// <summary>Finds what would stand at a place if all were sorted, without sorting all (quickselect, Hoare 1961).</summary>
internal static class Selection
{
    /// <param name="values">Come out in another order.</param>
    /// <param name="n">From 0, the least.</param>
    public static long Nth(Span<long> values, int n)
    {
        var (first, last) = (0, values.Length - 1);
        while (first < last)
        {
            var pivot = MiddleOf(values[first], values[first + ((last - first) / 2)], values[last]);
            var (low, high) = (first, last);
            while (low <= high)
            {
                while (values[low] < pivot) low++;
                while (values[high] > pivot) high--;
                if (low > high) break;

                (values[low], values[high]) = (values[high], values[low]);
                low++;
                high--;
            }

            if (n <= high) last = high;
            else if (n >= low) first = low;
            else return values[n];
        }

        return values[n];
    }

    private static long MiddleOf(long a, long b, long c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
