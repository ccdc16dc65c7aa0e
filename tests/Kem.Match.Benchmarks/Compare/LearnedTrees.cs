using Kem.Match.Engine.Learning;
using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Ranking;
using Kem.Match.Engine.Search;
using Kem.Match.Engine.Signals;

namespace Kem.Match.Benchmarks.Compare;

/// <summary>300 trees over our signals, grown by XGBoost on what the prior says of some needs with noise; the same trees in both.</summary>
internal sealed class LearnedTrees : IDisposable
{
    private const int Trees = 300;
    private const int TrainingNeeds = 20;
    private const int Candidates = 500;
    private const int Explained = 10;

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
        float[] rows = [.. synthetic.AskInFull(TrainingNeeds, seed: 4).SelectMany(need => Rows(index, need))];
        var prior = new Prior(synthetic.Data.Weights);
        var labels = new double[rows.Length / width];
        prior.Score(rows, labels);
        var random = new Random(5);

        using var data = new XgboostData(rows, width);
        data.SetLabels(Array.ConvertAll(labels, l => (float)(l / 100) + random.NextSingle()));
        var booster = XgboostBooster.Start(
            threads: 1, data,
            ("objective", "reg:squarederror"), ("tree_method", "hist"), ("grow_policy", "lossguide"), ("max_leaves", "31"), ("max_depth", "6"), ("eta", "0.1"));
        for (var n = 0; n < Trees; n++) booster.Update(n, data);

        using var saved = new MemoryStream(booster.Save());
        var trees = XgboostJson.Read(saved, "XGBoost's model").Trees;
        return new LearnedTrees(
            new LearnedModel(prior, trees), booster, new XgboostData(rows.AsSpan(0, Candidates * width), width), new XgboostData(rows.AsSpan(0, Explained * width), width));
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

    private static float[] Rows(PartnerIndex index, PartnerRequest request)
    {
        var need = Need.Read(request, index);
        var fit = new Fit(need, index);
        var found = Engine.Search.Candidates.Of(index, need, Candidates).Span;
        var rows = new float[found.Length * SignalTable.All.Count];
        for (var c = 0; c < found.Length; c++)
        {
            fit.With(found[c].Partner, found[c].Words, found[c].WordsInName);
            SignalTable.Compute(fit, rows.AsSpan(c * SignalTable.All.Count, SignalTable.All.Count));
        }

        return rows;
    }
}
