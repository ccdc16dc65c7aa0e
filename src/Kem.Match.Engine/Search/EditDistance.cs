namespace Kem.Match.Engine.Search;

/// <summary>How many letters must be put in, taken out, changed or swapped with the next to get from one word to another.</summary>
public static class EditDistance
{
    /// <summary>True when the restricted Damerau-Levenshtein distance is at most <paramref name="most"/>.</summary>
    public static bool IsWithin(string a, string b, int most)
    {
        if (Math.Abs(a.Length - b.Length) > most) return false;

        Span<int> beforeLast = stackalloc int[b.Length + 1];
        Span<int> last = stackalloc int[b.Length + 1];
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) last[j] = j;

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                least = Math.Min(least, row[j]);
            }

            if (least > most) return false;

            last.CopyTo(beforeLast);
            row.CopyTo(last);
        }

        return last[b.Length] <= most;
    }
}
