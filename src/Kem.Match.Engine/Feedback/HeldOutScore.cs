using Kem.Match.Engine.Evaluation;

namespace Kem.Match.Engine.Feedback;

/// <summary>How one model orders judged lists that it has not learned from.</summary>
internal sealed class HeldOutScore(Examination examination)
{
    private const int Places = 5;

    private readonly List<ListScore> scores = [];
    private readonly Dictionary<string, double> exposure = new(StringComparer.Ordinal);
    private double weightOfWanted;
    private int wanted;

    public ModelFigures Figures => new(
        ByRequest(s => s.Ndcg).Average(), ByRequest(s => s.ReciprocalRank).Average(), ExposureMetrics.Gini(exposure.Values));

    /// <summary>Partners with equal scores keep the order shown.</summary>
    /// <param name="given">What the model gives each partner.</param>
    public void Add(JudgedList list, double[] given)
    {
        int[] grades = [.. list.Partners.Select(p => p.Judgment.Grade)];
        double[] weights = [.. list.Partners.Select(p => examination.Weight(p.Judgment.Rank))];
        int[] order = [.. Enumerable.Range(0, given.Length).OrderByDescending(i => given[i])];
        scores.Add(new ListScore(
            list.RequestId,
            ListQuality.Ndcg(order, grades, weights, Places),
            ListQuality.ReciprocalRankOfBest(order, grades, weights)));

        for (var place = 0; place < order.Length; place++)
        {
            var id = list.Partners[order[place]].PartnerId;
            exposure[id] = exposure.GetValueOrDefault(id) + (place < Places ? ExposureMetrics.AtRank(place + 1) : 0);
            if (grades[place] == 0) continue;

            weightOfWanted += weights[place];
            wanted++;
        }
    }

    /// <summary>
    /// One figure per need, since lists of the same need are not independent of each other. Divided by the mean weight of
    /// those that were wanted, so that a list read to the end would score at most 1 on average (Hájek 1971).
    /// </summary>
    public double[] ByRequest(Func<ListScore, double> figure) =>
        [.. scores.GroupBy(s => s.RequestId).Select(request => request.Average(figure) * wanted / weightOfWanted)];

    internal readonly record struct ListScore(string RequestId, double Ndcg, double ReciprocalRank);
}
