namespace Kem.Match.Engine.Search;

/// <summary>A partner with the points that it got.</summary>
/// <param name="Order">Equal points keep the order of the catalogue.</param>
/// <param name="Segment">Number of its segment.</param>
/// <param name="Words">The points it got for words alone.</param>
internal readonly record struct PromisingPartner(int Points, int Order, int Segment, int Partner, int Words, ulong Unmet) : IComparable<PromisingPartner>
{
    /// <summary>The most points first, and then the catalogue's order.</summary>
    public int CompareTo(PromisingPartner other) =>
        Points != other.Points ? other.Points.CompareTo(Points) : Order.CompareTo(other.Order);
}

/// <summary>Keeps the most promising of all that are offered.</summary>
internal sealed class BestPartners(int most)
{
    private readonly List<PromisingPartner> kept = [];

    /// <summary>What a partner must at least have to be kept; what has less need not be offered.</summary>
    public int Least { get; private set; } = 1;

    public void Offer(PromisingPartner partner)
    {
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
        kept.Sort();
        if (kept.Count < most) return;

        kept.RemoveRange(most, kept.Count - most);
        Least = kept[^1].Points;
    }
}
