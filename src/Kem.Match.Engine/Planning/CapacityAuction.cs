namespace Kem.Match.Engine.Planning;

/// <summary>
/// Divides partners with limited capacity among needs that compete, so that the sum of values is within needs × ε of the
/// best there is: Bertsekas' auction (1988) with several like places per partner. Every need bids for the partner it gains
/// most from at the current prices; a full partner drops its lowest bidder. The prices are the dual variables.
/// </summary>
public static class CapacityAuction
{
    /// <param name="needs">By need what each partner in question is worth to it.</param>
    /// <param name="capacities">By partner how many needs it can take, 0 or more.</param>
    /// <param name="epsilon">The least raise of a bid, above 0, in the unit of the values; smaller is more exact and slower.</param>
    /// <exception cref="ArgumentException">A raise, a capacity or a value out of range, or an offer of nobody.</exception>
    public static Assignment Best(IReadOnlyList<IReadOnlyList<Offer>> needs, IReadOnlyList<int> capacities, double epsilon)
    {
        if (!(epsilon > 0) || !double.IsFinite(epsilon)) throw new ArgumentException("The least raise must be above 0 and finite.", nameof(epsilon));
        if (capacities.Any(c => c < 0)) throw new ArgumentException("A capacity is 0 or more.", nameof(capacities));
        foreach (var offer in needs.SelectMany(n => n))
        {
            if (offer.Partner < 0 || offer.Partner >= capacities.Count || !(offer.Value >= 0) || !double.IsFinite(offer.Value)) throw new ArgumentException($"{offer} cannot be.", nameof(needs));
        }

        var holders = new PriorityQueue<int, double>[capacities.Count];
        var prices = new double[capacities.Count];
        var partnerOf = new int[needs.Count];
        Array.Fill(partnerOf, Assignment.Nobody);
        for (var p = 0; p < holders.Length; p++)
        {
            holders[p] = new PriorityQueue<int, double>();
            if (capacities[p] == 0) prices[p] = double.PositiveInfinity;
        }

        var bidders = new Queue<int>(Enumerable.Range(0, needs.Count));
        while (bidders.TryDequeue(out var need))
        {
            var (best, gain, second) = BestAndSecond(needs[need], prices);
            if (best < 0) continue;

            var (partner, value) = needs[need][best];
            holders[partner].Enqueue(need, prices[partner] + gain - second + epsilon);
            partnerOf[need] = partner;
            if (holders[partner].Count > capacities[partner])
            {
                var dropped = holders[partner].Dequeue();
                partnerOf[dropped] = Assignment.Nobody;
                bidders.Enqueue(dropped);
            }

            if (holders[partner].Count == capacities[partner] && holders[partner].TryPeek(out _, out var lowest)) prices[partner] = lowest;
        }

        return new Assignment(partnerOf, prices, ValueOf(needs, partnerOf));
    }

    /// <summary>The offer with the highest gain above 0, and the gain of the next best or of staying without.</summary>
    private static (int Best, double Gain, double Second) BestAndSecond(IReadOnlyList<Offer> offers, double[] prices)
    {
        var (best, gain, second) = (-1, 0.0, 0.0);
        for (var i = 0; i < offers.Count; i++)
        {
            var left = offers[i].Value - prices[offers[i].Partner];
            if (left > gain) (best, gain, second) = (i, left, gain);
            else if (left > second) second = left;
        }

        return (best, gain, second);
    }

    private static double ValueOf(IReadOnlyList<IReadOnlyList<Offer>> needs, int[] partnerOf)
    {
        var value = 0.0;
        for (var need = 0; need < partnerOf.Length; need++)
        {
            if (partnerOf[need] != Assignment.Nobody) value += needs[need].Where(o => o.Partner == partnerOf[need]).Max(o => o.Value);
        }

        return value;
    }
}
