namespace Kem.Match.Engine.Planning;

/// <summary>
/// Gives partners to needs as they arrive, without knowing those to come: a need gets the partner whose value exceeds its
/// price by most. Prices come from an auction over the needs seen so far, with the capacity that is left scaled to how
/// many needs are still expected (dynamic dual prices; Agrawal, Wang and Ye 2014), and are found anew as needs arrive.
/// </summary>
public sealed class ArrivingNeeds
{
    /// <summary>New prices after this share of all the needs that are expected.</summary>
    private const double Stride = 0.02;

    private readonly int[] left;
    private readonly int expected;
    private readonly double epsilon;
    private readonly List<IReadOnlyList<Offer>> seen;
    private double[] prices;
    private int arrived;
    private int pricedAt;

    /// <param name="capacities">By partner how many needs it can take in the period.</param>
    /// <param name="expected">How many needs are expected in the period, 1 or more.</param>
    /// <param name="history">Needs of earlier periods with what the partners would be worth to them; may be empty.</param>
    /// <param name="epsilon">The exactness of the prices, in the unit of the values.</param>
    public ArrivingNeeds(IReadOnlyList<int> capacities, int expected, IReadOnlyList<IReadOnlyList<Offer>> history, double epsilon)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(expected, 1);
        left = [.. capacities];
        this.expected = expected;
        this.epsilon = epsilon;
        seen = [.. history];
        prices = PricesNow();
    }

    /// <summary>By partner what a place costs now.</summary>
    public IReadOnlyList<double> Prices => prices;

    /// <summary>The partner for a need, whose place is then taken; <see cref="Assignment.Nobody"/> when none is worth its price.</summary>
    public int Assign(IReadOnlyList<Offer> offers)
    {
        var (best, gain) = (Assignment.Nobody, 0.0);
        foreach (var offer in offers)
        {
            var over = offer.Value - prices[offer.Partner];
            if (left[offer.Partner] > 0 && over > gain) (best, gain) = (offer.Partner, over);
        }

        if (best != Assignment.Nobody) left[best]--;
        seen.Add(offers);
        arrived++;
        if (arrived - pricedAt >= Math.Max(1, Stride * expected)) prices = PricesNow();
        return best;
    }

    /// <summary>
    /// An auction among the needs seen, with the capacity that is left for as many as they. While fewer were seen than are to come,
    /// each stands for several, so that the capacity of a partner with few places is not rounded away.
    /// </summary>
    private double[] PricesNow()
    {
        pricedAt = arrived;
        var toCome = Math.Max(1, expected - arrived);
        if (seen.Count == 0) return new double[left.Length];

        var copies = (toCome + seen.Count - 1) / seen.Count;
        IReadOnlyList<Offer>[] needs = [.. Enumerable.Repeat(seen, copies).SelectMany(all => all)];
        var scaled = left.Select(capacity => (int)Math.Round(capacity * (double)needs.Length / toCome)).ToArray();
        var found = CapacityAuction.Best(needs, scaled, epsilon).Prices;
        return [.. found.Select((price, partner) => left[partner] == 0 || double.IsInfinity(price) ? 0 : price)];
    }
}
