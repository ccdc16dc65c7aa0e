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
        Assert.Equal(0.0, RankingMetrics.Ndcg(Ranked, ["e"], 3));
    }
}
