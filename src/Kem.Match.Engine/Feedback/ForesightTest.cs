using Kem.Match.Engine.Ranking;

namespace Kem.Match.Engine.Feedback;

/// <summary>
/// Does what a new model adds to the current one agree with what happened in lists that it has not learned from? A score
/// test (Rao 1948): what the new model adds to a partner's score, above or below the list's mean, times how much further
/// the partner came than partners on its place do, summed over a need. If the new model knows nothing more, a sum is as
/// likely to be below 0 as above. Being surer of what the current model says already is not knowing more, so as much as
/// follows its scores is taken away first.
/// </summary>
/// <remarks>
/// It sees far more than NDCG@5 does, which only moves when two partners change places in the first five and then counts
/// what a few of them happened to come to. And since a partner is held against others on its place, it does not
/// matter that whoever stands first is looked at most.
/// </remarks>
internal sealed class ForesightTest
{
    private readonly List<Partner> partners = [];

    /// <param name="before">What the current model gives each partner.</param>
    /// <param name="after">What the candidate gives.</param>
    public void Add(JudgedList list, double[] before, double[] after)
    {
        var (meanBefore, meanAfter) = (before.Average(), after.Average());
        for (var i = 0; i < before.Length; i++)
        {
            var score = before[i] - meanBefore;
            var judgment = list.Partners[i].Judgment;
            partners.Add(new Partner(list.RequestId, judgment.Rank, score, after[i] - meanAfter - score, Worth(judgment)));
        }
    }

    public Foresight Result(int seed)
    {
        var usual = partners.GroupBy(p => p.Rank).ToDictionary(place => place.Key, place => place.Average(p => p.Worth));
        var surer = Math.Max(0, Ratio(partners.Sum(p => p.Added * p.Score), partners.Sum(p => p.Score * p.Score)));
        var seen = partners.ConvertAll(p => p with { Added = p.Added - (surer * p.Score), Worth = p.Worth - usual[p.Rank] });
        double[] byRequest = [.. seen.GroupBy(p => p.RequestId).Select(request => request.Sum(p => p.Added * p.Worth))];
        var correlation = Ratio(byRequest.Sum(), Math.Sqrt(seen.Sum(p => p.Added * p.Added) * seen.Sum(p => p.Worth * p.Worth)));
        return new Foresight(correlation, PairedTest.Of(byRequest, seed).PValue);
    }

    /// <summary>−1 put aside, 0 untouched, and from 1 on <see cref="ListQuality.Gain"/>.</summary>
    private static double Worth(Judgment judgment) =>
        !judgment.IsTouched ? 0 : judgment.Grade == 0 ? -1 : ListQuality.Gain(judgment.Grade);

    private static double Ratio(double a, double b) => b > 0 ? a / b : 0;

    /// <param name="Score">The current model's, above or below the list's mean.</param>
    /// <param name="Added">What the candidate adds to that.</param>
    private readonly record struct Partner(string RequestId, int Rank, double Score, double Added, double Worth);
}
