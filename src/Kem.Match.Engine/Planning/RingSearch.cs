using System.Runtime.InteropServices;

namespace Kem.Match.Engine.Planning;

/// <summary>
/// Chooses rings of two to four so that nobody is in two and the gifts are worth most: maximum-weight packing of short
/// cycles, as in kidney exchange (Abraham, Blum and Sandholm 2007). Part by part of the market: a first choice by value,
/// bettered by swaps, then branch and bound that proves it best or stops after a fixed number of steps, so that the
/// answer is the same on every machine.
/// </summary>
public static class RingSearch
{
    public const int Longest = 4;

    /// <summary>Rings beyond this many in a whole market are not looked at; they are found from the most valuable gifts on.</summary>
    private const int MostRings = 500_000;

    /// <summary>Rings tried in one part of the market before the best choice so far is taken.</summary>
    private const int MostSteps = 2_000_000;

    /// <param name="members">How many members there are; gifts name them from 0.</param>
    /// <param name="gifts">In any order; of two gifts between the same two the more valuable counts.</param>
    /// <param name="longest">2 to <see cref="Longest"/>.</param>
    /// <exception cref="ArgumentException">A gift names nobody, goes to its giver, or is worth nothing; or the length is out of range.</exception>
    public static ExchangeRings Best(int members, IReadOnlyList<Gift> gifts, int longest = Longest)
    {
        if (longest is < 2 or > Longest) throw new ArgumentException($"A ring has 2 to {Longest} members.", nameof(longest));
        foreach (var gift in gifts)
        {
            if (gift.From < 0 || gift.From >= members || gift.To < 0 || gift.To >= members) throw new ArgumentException($"{gift} names nobody.", nameof(gifts));
            if (gift.From == gift.To || !(gift.Value > 0)) throw new ArgumentException($"{gift} is no gift.", nameof(gifts));
        }

        var (rings, isAll) = Rings(members, gifts, longest);
        var isBest = isAll;
        var all = new List<ExchangeRing>();
        foreach (var part in Parts(members, rings))
        {
            var packing = new RingPacking(part);
            packing.Search(MostSteps);
            all.AddRange(packing.Best);
            isBest &= packing.IsProven;
        }

        return new ExchangeRings([.. all.OrderByDescending(r => r.Value).ThenBy(r => r.Members[0])], isBest);
    }

    /// <summary>Every ring once: from its lowest member, who is the first.</summary>
    private static (List<ExchangeRing> Rings, bool IsAll) Rings(int members, IReadOnlyList<Gift> gifts, int longest)
    {
        var next = new List<(int To, double Value)>[members];
        for (var m = 0; m < members; m++) next[m] = [];
        var values = new Dictionary<(int, int), double>();
        foreach (var gift in gifts)
        {
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(values, (gift.From, gift.To), out _);
            known = Math.Max(known, gift.Value);
        }

        foreach (var ((from, to), value) in values) next[from].Add((to, value));
        foreach (var list in next) list.Sort((a, b) => a.Value != b.Value ? b.Value.CompareTo(a.Value) : a.To.CompareTo(b.To));

        var rings = new List<ExchangeRing>();
        var path = new int[longest];
        for (var first = 0; first < members && rings.Count < MostRings; first++)
        {
            path[0] = first;
            Walk(1, 0);
        }

        return (rings, rings.Count < MostRings);

        void Walk(int length, double value)
        {
            var here = path[length - 1];
            if (length > 1 && values.TryGetValue((here, path[0]), out var back)) rings.Add(new ExchangeRing(path[..length], value + back));
            if (length == longest) return;

            foreach (var (to, gift) in next[here])
            {
                if (to <= path[0] || Array.IndexOf(path, to, 0, length) >= 0 || rings.Count >= MostRings) continue;

                path[length] = to;
                Walk(length + 1, value + gift);
            }
        }
    }

    /// <summary>Rings that share members, directly or through others, belong together; the parts do not touch.</summary>
    private static IEnumerable<ExchangeRing[]> Parts(int members, List<ExchangeRing> rings)
    {
        var parent = new int[members];
        for (var m = 0; m < members; m++) parent[m] = m;
        foreach (var ring in rings)
        {
            foreach (var member in ring.Members) parent[Root(member)] = Root(ring.Members[0]);
        }

        return rings.GroupBy(r => Root(r.Members[0])).Select(g => g.ToArray());

        int Root(int member)
        {
            while (parent[member] != member) member = parent[member] = parent[parent[member]];
            return member;
        }
    }
}
