using System.Runtime.InteropServices;

namespace Kem.Match.Engine.Planning;

/// <summary>Finds rings among gifts, from the most valuable gifts on.</summary>
internal sealed class RingFinder
{
    private readonly int longest;
    private readonly List<(int To, double Value)>[] next;
    private readonly Dictionary<(int From, int To), double> values = [];
    private readonly int[] path;

    /// <param name="members">How many members there are; gifts name them from 0.</param>
    public RingFinder(int members, IReadOnlyList<Gift> gifts, int longest)
    {
        this.longest = longest;
        path = new int[longest];
        foreach (var gift in gifts)
        {
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(values, (gift.From, gift.To), out _);
            known = Math.Max(known, gift.Value);
        }

        next = new List<(int, double)>[members];
        for (var m = 0; m < members; m++) next[m] = [];
        foreach (var ((from, to), value) in values) next[from].Add((to, value));
        foreach (var list in next) list.Sort((a, b) => a.Value != b.Value ? b.Value.CompareTo(a.Value) : a.To.CompareTo(b.To));
    }

    /// <summary>Every ring once, from its lowest member, who is the first; null when there are more than a number.</summary>
    public List<ExchangeRing>? All(int most)
    {
        var rings = new List<ExchangeRing>();
        for (path[0] = 0; path[0] < next.Length && rings.Count <= most; path[0]++)
        {
            Walk(1, 0, lowest: path[0] + 1, most + 1, rings);
        }

        return rings.Count <= most ? rings : null;
    }

    /// <summary>
    /// A choice in which everybody has a part, wherever they stand: every gift begins at most so many rings that in all there are
    /// about as many as asked for, and at least one where there is one.
    /// </summary>
    public List<ExchangeRing> Some(int about)
    {
        var perGift = Math.Max(1, about / Math.Max(1, values.Count));
        var rings = new List<ExchangeRing>();
        var begun = new List<ExchangeRing>();
        var isKnown = new HashSet<(int, int, int, int)>();
        for (path[0] = 0; path[0] < next.Length; path[0]++)
        {
            foreach (var (to, value) in next[path[0]])
            {
                begun.Clear();
                path[1] = to;
                Walk(2, value, lowest: 0, perGift, begun);
                foreach (var ring in begun.Select(FromLowest))
                {
                    var m = ring.Members;
                    if (isKnown.Add((m[0], m[1], m.ElementAtOrDefault(2), m.ElementAtOrDefault(3)))) rings.Add(ring);
                }
            }
        }

        return rings;
    }

    private static ExchangeRing FromLowest(ExchangeRing ring)
    {
        int[] members = [.. ring.Members];
        var at = Array.IndexOf(members, members.Min());
        return ring with { Members = [.. members[at..], .. members[..at]] };
    }

    /// <summary>Goes on from the last of the path to members from the lowest on, until there are enough rings.</summary>
    private void Walk(int length, double value, int lowest, int enough, List<ExchangeRing> rings)
    {
        var here = path[length - 1];
        if (length > 1 && values.TryGetValue((here, path[0]), out var back)) rings.Add(new ExchangeRing(path[..length], value + back));
        if (length == longest) return;

        foreach (var (to, gift) in next[here])
        {
            if (rings.Count >= enough) return;
            if (to < lowest || Array.IndexOf(path, to, 0, length) >= 0) continue;

            path[length] = to;
            Walk(length + 1, value + gift, lowest, enough, rings);
        }
    }
}
