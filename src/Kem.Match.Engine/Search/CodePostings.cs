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

    /// <param name="sightings">The partners and their codes, partner by partner, no code of a partner twice.</param>
    public static CodePostings Of(IReadOnlyList<(int Partner, KnownCode Code)> sightings)
    {
        var sizes = new Dictionary<uint, int>();
        foreach (var (_, code) in sightings) sizes[code.SortKey] = sizes.GetValueOrDefault(code.SortKey) + 1;

        uint[] keys = [.. sizes.Keys.Order()];
        var next = new Dictionary<uint, int>(keys.Length);
        var starts = new int[keys.Length + 1];
        for (var k = 0; k < keys.Length; k++)
        {
            next[keys[k]] = starts[k];
            starts[k + 1] = starts[k] + sizes[keys[k]];
        }

        var partners = new ushort[starts[^1]];
        foreach (var (partner, code) in sightings) partners[next[code.SortKey]++] = (ushort)partner;
        return new CodePostings(keys, new PostingLists(partners, starts));
    }

    /// <summary>Numbers of the lists of a code.</summary>
    public (int First, int End) ListsOf(int code) =>
        (FirstFrom(KnownCode.FirstSortKeyOf(code)), code + 1 == KnownCode.MostCodes ? keys.Length : FirstFrom(KnownCode.FirstSortKeyOf(code + 1)));

    /// <summary>The way of having the code that a list stands for.</summary>
    public KnownCode Of(int list) => KnownCode.FromSortKey(keys[list]);

    public int Length(int list) => lists.Length(list);

    public ReadOnlySpan<ushort> Read(int list) => lists[list];

    private int FirstFrom(uint key)
    {
        var at = Array.BinarySearch(keys, key);
        return at < 0 ? ~at : at;
    }
}
