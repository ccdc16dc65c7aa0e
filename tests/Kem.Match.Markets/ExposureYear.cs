using Kem.Match.Engine.Evaluation;
using Kem.Match.Engine.Planning;

namespace Kem.Match.Markets;

/// <summary>
/// A year of needs in a municipality, with lists of ten and a ranking that sees the truth through noise; every showing of a
/// partner is remembered. What the askers got is measured by the truth, not by what the ranking thinks.
/// </summary>
/// <param name="Ndcg">Mean NDCG@10 by true relevance.</param>
/// <param name="Gini">How unevenly the places in lists fell, each worth 1 ÷ log₂(rank + 1).</param>
/// <param name="ShareNever">The share of partners that never stood in a list.</param>
public sealed record ExposureYear(double Ndcg, double Gini, double ShareNever)
{
    private const int Partners = 400;
    private const int Needs = 200;
    private const int Subjects = 10;
    private const int Shown = 10;

    /// <summary>The ranking's error, in the points of a score from 0 to 100.</summary>
    private const double Noise = 8;

    /// <param name="budget">What fairness may cost; 0 for the ranking as it is.</param>
    public static ExposureYear Lived(int seed, double budget)
    {
        var random = new Random(seed);
        var subject = Enumerable.Range(0, Partners).Select(_ => random.Next(Subjects)).ToArray();
        var fame = Enumerable.Range(0, Partners).Select(_ => random.NextDouble()).ToArray();
        var times = new int[Partners];
        var exposure = new double[Partners];
        var numbers = Enumerable.Range(0, Partners).ToDictionary(Market.NameOf);
        var ndcg = 0.0;
        for (var need = 0; need < Needs; need++)
        {
            var about = random.Next(Subjects);
            var truth = Enumerable.Range(0, Partners).Select(p => (subject[p] == about ? 40 : 5) + (25 * fame[p]) + (20 * random.NextDouble())).ToArray();
            var seen = truth.Select(t => Math.Max(0, t + (Noise * random.Normal()))).ToArray();
            var list = Exposure.Rerank(
                [
                    .. Enumerable.Range(0, Partners)
                        .OrderByDescending(p => seen[p])
                        .Select(p => new ExposureCandidate(Market.NameOf(p), seen[p], Exposure.UnseenOf(times[p]))),
                ],
                budget);
            int[] shown = [.. list.PartnerIds.Take(Shown).Select(id => numbers[id])];
            for (var place = 0; place < Shown; place++)
            {
                times[shown[place]]++;
                exposure[shown[place]] += ExposureMetrics.AtRank(place + 1);
            }

            ndcg += Gain(shown.Select(p => truth[p])) / Gain(truth.OrderDescending().Take(Shown)) / Needs;
        }

        return new ExposureYear(ndcg, ExposureMetrics.Gini(exposure), ExposureMetrics.ShareNever(exposure));
    }

    private static double Gain(IEnumerable<double> relevances) => relevances.Select((r, i) => r * ExposureMetrics.AtRank(i + 1)).Sum();
}
