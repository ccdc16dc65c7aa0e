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

    /// <summary>So many times more are kept than are wanted before the rest goes.</summary>
    private const int TimesTooMany = 3;

    private const int RoomAtFirst = 512;

    private long[] keys = new long[RoomAtFirst];
    private PromisingPartner[] kept = new PromisingPartner[RoomAtFirst];
    private int count;

    /// <summary>What a partner must at least have to be kept; what has less need not be offered.</summary>
    public int Least { get; private set; } = 1;

    public int Most => most;

    /// <summary>True when as many as are wanted have at least so many points.</summary>
    public bool IsFullOf(int points)
    {
        var enough = 0;
        foreach (ref readonly var partner in kept.AsSpan(0, count)) enough += partner.Points >= points ? 1 : 0;
        return enough >= most;
    }

    public void Offer(in PromisingPartner partner)
    {
        if (count == kept.Length)
        {
            Array.Resize(ref keys, count * 2);
            Array.Resize(ref kept, count * 2);
        }

        keys[count] = partner.SortKey;
        kept[count++] = partner;
        if (count >= most * (long)TimesTooMany) Cut();
    }

    /// <summary>The best, best first.</summary>
    public ReadOnlySpan<PromisingPartner> BestFirst()
    {
        Cut();
        Array.Sort(keys, kept, 0, count);
        return kept.AsSpan(0, count);
    }

    /// <summary>Lets go of those who are not among the best any more, and so finds <see cref="Least"/>.</summary>
    public void Cut()
    {
        if (count < most) return;

        var last = Selection.Nth([.. keys.AsSpan(0, count)], most - 1);
        var left = 0;
        for (var i = 0; i < count; i++)
        {
            if (keys[i] > last) continue;

            (keys[left], kept[left]) = (keys[i], kept[i]);
            left++;
        }

        count = left;
        Least = -(int)(last >> OrderBits);
    }
}
