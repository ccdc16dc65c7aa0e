using Kem.Match.Engine.Evaluation;
using Kem.Match.Engine.Learning;
using Kem.Match.Engine.Learning.Training;

namespace Kem.Match.Benchmarks.Compare;

/// <summary>One data set on which rankers are trained, ours and XGBoost's with the same number and size of trees.</summary>
internal sealed class RankingTask(string name, float[] values, TrainingSet training, float[] testValues, TrainingSet test)
{
    private const int Trees = 100;

    public static TrainingSettings Settings { get; } = new() { Trees = Trees, Leaves = 31, Rate = 0.1 };

    public string Name => name;

    public IReadOnlyList<RegressionTree> Train(TrainingSettings settings) => LambdaMartTrainer.Train(training, settings).Trees;

    /// <summary>XGBoost's own rows: a copy that is not part of what is timed.</summary>
    public XgboostData PeerData()
    {
        var data = new XgboostData(values, training.Features.Columns);
        data.SetLabels([.. training.Labels.ToArray().Select(label => (float)label)]);
        data.SetGroups([.. training.QueryStarts.ToArray().Skip(1).Zip(training.QueryStarts.ToArray(), (end, start) => (uint)(end - start))]);
        return data;
    }

    public static XgboostBooster TrainPeer(XgboostData data, string objective, int threads)
    {
        var booster = XgboostBooster.Start(
            threads, data,
            ("objective", objective), ("tree_method", "hist"), ("grow_policy", "lossguide"), ("max_leaves", "31"), ("max_depth", "0"), ("eta", "0.1"), ("max_bin", "256"), ("seed", "1"));
        for (var round = 0; round < Trees; round++) booster.Update(round, data);
        return booster;
    }

    /// <summary>NDCG@10 of each test query that has something relevant.</summary>
    public double[] Ndcg(IReadOnlyList<RegressionTree> trees)
    {
        var scores = new double[test.Rows];
        new TreeEnsemble(trees, test.Features.Columns, baseScore: 0).AddTo(testValues, scores);
        return Ndcg(Array.ConvertAll(scores, score => (float)score));
    }

    public double[] Ndcg(XgboostBooster booster)
    {
        using var data = new XgboostData(testValues, test.Features.Columns);
        return Ndcg(booster.Predict(data).ToArray());
    }

    private double[] Ndcg(float[] scores) =>
    [
        .. Enumerable.Range(0, test.Queries)
            .Select(query => RankingMetrics.Ndcg(scores.AsSpan(test.QueryStarts[query]..test.QueryStarts[query + 1]), test.LabelsOf(query), 10))
            .Where(ndcg => !double.IsNaN(ndcg)),
    ];
}
