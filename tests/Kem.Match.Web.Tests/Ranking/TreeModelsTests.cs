using System.Text.RegularExpressions;
using Kem.Match.Engine;
using Kem.Match.Engine.Feedback;
using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Learning;
using Kem.Match.Engine.Ranking;
using Kem.Match.Engine.Signals;
using Kem.Match.Web.Features.Ranking;

namespace Kem.Match.Web.Tests.Ranking;

/// <summary>What is learned corrects the hand-set points that it was learned on, and no others.</summary>
public sealed class TreeModelsTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "data");

    [Fact]
    public void A_model_is_read_where_the_points_are_the_same_and_refused_where_they_are_not()
    {
        var (data, changed) = (Data(""), Data("\"points\": 1,"));
        var file = new TreeModels(data).Write(Learned(data), [AnyList()], figures: null);

        Assert.Equal(3.5, ScoreBy(new TreeModels(data).Read(file).Model) - ScoreBy(new Prior(data.Weights)), 1e-6);

        var refused = Assert.Throws<InterchangeException>(() => new TreeModels(changed).Read(file));
        Assert.Contains("content.training.settings.corrects", refused.Message, StringComparison.Ordinal);
        Assert.Contains(RankingModels.VersionOfHandSet(data), refused.Message, StringComparison.Ordinal);
        Assert.Contains(RankingModels.VersionOfHandSet(changed), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_from_before_it_was_written_down_is_read()
    {
        var data = Data("");
        var old = new ModelFile(
            [.. SignalTable.All.Select(signal => signal.Code)], Learned(data).Trees,
            new ModelTraining(null, null, 1, 1, new Dictionary<string, string>(), Sides("asker").Concat(Sides("partner")).ToDictionary()));
        using var file = new MemoryStream();
        old.Write(file);

        Assert.NotNull(new TreeModels(Data("\"points\": 1,")).Read(file.ToArray()).Model);

        static IEnumerable<KeyValuePair<string, double>> Sides(string side) =>
            [new($"{side}-intercept", 0), new($"{side}-slope", 1), new($"{side}-outcomes", 0)];
    }

    /// <summary>The data as it comes, or with one weight doubled.</summary>
    private static EngineData Data(string doubled) => EngineData.Read(file =>
    {
        var path = Path.Combine(Folder, file);
        if (doubled.Length == 0 || !file.EndsWith("prior-weights.json", StringComparison.Ordinal)) return File.OpenRead(path);

        var text = File.ReadAllText(path);
        return new MemoryStream(System.Text.Encoding.UTF8.GetBytes(new Regex(Regex.Escape(doubled)).Replace(text, "\"points\": 2,", 1)));
    });

    /// <summary>One question to the first signal: those above a half get 7 more than the others, and there are as many of either.</summary>
    private static LearnedModel Learned(EngineData data) => new(new Prior(data.Weights), new TreeEnsemble(
        [
            new RegressionTree
            {
                Feature = [0, -1, -1], Threshold = [0.5f, 0, 0], MissingGoesLeft = [true, false, false], Left = [1, 0, 0], Right = [2, 0, 0],
                Value = [0, 0, 7], Cover = [2, 1, 1], Gain = [1, 0, 0],
            },
        ],
        SignalTable.All.Count, baseScore: 0));

    private static JudgedList AnyList() => new("liste", "behov", new DateOnly(2026, 3, 3), [new JudgedPartner("forening", new Judgment("liste", 0, 1, new DateOnly(2026, 3, 3), Row()))]);

    private static float[] Row() => [.. SignalTable.All.Select((_, i) => i == 0 ? 1f : 0f)];

    private static double ScoreBy(IRankingModel model)
    {
        var scores = new double[1];
        model.Score(Row(), scores);
        return scores[0];
    }
}
