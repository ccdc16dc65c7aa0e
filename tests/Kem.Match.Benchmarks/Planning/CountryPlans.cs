using Kem.Match.Engine;
using Kem.Match.Engine.Planning;

namespace Kem.Match.Benchmarks.Planning;

/// <summary>The whole country at once: a bundle for a need of every municipality, rings among everybody, and needs that compete.</summary>
internal static class CountryPlans
{
    private const int Associations = 20_000;
    private const int Needs = 5_000;
    private const int Shortlist = 40;
    private const double Epsilon = 0.001;
    private const double MostSeconds = 10;
    private const int Seed = 20261122;

    public static IEnumerable<PlanningFigure> Figures()
    {
        var country = new Country(Associations, Seed);
        var (index, indexing) = PlanningCommand.Timed(country.Index);
        var needs = country.Municipalities.Select(country.Need).ToArray();
        var (bundles, bundling) = PlanningCommand.Timed(() => needs.Count(need => country.Ranker.SuggestBundle(index, need) is not null));
        var (rings, trading) = PlanningCommand.Timed(() => PartnerRanker.SuggestRings(index));
        var total = bundling + trading;

        yield return PlanningFigure.Of("country", $"index of {Associations:N0} associations, CPU seconds", indexing);
        yield return PlanningFigure.Of("country", $"needs that got a bundle, of {needs.Length} municipalities", bundles);
        yield return PlanningFigure.Of("country", "bundles, CPU seconds", bundling);
        yield return PlanningFigure.Of("country", "associations in a ring", rings.Sum(r => r.Partners.Count));
        yield return PlanningFigure.Of("country", "rings, CPU seconds", trading);
        yield return PlanningFigure.AtMost("country", "bundles and rings together, CPU seconds", total, MostSeconds);

        var market = Competing();
        var (divided, dividing) = PlanningCommand.Timed(() => CapacityAuction.Best(market.Needs, market.Capacities, Epsilon));
        yield return PlanningFigure.Of("country", $"needs that got a partner, of {Needs:N0} that compete", divided.PartnerOf.Count(p => p != Assignment.Nobody));
        yield return PlanningFigure.AtMost("country", $"{Needs:N0} needs divided among {Associations:N0}, CPU seconds", dividing, MostSeconds);
        yield return PlanningFigure.AtLeast("country", "value of the division, as a share of the bound by its prices", divided.Value / BoundByPrices(market, divided), 0.98);
    }

    /// <summary>Everybody's gain at these prices and the price of every place: no division is worth more (weak duality).</summary>
    private static double BoundByPrices((IReadOnlyList<Offer>[] Needs, int[] Capacities) market, Assignment divided)
    {
        var gains = market.Needs.Sum(offers => offers.Max(o => Math.Max(0, o.Value - divided.Prices[o.Partner])));
        return gains + market.Capacities.Select((capacity, p) => capacity == 0 ? 0 : capacity * divided.Prices[p]).Sum();
    }

    /// <summary>A few partners that many want, and many that few want.</summary>
    private static (IReadOnlyList<Offer>[] Needs, int[] Capacities) Competing()
    {
        var random = new Random(Seed);
        var capacities = Enumerable.Range(0, Associations).Select(_ => random.Next(0, 4)).ToArray();
        return ([.. Enumerable.Range(0, Needs).Select(_ => Offers())], capacities);

        IReadOnlyList<Offer> Offers() =>
        [
            .. Enumerable.Range(0, Shortlist)
                .Select(_ => (int)(Associations * Math.Pow(random.NextDouble(), 3)))
                .Distinct()
                .Select(p => new Offer(p, random.NextDouble())),
        ];
    }
}
