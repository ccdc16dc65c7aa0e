namespace Kem.Match.Engine.Search;

/// <summary>
/// The partners of a segment by code. Every way of having a code (how surely, how strongly) is a list of its own, so
/// that all partners in a list are worth the same to a request.
/// </summary>
internal sealed class CodePostings
{
    private readonly uint[] keys;
    private readonly PostingLists lists;

    private CodePostings(uint[] keys, PostingLists lists)
    {
        this.keys = keys;
        this.lists = lists;
    }

    /// <param name="partners">How many partners there are.</param>
    /// <param name="codesOf">The codes of one of them, each once.</param>
    public static CodePostings Of(int partners, Func<int, ReadOnlySpan<KnownCode>> codesOf)
    {
        var sizes = new Dictionary<uint, int>();
        for (var p = 0; p < partners; p++)
        {
            foreach (var code in codesOf(p))
            {
                if (code.Listed.Weight > 0) sizes[code.Listed.SortKey] = sizes.GetValueOrDefault(code.Listed.SortKey) + 1;
            }
        }

        uint[] keys = [.. sizes.Keys.Order()];
        var starts = new int[keys.Length + 1];
        for (var k = 0; k < keys.Length; k++) (starts[k + 1], sizes[keys[k]]) = (starts[k] + sizes[keys[k]], starts[k]);

        // From here on the sizes are the next free place of each list.
        var documents = new int[starts[^1]];
        for (var p = 0; p < partners; p++)
        {
            foreach (var code in codesOf(p))
            {
                if (code.Listed.Weight > 0) documents[sizes[code.Listed.SortKey]++] = p;
            }
        }

        var lists = new PostingLists.Writer(hasCounts: false);
        for (var k = 0; k < keys.Length; k++)
        {
            lists.BeginList();
            foreach (var document in documents.AsSpan(starts[k]..starts[k + 1])) lists.Add(document);
        }

        return new CodePostings(keys, lists.ToLists());
    }

    /// <summary>Numbers of the lists of a code.</summary>
    public (int First, int End) ListsOf(int code) =>
        (FirstFrom(KnownCode.FirstSortKeyOf(code)), code + 1 == KnownCode.MostCodes ? keys.Length : FirstFrom(KnownCode.FirstSortKeyOf(code + 1)));

    /// <summary>The way of having the code that a list stands for.</summary>
    public KnownCode Of(int list) => KnownCode.FromSortKey(keys[list]);

    public int Length(int list) => lists.Length(list);

    public PostingReader Read(int list) => lists.Read(list);

    private int FirstFrom(uint key)
    {
        var at = Array.BinarySearch(keys, key);
        return at < 0 ? ~at : at;
    }
}
