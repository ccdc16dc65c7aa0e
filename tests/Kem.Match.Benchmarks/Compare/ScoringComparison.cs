using Kem.Match.Engine.Learning;

namespace Kem.Match.Benchmarks.Compare;

/// <summary>
/// The same trees in both: XGBoost trains them, we read them, write them again, and XGBoost reads ours. Before anything
/// is timed the scores must be equal to 1e-5 and the contributions to 1e-4. One thread.
/// </summary>
public sealed class ScoringComparison : IComparison
{
    private const int Columns = 40;
    private const int TrainingRows = 20_000;
    private const int Candidates = 500;
    private const int Singles = 200;
    private const int Explained = 10;
    private const int Trees = 100;

    public string Name => "scoring";

    public IEnumerable<Measure> Run()
    {
        var peer = Xgboost.Name;
        var random = new Random(20261122);
        var model = Train(random);
        var ensemble = model.Trees;
        using var written = new MemoryStream();
        XgboostJson.Write(model, written);
        using var booster = XgboostBooster.Load(threads: 1, written.ToArray());

        var rows = Rows(random, Candidates);
        using var candidates = new XgboostData(rows, Columns);
        XgboostData[] single = [.. Enumerable.Range(0, Singles).Select(n => new XgboostData(rows.AsSpan(n * Columns, Columns), Columns))];
        using var explained = new XgboostData(rows.AsSpan(0, Explained * Columns), Columns);
        var scores = new double[Candidates];
        var contributions = new double[Explained * Columns];

        RequireEqualScores(ensemble, booster, rows, candidates);
        RequireEqualContributions(ensemble, booster, rows, explained);

        var many = Interleaved.Time(warmUp: 200, rounds: 1001, () => ensemble.AddTo(rows, scores), () => booster.PredictDense(candidates));
        yield return Measure.AtMost($"{Candidates} rows, {Trees} trees of depth 6 (µs)", many.Ours, many.Peer, peer, 0.25);

        // Another row each time: a processor that sees the same row twice has learnt its way through the trees.
        var one = Interleaved.Time(
            warmUp: 20, rounds: 201,
            () => { for (var n = 0; n < Singles; n++) ensemble.AddTo(rows.AsSpan(n * Columns, Columns), scores.AsSpan(n, 1)); },
            () => { foreach (var row in single) booster.PredictDense(row); });
        Array.ForEach(single, s => s.Dispose());
        yield return Measure.AtMost($"one row, {Trees} trees of depth 6 (µs)", one.Ours / Singles, one.Peer / Singles, peer, 0.1);

        var shap = Interleaved.Time(warmUp: 50, rounds: 201, () => Explain(ensemble, rows, contributions), () => booster.PredictContributions(explained));
        yield return Measure.AtMost($"exact TreeSHAP, {Explained} rows, {Trees} trees of depth 6 (µs)", shap.Ours, shap.Peer, peer, 0.35);
    }

    // Labels that hang on a dozen of the columns, alone and together, with noise.
    private static XgboostModel Train(Random random)
    {
        var rows = Rows(random, TrainingRows);
        var labels = new float[TrainingRows];
        for (var n = 0; n < TrainingRows; n++)
        {
            var row = rows.AsSpan(n * Columns, Columns);
            for (var i = 0; i < 12; i += 2) labels[n] += Known(row[i]) * (1 + Known(row[i + 1])) / (1 + i);
            labels[n] += random.NextSingle();
        }

        using var data = new XgboostData(rows, Columns);
        data.SetLabels(labels);
        using var booster = XgboostBooster.Start(
            threads: 1, data,
            ("objective", "reg:squarederror"), ("tree_method", "hist"), ("grow_policy", "lossguide"), ("max_leaves", "31"), ("max_depth", "6"), ("eta", "0.1"));
        for (var n = 0; n < Trees; n++) booster.Update(n, data);

        using var saved = new MemoryStream(booster.Save());
        return XgboostJson.Read(saved, "XGBoost's model");
    }

    private static float Known(float value) => float.IsNaN(value) ? 0 : value;

    // One value in twenty is missing.
    private static float[] Rows(Random random, int count)
    {
        var rows = new float[count * Columns];
        for (var n = 0; n < rows.Length; n++) rows[n] = random.Next(20) == 0 ? float.NaN : random.NextSingle();
        return rows;
    }

    private static void Explain(TreeEnsemble ensemble, float[] rows, double[] contributions)
    {
        Array.Clear(contributions);
        ensemble.AddContributionsTo(rows.AsSpan(0, Explained * Columns), contributions);
    }

    private static void RequireEqualScores(TreeEnsemble ensemble, XgboostBooster booster, float[] rows, XgboostData candidates)
    {
        var ours = new double[Candidates];
        ensemble.AddTo(rows, ours);
        var theirs = booster.PredictDense(candidates);
        for (var n = 0; n < Candidates; n++) RequireEqual("score", ours[n], theirs[n], 1e-5);
    }

    private static void RequireEqualContributions(TreeEnsemble ensemble, XgboostBooster booster, float[] rows, XgboostData explained)
    {
        var ours = new double[Explained * Columns];
        Explain(ensemble, rows, ours);
        var theirs = booster.PredictContributions(explained).ToArray();
        var scores = booster.PredictDense(explained);

        for (var n = 0; n < Explained; n++)
        {
            var mine = ours.AsSpan(n * Columns, Columns);
            var other = theirs.AsSpan(n * (Columns + 1), Columns + 1);
            var sum = ensemble.ExpectedScore;
            for (var i = 0; i < Columns; i++)
            {
                RequireEqual("contribution", mine[i], other[i], 1e-4);
                sum += mine[i];
            }

            RequireEqual("expected score", ensemble.ExpectedScore, other[Columns], 1e-4);
            RequireEqual("sum of contributions", sum, scores[n], 1e-5);
        }
    }

    private static void RequireEqual(string what, double ours, double theirs, double tolerance)
    {
        if (Math.Abs(ours - theirs) > tolerance * Math.Max(1, Math.Abs(theirs)))
        {
            throw new InvalidOperationException($"Our {what} is {ours} and XGBoost's {theirs}; what differs is not worth timing.");
        }
    }
}
