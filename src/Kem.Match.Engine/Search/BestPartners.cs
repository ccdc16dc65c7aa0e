using System.Runtime.InteropServices;

namespace Kem.Match.Engine.Search;

/// <summary>A partner with the points that it got.</summary>
/// <param name="Order">Equal points keep the order of the catalogue.</param>
/// <param name="Segment">Number of its segment.</param>
/// <param name="Words">The points it got for words alone.</param>
internal readonly record struct PromisingPartner(int Points, int Order, int Segment, int Partner, int Words, ulong Unmet)
{
    /// <summary>Sorts the most points first, and then in the catalogue's order.</summary>
    public long SortKey => ((long)-Points << 32) | (uint)Order;
}

/// <summary>Keeps the most promising of all that are offered.</summary>
internal sealed class BestPartners(int most)
{
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
        return kept;
    }

    private void Cut()
    {
        CollectionsMarshal.AsSpan(keys).Sort(CollectionsMarshal.AsSpan(kept));
        if (kept.Count < most) return;

        keys.RemoveRange(most, keys.Count - most);
        kept.RemoveRange(most, kept.Count - most);
        Least = kept[^1].Points;
    }
}
