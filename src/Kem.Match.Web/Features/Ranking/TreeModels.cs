using System.Globalization;
using Kem.Match.Engine;
using Kem.Match.Engine.Feedback;
using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Learning;
using Kem.Match.Engine.Learning.Training;
using Kem.Match.Engine.Ranking;
using Kem.Match.Engine.Signals;
using Kem.Match.Web.Domain.Ranking;

namespace Kem.Match.Web.Features.Ranking;

/// <summary>
/// Boosted trees on top of the hand-set ranking. They learn in logits, as the gradients mean it, with ten of the hand-set
/// points to a logit, and are kept in points, so that the bands and the explanations keep their meaning.
/// </summary>
public sealed class TreeModels(EngineData data) : ILearnedModels, IRankingTrainer
{
    private const string FileName = "rangering";
    private const float PointsPerLogit = 10;

    /// <summary>Few leaves and much patience: a municipality's first year is about a thousand rows.</summary>
    private static readonly TrainingSettings Settings = new()
    {
        Trees = 200,
        Leaves = 8,
        LeafRows = 10,
        L2 = 1,
        HeldOutShare = 0.2,
        NdcgAt = 5,
        CorrectsPositionBias = true,
        Directions = [.. SignalTable.All.Select(signal => signal.Direction == Engine.Signals.Direction.Up ? Engine.Learning.Training.Direction.Up : Engine.Learning.Training.Direction.Down)],
        Threads = Math.Min(2, Environment.ProcessorCount),
    };

    private static readonly string[] Signals = [.. SignalTable.All.Select(signal => signal.Code)];

    private readonly Prior handSet = new(data.Weights);

    public IRankingTrainer Trainer => this;

    public IRankingModel Train(IReadOnlyList<Judgment> judgments)
    {
        var (trees, _) = LambdaMartTrainer.Train(JudgedRows.Collect(judgments, new InLogits(handSet)), Settings);
        return new LearnedModel(handSet, new TreeEnsemble([.. trees.Select(InPoints)], Signals.Length, baseScore: 0));
    }

    public byte[] Write(IRankingModel model, IReadOnlyList<JudgedList> lists, RankingFigures? figures)
    {
        var training = new ModelTraining(
            lists[0].Day, lists[^1].Day, lists.Sum(list => list.Partners.Count), Settings.Seed,
            DescribedSettings(), Measured(MutualCalibration.Of(lists, model, data.Weights), figures));

        using var file = new MemoryStream();
        new ModelFile(Signals, ((LearnedModel)model).Trees, training).Write(file);
        return file.ToArray();
    }

    public LearnedRanking Read(byte[] file)
    {
        using var stream = new MemoryStream(file);
        var model = ModelFile.Read(stream, FileName, Signals);
        return new LearnedRanking(new LearnedModel(handSet, model.Trees), new MutualCalibration(SideOf("asker"), SideOf("partner")));

        Calibration SideOf(string side) => new(Metric($"{side}-intercept"), Metric($"{side}-slope"), (int)Metric($"{side}-outcomes"));

        double Metric(string name) => model.Training.Metrics.TryGetValue(name, out var value)
            ? value
            : throw new InterchangeException(FileName, 1, $"content.training.metrics.{name}", "is missing");
    }

    private static RegressionTree InPoints(RegressionTree tree) => new()
    {
        Feature = tree.Feature,
        Threshold = tree.Threshold,
        MissingGoesLeft = tree.MissingGoesLeft,
        Left = tree.Left,
        Right = tree.Right,
        Value = Array.ConvertAll(tree.Value, value => value * PointsPerLogit),
        Cover = tree.Cover,
        Gain = tree.Gain,
    };

    private static Dictionary<string, string> DescribedSettings() => new()
    {
        ["trees"] = Settings.Trees.ToString(CultureInfo.InvariantCulture),
        ["leaves"] = Settings.Leaves.ToString(CultureInfo.InvariantCulture),
        ["leaf-rows"] = Settings.LeafRows.ToString(CultureInfo.InvariantCulture),
        ["l2"] = Settings.L2.ToString(CultureInfo.InvariantCulture),
        ["held-out"] = Settings.HeldOutShare.ToString(CultureInfo.InvariantCulture),
    };

    private static Dictionary<string, double> Measured(MutualCalibration calibration, RankingFigures? figures)
    {
        var metrics = new Dictionary<string, double>();

        foreach (var (side, of) in new[] { ("asker", calibration.Asker), ("partner", calibration.Partner) })
        {
            (metrics[$"{side}-intercept"], metrics[$"{side}-slope"], metrics[$"{side}-outcomes"]) = (of.Intercept, of.Slope, of.Outcomes);
        }

        if (figures is not null)
        {
            (metrics["ndcg@5"], metrics["mrr"], metrics["exposure-gini"]) = (figures.Ndcg5, figures.Mrr, figures.ExposureGini);
        }

        return metrics;
    }

    private sealed class InLogits(IRankingModel points) : IRankingModel
    {
        public void Score(ReadOnlySpan<float> rows, Span<double> scores)
        {
            points.Score(rows, scores);
            foreach (ref var score in scores) score /= PointsPerLogit;
        }

        public double Explain(ReadOnlySpan<float> row, Span<double> contributions)
        {
            var score = points.Explain(row, contributions) / PointsPerLogit;
            foreach (ref var contribution in contributions) contribution /= PointsPerLogit;
            return score;
        }
    }
}
