using Kem.Match.Engine.Evaluation;

namespace Kem.Match.Engine.Tests.Evaluation;

public class RankingMetricsTests
{
    private static readonly string[] Ranked = ["a", "b", "c", "d", "e"];

    /// <summary>Right: b (2nd) and d (4th). One of two among the first three; first found at 2.</summary>
    [Fact]
    public void Recall_and_reciprocal_rank_as_worked_by_hand()
    {
        Assert.Equal(0.0, RankingMetrics.Recall(Ranked, ["b", "d"], 1));
        Assert.Equal(0.5, RankingMetrics.Recall(Ranked, ["b", "d"], 3));
        Assert.Equal(1.0, RankingMetrics.Recall(Ranked, ["b", "d"], 4));
        Assert.Equal(0.5, RankingMetrics.ReciprocalRank(Ranked, ["b", "d"]));
        Assert.Equal(0.0, RankingMetrics.ReciprocalRank(Ranked, ["x"]));
    }

    /// <summary>DCG = 1/log₂3 + 1/log₂5 = 0.630930 + 0.430677; ideal = 1 + 0.630930; quotient 0.650920.</summary>
    [Fact]
    public void Ndcg_as_worked_by_hand()
    {
        Assert.Equal(0.650920, RankingMetrics.Ndcg(Ranked, ["b", "d"], 10), 1e-6);
        Assert.Equal(1.0, RankingMetrics.Ndcg(Ranked, ["a"], 10));
        Assert.Equal(0.0, RankingMetrics.Ndcg(Ranked, ["e"], 4));
    }

    [Fact]
    public void Where_nothing_is_right_every_order_is_as_good()
    {
        Assert.Equal(1.0, RankingMetrics.Recall(Ranked, [], 3));
        Assert.Equal(1.0, RankingMetrics.Ndcg(Ranked, [], 3));
    }

    /// <summary>
    /// Labels 1, 0, 2 scored 3, 2, 1: DCG = 1 + 0 + 3/2 = 2.5; ideal = 3 + 1/log₂3 = 3.630930; quotient 0.688529. The first alone: 1 ÷ 3.
    /// </summary>
    [Fact]
    public void Graded_ndcg_as_worked_by_hand()
    {
        Assert.Equal(0.688529, RankingMetrics.Ndcg([3f, 2f, 1f], [1, 0, 2], 10), 1e-6);
        Assert.Equal(1 / 3.0, RankingMetrics.Ndcg([3f, 2f, 1f], [1, 0, 2], 1), 1e-6);
        Assert.Equal(1.0, RankingMetrics.Ndcg([1f, 0f, 2f], [1, 0, 2], 3), 1e-12);
    }

    [Fact]
    public void Graded_ndcg_keeps_the_order_of_ties_and_is_no_number_when_nothing_is_relevant()
    {
        Assert.Equal(1.0, RankingMetrics.Ndcg([5f, 5f], [1, 0], 1));
        Assert.Equal(0.0, RankingMetrics.Ndcg([5f, 5f], [0, 1], 1));
        Assert.Equal(double.NaN, RankingMetrics.Ndcg([1f, 2f], [0, 0], 5));
    }
}
