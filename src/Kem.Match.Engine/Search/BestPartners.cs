using System.Runtime.InteropServices;

namespace Kem.Match.Engine.Search;

/// <summary>A partner with the points that it got.</summary>
/// <param name="Order">Equal points keep the order of the catalogue.</param>
/// <param name="Segment">Number of its segment.</param>
/// <param name="Words">The points it got for words alone.</param>
internal readonly record struct PromisingPartner(int Points, int Order, int Segment, int Partner, int Words, ulong Unmet)
{
    /// <summary>Sorts the most points first, and then in the catalogue's order.</summary>
    public long SortKey => ((long)-Points << BestPartners.OrderBits) | (uint)Order;
}

/// <summary>Keeps the most promising of all that are offered.</summary>
internal sealed class BestPartners(int most)
{
    /// <summary>The lower bits of a sort key hold the order.</summary>
    internal const int OrderBits = 32;

    private readonly List<long> keys = [];
    private readonly List<PromisingPartner> kept = [];

    /// <summary>What a partner must at least have to be kept; what has less need not be offered.</summary>
    public int Least { get; private set; } = 1;

    public void Offer(PromisingPartner partner)
    {
        keys.Add(partner.SortKey);
        kept.Add(partner);
        if (kept.Count >= most * 3L) Cut();
    }

    /// <summary>The best, best first.</summary>
    public List<PromisingPartner> BestFirst()
    {
        Cut();
        CollectionsMarshal.AsSpan(keys).Sort(CollectionsMarshal.AsSpan(kept));
        return kept;
    }

    private void Cut()
    {
        if (kept.Count < most) return;

        long[] sorted = [.. keys];
        Array.Sort(sorted);
        var last = sorted[most - 1];
        keys.RemoveAll(key => key > last);
        kept.RemoveAll(partner => partner.SortKey > last);
        Least = -(int)(last >> OrderBits);
    }
}
