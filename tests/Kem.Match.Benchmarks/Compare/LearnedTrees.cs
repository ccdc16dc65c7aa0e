using System.Numerics;
using Kem.Match.Engine.Learning;
using Kem.Match.Engine.Learning.Training;
using Kem.Match.Engine.Ranking;
using Kem.Match.Engine.Search;
using Kem.Match.Engine.Signals;

namespace Kem.Match.Benchmarks.Compare;

/// <summary>300 trees over our signals, grown by our trainer on what the prior says of some needs with noise; the same trees in both.</summary>
internal sealed class LearnedTrees : IDisposable
{
    private const int Trees = 300;
    private const int TrainingNeeds = 20;
    private const int Candidates = 500;
    private const int Explained = 10;
    private const double Noise = 20;

    private readonly XgboostBooster booster;
    private readonly XgboostData candidates;
    private readonly XgboostData explained;

    private LearnedTrees(IRankingModel ours, XgboostBooster booster, XgboostData candidates, XgboostData explained)
    {
        Ours = ours;
        this.booster = booster;
        this.candidates = candidates;
        this.explained = explained;
    }

    public IRankingModel Ours { get; }

    public static LearnedTrees Of(PartnerIndex index, SyntheticProfiles synthetic)
    {
        var width = SignalTable.All.Count;
        var prior = new Prior(synthetic.Data.Weights);
        var random = new Random(5);
        float[][] rows = [.. synthetic.AskInFull(TrainingNeeds, seed: 4).Select(request => RowsOf(index, Need.Read(request, index)))];
        var judgments = rows.SelectMany((row, need) => Judged(row, $"need {need}", prior, random)).ToList();
        var model = (LearnedModel)new LambdaMartTrainer(prior, new TrainingSettings { Trees = Trees, Leaves = 31, Depth = 6 }).Train(judgments);

        using var json = new MemoryStream();
        XgboostJson.Write(new XgboostModel(model.Trees, [.. SignalTable.All.Select(s => s.Code)]), json);
        return new LearnedTrees(
            model,
            XgboostBooster.Load(threads: 1, json.ToArray()),
            new XgboostData(rows[0].AsSpan(0, Candidates * width), width),
            new XgboostData(rows[0].AsSpan(0, Explained * width), width));
    }

    /// <summary>What XGBoost does of the chain: 500 scores and the contributions to ten.</summary>
    public void ScoreAndExplain()
    {
        booster.PredictDense(candidates);
        booster.PredictContributions(explained);
    }

    public void Dispose()
    {
        booster.Dispose();
        candidates.Dispose();
        explained.Dispose();
    }

    /// <summary>The better half of what the prior says with noise gets grade 1, the better half of those 2, and so on to 4.</summary>
    private static IEnumerable<Judgment> Judged(float[] rows, string need, Prior prior, Random random)
    {
        var width = SignalTable.All.Count;
        var scores = new double[rows.Length / width];
        prior.Score(rows, scores);
        int[] order = [.. Enumerable.Range(0, scores.Length).OrderByDescending(n => scores[n] + (Noise * random.NextDouble()))];
        return order.Select((row, rank) => new Judgment(
            need, Math.Min(4, BitOperations.Log2((uint)(scores.Length / (rank + 1)))), rank + 1, new DateOnly(2026, 1, 1), rows.AsSpan(row * width, width).ToArray()));
    }

    private static float[] RowsOf(PartnerIndex index, Need need) => Rows(index, need, Engine.Search.Candidates.Of(index, need, Candidates));

    /// <summary>The signals of some candidates, row by row.</summary>
    public static float[] Rows(PartnerIndex index, Need need, Engine.Search.Candidates candidates)
    {
        var fit = new Fit(need, index);
        var found = candidates.Span;
        var rows = new float[found.Length * SignalTable.All.Count];
        for (var c = 0; c < found.Length; c++)
        {
            fit.With(found[c].Partner, found[c].Words, found[c].WordsInName);
            SignalTable.Compute(fit, rows.AsSpan(c * SignalTable.All.Count, SignalTable.All.Count));
        }

        return rows;
    }
}
