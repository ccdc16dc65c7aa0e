using Kem.Match.Engine.Evaluation;

namespace Kem.Match.Engine.Learning.Training;

/// <summary>One training: tree after tree on the gradients that the trees before it left.</summary>
internal sealed class Boosting
{
    private const int DrawsRows = 1;
    private const int DrawsFeatures = 2;

    private readonly TrainingSet set;
    private readonly TrainingSettings settings;
    private readonly Crew crew;
    private readonly TimeSplit split;
    private readonly int[] trainedRows;
    private readonly int[] heldOutRows;
    private readonly BinnedRows bins;
    private readonly TreeGrower grower;
    private readonly StepGradients step;
    private readonly LambdaGradient lambdas;
    private readonly PositionBias? bias;
    private readonly QueryScratch[] scratch;
    private readonly float[] scores;
    private readonly float[] gradients;
    private readonly float[] hessians;
    private readonly (double Gradients, double Hessians)[] totals;

    public Boosting(TrainingSet set, TrainingSettings settings, Crew crew)
    {
        (this.set, this.settings, this.crew) = (set, settings, crew);
        if (settings.CorrectsPositionBias && set.ShownRanks is null) throw new TrainingDataException("Position bias cannot be corrected: no shown ranks are known.");

        split = TimeSplit.Of(set, settings.HeldOutShare);
        trainedRows = RowsOf(split.Trained);
        heldOutRows = RowsOf(split.HeldOut);
        bins = BinnedRows.Of(set.Features, trainedRows, settings.Bins, crew);
        grower = new TreeGrower(bins, settings, crew, trainedRows.Length);
        step = new StepGradients(set.Rows);
        lambdas = new LambdaGradient(set, settings.Truncation);
        bias = settings.CorrectsPositionBias ? new PositionBias() : null;
        scratch = [.. Enumerable.Range(0, crew.Size).Select(_ => new QueryScratch(set.LongestQuery))];
        scores = set.BaseMargins is { } margins ? Array.ConvertAll(margins, margin => (float)(margin * settings.MarginScale)) : new float[set.Rows];
        (gradients, hessians) = (new float[set.Rows], new float[set.Rows]);
        totals = new (double, double)[split.Trained.Length];
    }

    public (IReadOnlyList<RegressionTree> Trees, TrainingReport Report) Run(CancellationToken cancellationToken)
    {
        var trees = new List<RegressionTree>();
        var heldOut = new List<double>();
        var best = HeldOutNdcg();
        var kept = 0;

        while (trees.Count < settings.Trees && Grow(trees.Count) is { } tree)
        {
            cancellationToken.ThrowIfCancellationRequested();
            trees.Add(tree);
            if (split.HeldOut.Length == 0) continue;

            heldOut.Add(HeldOutNdcg());
            if (heldOut[^1] > best) (best, kept) = (heldOut[^1], trees.Count);
            if (trees.Count - kept >= settings.Patience) break;
        }

        var report = new TrainingReport(split.Trained.Length, split.HeldOut.Length, trees.Count, heldOut, bias?.Values.Winning ?? []);
        return ([.. trees.Take(split.HeldOut.Length == 0 ? trees.Count : kept).Select(InUnitsOfMargins)], report);
    }

    private RegressionTree InUnitsOfMargins(RegressionTree tree) => settings.MarginScale == 1 ? tree : new()
    {
        Feature = tree.Feature,
        Threshold = tree.Threshold,
        MissingGoesLeft = tree.MissingGoesLeft,
        Left = tree.Left,
        Right = tree.Right,
        Value = Array.ConvertAll(tree.Value, value => (float)(value / settings.MarginScale)),
        Cover = tree.Cover,
        Gain = tree.Gain,
    };

    private RegressionTree? Grow(int number)
    {
        ComputeGradients();

        var (drawn, others) = DrawRows(number);
        var tree = grower.Grow(drawn, step, DrawFeatures(number));
        if (tree is null) return null;

        grower.AddTo(scores, tree);
        AddTo(others, tree);
        AddTo(heldOutRows, tree);
        return tree;
    }

    private void ComputeGradients()
    {
        bias?.Learn(set, split.Trained, scores);
        crew.Run(member =>
        {
            var (first, end) = crew.ShareOf(member, split.Trained.Length);
            for (var i = first; i < end; i++) totals[i] = ComputeQuery(split.Trained[i], scratch[member]);
        });

        // Added up in the order of the queries, whoever computed them.
        var (gradientTotal, hessianTotal) = (0.0, 0.0);
        foreach (var (gradient, hessian) in totals) (gradientTotal, hessianTotal) = (gradientTotal + gradient, hessianTotal + hessian);
        step.Take(gradients, hessians, gradientTotal, hessianTotal, trainedRows, crew);
    }

    private (double Gradients, double Hessians) ComputeQuery(int query, QueryScratch own)
    {
        var (start, end) = (set.QueryStarts[query], set.QueryStarts[query + 1]);
        var queryScores = scores.AsSpan(start, end - start);
        var gradient = gradients.AsSpan(start, end - start);
        var hessian = hessians.AsSpan(start, end - start);
        var weight = set.QueryWeights?[query] ?? 1;

        if (settings.Objective == Objective.SquaredError)
        {
            LabelGradient.Compute(set.LabelsOf(query), weight, queryScores, gradient, hessian);
        }
        else
        {
            lambdas.Compute(query, queryScores, gradient, hessian, bias, own);
            if (bias is null && settings.LabelWeight > 0 && lambdas.Teaches(query))
            {
                LabelGradient.AddWithinQuery(set.LabelsOf(query), settings.LabelWeight * weight, settings.LabelStep, queryScores, gradient, hessian);
            }
        }

        var totals = (Gradients: 0.0, Hessians: 0.0);
        for (var row = 0; row < gradient.Length; row++)
        {
            totals = (totals.Gradients + Math.Abs(gradient[row]), totals.Hessians + hessian[row]);
        }

        return totals;
    }

    private (int[] Drawn, int[] Others) DrawRows(int tree)
    {
        if (settings.RowShare == 1) return (trainedRows, []);

        var draw = new Draw(settings.Seed, tree, DrawsRows);
        var byDraw = trainedRows.ToLookup(row => draw.Of(row) < settings.RowShare);
        return ([.. byDraw[true]], [.. byDraw[false]]);
    }

    // The lowest numbers drawn, so that there is always at least one feature.
    private bool[] DrawFeatures(int tree)
    {
        var draw = new Draw(settings.Seed, tree, DrawsFeatures);
        var count = Math.Max(1, (int)Math.Round(settings.FeatureShare * bins.Features.Length));
        var asked = new bool[bins.Features.Length];
        foreach (var feature in Enumerable.Range(0, asked.Length).OrderBy(draw.Of).Take(count)) asked[feature] = true;
        return asked;
    }

    private void AddTo(int[] rows, RegressionTree tree)
    {
        crew.Run(member =>
        {
            var (first, end) = crew.ShareOf(member, rows.Length);
            var row = new float[set.Features.Columns];
            for (var i = first; i < end; i++)
            {
                set.Features.CopyRow(rows[i], row);
                scores[rows[i]] += tree.ValueOf(row);
            }
        });
    }

    private double HeldOutNdcg()
    {
        var (sum, count) = (0.0, 0);
        foreach (var query in split.HeldOut)
        {
            var (start, end) = (set.QueryStarts[query], set.QueryStarts[query + 1]);
            var ndcg = RankingMetrics.Ndcg(scores.AsSpan(start, end - start), set.LabelsOf(query), settings.NdcgAt);
            if (!double.IsNaN(ndcg)) (sum, count) = (sum + ndcg, count + 1);
        }

        return count == 0 ? 0 : sum / count;
    }

    private int[] RowsOf(int[] queries) =>
        [.. queries.SelectMany(query => Enumerable.Range(set.QueryStarts[query], set.QueryStarts[query + 1] - set.QueryStarts[query]))];
}
