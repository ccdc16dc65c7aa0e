using Kem.Match.Engine.Planning;

namespace Kem.Match.Markets;

/// <summary>
/// A year of needs that arrive one by one in a municipality of 120 partners with room for two to six each. A need is worth
/// most to partners of its own subject, popular partners a little more to everybody; last year's needs are known.
/// </summary>
/// <param name="Hindsight">What the best division is worth, made when all needs are known.</param>
/// <param name="Priced">What prices bring that know last year's needs.</param>
/// <param name="Unknowing">What prices bring that know no needs but this year's so far.</param>
/// <param name="Greedy">What it brings to give every need the best that has room.</param>
public sealed record ArrivingMarket(double Hindsight, double Priced, double Unknowing, double Greedy)
{
    private const int Partners = 120;
    private const int Subjects = 8;
    private const int Shortlist = 15;
    private const double Epsilon = 0.002;

    public static ArrivingMarket Year(int seed, int needs)
    {
        var random = new Random(seed);
        var subject = Enumerable.Range(0, Partners).Select(_ => random.Next(Subjects)).ToArray();
        var quality = Enumerable.Range(0, Partners).Select(_ => random.NextDouble()).ToArray();
        var capacities = Enumerable.Range(0, Partners).Select(_ => random.Next(2, 7)).ToArray();
        var history = Enumerable.Range(0, needs).Select(_ => Need()).ToArray();
        var year = Enumerable.Range(0, needs).Select(_ => Need()).ToArray();

        return new ArrivingMarket(
            CapacityAuction.Best(year, capacities, Epsilon).Value,
            Total(year, new ArrivingNeeds(capacities, needs, history, Epsilon).Assign),
            Total(year, new ArrivingNeeds(capacities, needs, [], Epsilon).Assign),
            Total(year, Greedily([.. capacities])));

        IReadOnlyList<Offer> Need()
        {
            var about = random.Next(Subjects);
            return
            [
                .. Enumerable.Range(0, Partners)
                    .Select(p => new Offer(p, (subject[p] == about ? 0.5 : 0) + (0.3 * quality[p]) + (0.2 * random.NextDouble())))
                    .OrderByDescending(o => o.Value)
                    .Take(Shortlist),
            ];
        }
    }

    private static double Total(IReadOnlyList<Offer>[] year, Func<IReadOnlyList<Offer>, int> assign)
    {
        var total = 0.0;
        foreach (var need in year)
        {
            var partner = assign(need);
            if (partner != Assignment.Nobody) total += need.Single(o => o.Partner == partner).Value;
        }

        return total;
    }

    private static Func<IReadOnlyList<Offer>, int> Greedily(int[] left) => offers =>
    {
        foreach (var offer in offers.OrderByDescending(o => o.Value))
        {
            if (left[offer.Partner] == 0) continue;

            left[offer.Partner]--;
            return offer.Partner;
        }

        return Assignment.Nobody;
    };
}
