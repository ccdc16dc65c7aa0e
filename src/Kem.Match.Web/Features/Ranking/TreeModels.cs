using System.Globalization;
using Kem.Match.Engine;
using Kem.Match.Engine.Feedback;
using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Learning;
using Kem.Match.Engine.Ranking;
using Kem.Match.Engine.Signals;
using Kem.Match.Web.Domain.Ranking;

namespace Kem.Match.Web.Features.Ranking;

/// <summary>Few small trees on top of the hand-set ranking, in files that say how they came about.</summary>
public sealed class TreeModels(EngineData data) : ILearnedModels
{
    private const string FileName = "rangering";
    private const string CorrectedRanking = "corrects";

    private static readonly string[] SignalCodes = [.. SignalTable.All.Select(signal => signal.Code)];

    private readonly Prior handSet = new(data.Weights);
    private readonly string handSetVersion = RankingModels.VersionOfHandSet(data);

    public IRankingTrainer Trainer => new OutcomeTrainer(handSet);

    public byte[] Write(IRankingModel model, IReadOnlyList<JudgedList> lists, RankingFigures? figures)
    {
        var training = new ModelTraining(
            lists[0].Day, lists[^1].Day, lists.Sum(list => list.Partners.Count), OutcomeTrainer.Settings.Seed,
            DescribedSettings(), Measured(MutualCalibration.Of(lists, model), figures));

        using var file = new MemoryStream();
        new ModelFile(SignalCodes, ((LearnedModel)model).Trees, training).Write(file);
        return file.ToArray();
    }

    public LearnedRanking Read(byte[] file)
    {
        using var stream = new MemoryStream(file);
        var model = ModelFile.Read(stream, FileName, SignalCodes);

        // The trees hold only the difference to the points that they were trained with. Older files do not say which those were.
        if (model.Training.Settings.TryGetValue(CorrectedRanking, out var corrected) && corrected != handSetVersion)
        {
            throw new InterchangeException(FileName, 1, $"content.training.settings.{CorrectedRanking}", $"the model corrects the hand-set ranking {corrected}; the one in use is {handSetVersion}");
        }

        return new LearnedRanking(new LearnedModel(handSet, model.Trees), new MutualCalibration(SideOf("asker"), SideOf("partner")));

        Calibration SideOf(string side) => new(Metric($"{side}-intercept"), Metric($"{side}-slope"), (int)Metric($"{side}-outcomes"));

        double Metric(string name) => model.Training.Metrics.TryGetValue(name, out var value)
            ? value
            : throw new InterchangeException(FileName, 1, $"content.training.metrics.{name}", "is missing");
    }

    private Dictionary<string, string> DescribedSettings()
    {
        var settings = OutcomeTrainer.Settings;
        return new()
        {
            ["trees"] = settings.Trees.ToString(CultureInfo.InvariantCulture),
            ["leaves"] = settings.Leaves.ToString(CultureInfo.InvariantCulture),
            ["rate"] = settings.Rate.ToString(CultureInfo.InvariantCulture),
            ["leaf-rows"] = settings.LeafRows.ToString(CultureInfo.InvariantCulture),
            ["l2"] = settings.L2.ToString(CultureInfo.InvariantCulture),
            [CorrectedRanking] = handSetVersion,
        };
    }

    /// <summary>What the scores mean is read back with the model; how good it was is for people.</summary>
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
}
