using Kem.Match.Engine.Ranking;

namespace Kem.Match.Engine.Feedback;

/// <summary>How one model orders judged lists that it has not learned from.</summary>
internal sealed class HeldOutScore
{
    private readonly List<ListScore> scores = [];
    private readonly Dictionary<string, double> exposure = new(StringComparer.Ordinal);

    public ModelFigures Figures => new(
        scores.Average(s => s.Ndcg), scores.Average(s => s.ReciprocalRank), ListQuality.Gini(exposure.Values));

    /// <summary>Partners with equal scores keep the order shown.</summary>
    public void Add(JudgedList list, IRankingModel model, int places)
    {
        int[] grades = [.. list.Partners.Select(p => p.Judgment.Grade)];
        var order = Order(list, model);
        var weights = new double[grades.Length];
        Array.Fill(weights, 1.0);
        scores.Add(new ListScore(list.RequestId, ListQuality.Ndcg(order, grades, weights, places), ListQuality.ReciprocalRankOfBest(order, grades)));
        for (var place = 0; place < order.Length; place++)
        {
            var id = list.Partners[order[place]].PartnerId;
            exposure[id] = exposure.GetValueOrDefault(id) + (place < places ? 1 / Math.Log2(place + 2) : 0);
        }
    }

    /// <summary>One difference per need: lists of the same need are not independent of each other.</summary>
    public double[] MinusByRequest(HeldOutScore other, Func<ListScore, double> figure) =>
    [
        .. scores.Zip(other.scores, (mine, theirs) => (mine.RequestId, Difference: figure(mine) - figure(theirs)))
            .GroupBy(d => d.RequestId)
            .Select(request => request.Average(d => d.Difference)),
    ];

    private static int[] Order(JudgedList list, IRankingModel model)
    {
        var rows = list.Partners.SelectMany(p => p.Judgment.Signals).ToArray();
        var scores = new double[list.Partners.Count];
        model.Score(rows, scores);
        return [.. Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i])];
    }

    internal readonly record struct ListScore(string RequestId, double Ndcg, double ReciprocalRank);
}
