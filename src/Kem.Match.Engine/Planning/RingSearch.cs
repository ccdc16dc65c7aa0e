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

    /// <summary>In a market with more rings than this about so many are looked at, some from every gift.</summary>
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
            if (gift.From == gift.To || !(gift.Value > 0) || !double.IsFinite(gift.Value)) throw new ArgumentException($"{gift} is no gift.", nameof(gifts));
        }

        var finder = new RingFinder(members, gifts, longest);
        var every = finder.All(MostRings);
        var rings = every ?? finder.Some(MostRings);
        var isBest = every is not null;
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
