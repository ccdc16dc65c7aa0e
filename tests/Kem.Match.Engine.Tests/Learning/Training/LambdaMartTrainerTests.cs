using Kem.Match.Engine.Evaluation;
using Kem.Match.Engine.Learning;
using Kem.Match.Engine.Learning.Training;
using Kem.Match.Engine.Ranking;

namespace Kem.Match.Engine.Tests.Learning.Training;

public class LambdaMartTrainerTests
{
    private static readonly TrainingSettings Quick = new() { Trees = 20, Leaves = 15, LeafRows = 5 };

    [Fact]
    public void Learns_to_order_rows_it_has_not_seen()
    {
        var (trees, report) = LambdaMartTrainer.Train(MadeUpRows.Make(100, 20, seed: 1), Quick);
        var unseen = MadeUpRows.Make(50, 20, seed: 2);

        Assert.InRange(Ndcg(unseen, []), 0.2, 0.7);
        Assert.InRange(Ndcg(unseen, trees), 0.88, 1);
        Assert.Equal((100, 0, 20), (report.TrainedQueries, report.HeldOutQueries, report.TreesGrown));
        Assert.Empty(report.HeldOutNdcg);
        Assert.Empty(report.ShownRankWeights);
    }

    [Theory]
    [InlineData(1.0, 0.0, false)]
    [InlineData(0.6, 0.1, false)]
    [InlineData(1.0, 0.2, true)]
    public void The_model_is_the_same_with_any_number_of_threads_and_in_every_run(double share, double missing, bool correctsBias)
    {
        // Enough rows that the larger nodes are shared among the threads.
        var set = MadeUpRows.Make(300, 20, seed: 3, missing);
        set = new TrainingSet(set.Features, Labels(set), Sizes(set))
        {
            ShownRanks = [.. Enumerable.Range(0, set.Rows).Select(row => (row % 20) + 1)],
            QueryDays = [.. Enumerable.Range(0, set.Queries).Select(query => new DateOnly(2026, 1, 1).AddDays(query))],
        };
        var settings = Quick with { Trees = 6, RowShare = share, FeatureShare = share, HeldOutShare = 0.1, CorrectsPositionBias = correctsBias };

        var one = Written(set, settings with { Threads = 1 });

        Assert.Equal(one, Written(set, settings with { Threads = 1 }));
        Assert.Equal(one, Written(set, settings with { Threads = 2 }));
        Assert.Equal(one, Written(set, settings with { Threads = 3 }));
    }

    [Fact]
    public void Rows_and_columns_as_they_lie_make_no_difference()
    {
        var set = MadeUpRows.Make(40, 10, seed: 4);
        var columns = new float[set.Rows * set.Features.Columns];
        var row = new float[set.Features.Columns];
        for (var i = 0; i < set.Rows; i++)
        {
            set.Features.CopyRow(i, row);
            for (var column = 0; column < row.Length; column++) columns[(column * set.Rows) + i] = row[column];
        }

        var byColumn = new TrainingSet(FeatureMatrix.ColumnMajor(columns, set.Rows), Labels(set), Sizes(set));

        Assert.Equal(Written(set, Quick), Written(byColumn, Quick));
    }

    [Fact]
    public void Another_seed_draws_other_rows_and_features()
    {
        var set = MadeUpRows.Make(40, 10, seed: 4);

        Assert.NotEqual(Written(set, Quick with { RowShare = 0.5 }), Written(set, Quick with { RowShare = 0.5, Seed = 2 }));
        Assert.NotEqual(Written(set, Quick with { FeatureShare = 0.5 }), Written(set, Quick with { FeatureShare = 0.5, Seed = 2 }));
        Assert.Equal(Written(set, Quick), Written(set, Quick with { Seed = 2 }));
    }

    [Fact]
    public void A_tree_asks_only_about_its_share_of_the_features()
    {
        var (trees, _) = LambdaMartTrainer.Train(MadeUpRows.Make(40, 10, seed: 4), Quick with { FeatureShare = 0.2 });

        // Ten features can be asked about; the eleventh is the same in every row.
        Assert.All(trees, tree => Assert.InRange(tree.Feature.Where(feature => feature != RegressionTree.Leaf).Distinct().Count(), 1, 2));
        Assert.DoesNotContain(10, trees.SelectMany(tree => tree.Feature));
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(7, 0)]
    [InlineData(31, 3)]
    [InlineData(31, 1)]
    public void A_tree_has_at_most_its_leaves_and_its_depth(int leaves, int depth)
    {
        var (trees, _) = LambdaMartTrainer.Train(MadeUpRows.Make(60, 10, seed: 5), Quick with { Leaves = leaves, Depth = depth });

        var most = depth == 0 ? leaves : Math.Min(leaves, 1 << depth);
        Assert.All(trees, tree => Assert.InRange(tree.Feature.Count(feature => feature == RegressionTree.Leaf), 2, most));
        Assert.Equal(most, trees.Max(tree => tree.Feature.Count(feature => feature == RegressionTree.Leaf)));
        if (depth > 0) Assert.Equal(depth, trees.Max(tree => DepthOf(tree, 0)));
    }

    [Fact]
    public void Every_leaf_has_the_rows_it_needs()
    {
        var set = MadeUpRows.Make(60, 10, seed: 6, missing: 0.1);
        var (trees, _) = LambdaMartTrainer.Train(set, Quick with { LeafRows = 37 });

        foreach (var tree in trees)
        {
            var rows = Enumerable.Range(0, set.Rows).GroupBy(row => LeafOf(tree, Row(set, row))).ToDictionary(leaf => leaf.Key, leaf => leaf.Count());
            Assert.Equal(tree.Feature.Count(feature => feature == RegressionTree.Leaf), rows.Count);
            Assert.All(rows.Values, count => Assert.True(count >= 37));
        }
    }

    [Fact]
    public void Every_leaf_has_the_hessian_it_needs_and_covers_add_up()
    {
        var (trees, _) = LambdaMartTrainer.Train(MadeUpRows.Make(60, 10, seed: 7), Quick with { LeafHessian = 40 });

        foreach (var tree in trees)
        {
            for (var node = 0; node < tree.NodeCount; node++)
            {
                if (tree.Feature[node] == RegressionTree.Leaf)
                {
                    Assert.True(tree.Cover[node] >= 39.99f);
                    Assert.Equal(0, tree.Gain[node]);
                    continue;
                }

                Assert.Equal(tree.Cover[node], tree.Cover[tree.Left[node]] + tree.Cover[tree.Right[node]], 1e-3 * tree.Cover[node]);
                Assert.True(tree.Gain[node] > 0);
                Assert.True(tree.Left[node] > node && tree.Right[node] > node);
            }
        }
    }

    /// <summary>
    /// Plain regression of labels 0, 0, 3, 3 on one feature with values 1, 2, 3, 4, rate ½: one split at 2.5; the gradients on the left
    /// are 0 and on the right −6, the hessians 2, so that the leaves are 0 and ½ · 6/2 = 1.5. Gain 36/2 + 0 − 36/4 = 9.
    /// </summary>
    [Fact]
    public void A_tree_as_worked_by_hand()
    {
        var set = new TrainingSet(FeatureMatrix.RowMajor(new float[] { 1, 2, 3, 4 }, 1), [0, 0, 3, 3], [4]);
        var (trees, _) = LambdaMartTrainer.Train(set, new() { Objective = Objective.SquaredError, Trees = 1, Leaves = 2, LeafRows = 1, Rate = 0.5 });

        var tree = Assert.Single(trees);
        Assert.Equal([0, RegressionTree.Leaf, RegressionTree.Leaf], tree.Feature);
        Assert.Equal(2.5f, tree.Threshold[0]);
        Assert.Equal([0.75f, 0f, 1.5f], tree.Value.Select(value => MathF.Round(value, 5)));
        Assert.Equal([4f, 2f, 2f], tree.Cover.Select(cover => MathF.Round(cover, 5)));
        Assert.Equal(9, tree.Gain[0], 1e-4);
    }

    /// <summary>As above with λ = 2: 6 ÷ (2 + 2) = 1.5, halved 0.75.</summary>
    [Fact]
    public void L2_draws_a_leaf_towards_zero()
    {
        var set = new TrainingSet(FeatureMatrix.RowMajor(new float[] { 1, 2, 3, 4 }, 1), [0, 0, 3, 3], [4]);
        var (trees, _) = LambdaMartTrainer.Train(set, new() { Objective = Objective.SquaredError, Trees = 1, Leaves = 2, LeafRows = 1, Rate = 0.5, L2 = 2 });

        Assert.Equal(0.75f, trees[0].Value[2], 1e-5f);
    }

    [Fact]
    public void Rows_without_a_value_go_where_training_sent_them()
    {
        var values = new float[400];
        var labels = new int[400];
        for (var row = 0; row < 400; row++)
        {
            values[row] = row % 4 == 0 ? float.NaN : row % 4;
            labels[row] = row % 4 is 0 or 3 ? 2 : 0;
        }

        var set = new TrainingSet(FeatureMatrix.RowMajor(values, 1), labels, [.. Enumerable.Repeat(20, 20)]);
        var (trees, _) = LambdaMartTrainer.Train(set, Quick);

        Assert.True(ScoreOf(trees, [float.NaN]) > ScoreOf(trees, [1]) + 1);
        Assert.True(ScoreOf(trees, [3]) > ScoreOf(trees, [2]) + 1);
        Assert.Equal(ScoreOf(trees, [float.NaN]), ScoreOf(trees, [3]), 1e-3);
        Assert.False(trees[0].MissingGoesLeft[0]);
    }

    [Fact]
    public void A_feature_with_one_value_and_missing_ones_is_asked_about()
    {
        float[] values = [.. Enumerable.Range(0, 200).Select(row => row % 3 == 0 ? float.NaN : 5)];
        int[] labels = [.. Enumerable.Range(0, 200).Select(row => row % 3 == 0 ? 1 : 0)];
        var (trees, _) = LambdaMartTrainer.Train(new TrainingSet(FeatureMatrix.RowMajor(values, 1), labels, [100, 100]), Quick);

        Assert.True(ScoreOf(trees, [float.NaN]) > ScoreOf(trees, [5]));
        Assert.Equal(ScoreOf(trees, [5]), ScoreOf(trees, [1e30f]));
    }

    [Theory]
    [InlineData(Objective.LambdaNdcg, 0.0)]
    [InlineData(Objective.LambdaNdcg, 0.3)]
    [InlineData(Objective.SquaredError, 0.1)]
    public void A_score_follows_each_feature_in_its_direction_everywhere(Objective objective, double missing)
    {
        Direction[] directions = [Direction.Up, Direction.Down, Direction.Up, Direction.Down, Direction.Any, Direction.Up, Direction.Down, Direction.Up, Direction.Any, Direction.Up, Direction.Up];
        var (trees, _) = LambdaMartTrainer.Train(MadeUpRows.Make(120, 15, seed: 8, missing), Quick with { Objective = objective, Directions = directions, Trees = 40, Leaves = 31 });
        var random = new Random(9);

        for (var trial = 0; trial < 3000; trial++)
        {
            float[] row = [.. Enumerable.Range(0, MadeUpRows.Features).Select(_ => random.Next(8) == 0 ? float.NaN : (float)(random.NextDouble() * 1.4) - 0.2f)];
            var feature = random.Next(MadeUpRows.Features);
            if (directions[feature] == Direction.Any || float.IsNaN(row[feature])) continue;

            float[] higher = [.. row];
            higher[feature] += (float)random.NextDouble();

            Assert.True((ScoreOf(trees, higher) - ScoreOf(trees, row)) * (int)directions[feature] >= 0);
        }

        Assert.Contains(0, trees.SelectMany(tree => tree.Feature));
    }

    [Fact]
    public void Without_a_direction_the_score_may_fall()
    {
        var (trees, _) = LambdaMartTrainer.Train(MadeUpRows.Make(120, 15, seed: 8), Quick);

        Assert.True(ScoreOf(trees, [0.5f, 0.5f, 0.5f, 1, 5, 0.5f, 0, 0, 0, 0, 0]) < ScoreOf(trees, [0.5f, 0.5f, 0.5f, 1, 0, 0.5f, 0, 0, 0, 0, 0]));
    }

    [Fact]
    public void Stops_when_later_queries_no_longer_gain()
    {
        var set = WithDays(MadeUpRows.Make(40, 10, seed: 10));
        var (trees, report) = LambdaMartTrainer.Train(set, Quick with { Trees = 500, Rate = 0.5, HeldOutShare = 0.25, Patience = 5 });

        Assert.Equal((30, 10), (report.TrainedQueries, report.HeldOutQueries));
        Assert.InRange(report.TreesGrown, 6, 499);
        Assert.Equal(report.TreesGrown, report.HeldOutNdcg.Count);
        Assert.Equal(report.TreesGrown - 5, trees.Count);
        Assert.Equal(report.HeldOutNdcg.Max(), report.HeldOutNdcg[trees.Count - 1]);

        // The figures are those of the trees on the last ten queries.
        var values = Enumerable.Range(300, 100).SelectMany(row => Row(set, row)).ToArray();
        var late = new TrainingSet(FeatureMatrix.RowMajor(values, MadeUpRows.Features), Labels(set).AsSpan(300), [.. Enumerable.Repeat(10, 10)]);
        Assert.Equal(report.HeldOutNdcg[trees.Count - 1], Ndcg(late, trees), 1e-6);
    }

    [Fact]
    public void What_is_held_out_teaches_nothing()
    {
        var set = WithDays(MadeUpRows.Make(40, 10, seed: 11));
        var labels = Labels(set);
        for (var row = 300; row < 400; row++) labels[row] = 4 - labels[row];
        var spoilt = WithDays(new TrainingSet(set.Features, labels, Sizes(set)));
        var settings = Quick with { HeldOutShare = 0.25, Patience = 1000 };

        var (one, other) = (LambdaMartTrainer.Train(set, settings), LambdaMartTrainer.Train(spoilt, settings));

        Assert.Equal(one.Trees[0].Value, other.Trees.Count == 0 ? one.Trees[0].Value : other.Trees[0].Value);
        Assert.True(other.Trees.Count < one.Trees.Count);
        Assert.True(other.Report.HeldOutNdcg[^1] < one.Report.HeldOutNdcg[^1]);
    }

    [Fact]
    public void Starts_from_the_base_margins()
    {
        var set = MadeUpRows.Make(100, 10, seed: 12);
        var (trees, _) = LambdaMartTrainer.Train(set, Quick);
        float[] margins = [.. Enumerable.Range(0, set.Rows).Select(row => (float)ScoreOf(trees, Row(set, row)))];
        var further = new TrainingSet(set.Features, Labels(set), Sizes(set)) { BaseMargins = margins };

        var (next, _) = LambdaMartTrainer.Train(further, Quick with { Trees = 1 });
        var (all, _) = LambdaMartTrainer.Train(set, Quick with { Trees = 21 });

        Assert.Equal(all[20].Feature, next[0].Feature);
        Assert.Equal(all[20].Value, next[0].Value, (one, other) => Math.Abs(one - other) < 1e-3);
    }

    [Fact]
    public void Nothing_to_learn_gives_no_trees()
    {
        var matrix = FeatureMatrix.RowMajor(new float[] { 1, 2, 3, 4 }, 1);
        var settings = new TrainingSettings { LeafRows = 1 };

        Assert.Empty(LambdaMartTrainer.Train(new TrainingSet(matrix, [2, 2, 2, 2], [4]), settings).Trees);
        Assert.Empty(LambdaMartTrainer.Train(new TrainingSet(matrix, [0, 1, 2, 3], [1, 1, 1, 1]), settings).Trees);
        Assert.Empty(LambdaMartTrainer.Train(new TrainingSet(FeatureMatrix.RowMajor(new float[4], 1), [0, 1, 2, 3], [4]), settings).Trees);
        Assert.Empty(LambdaMartTrainer.Train(new TrainingSet(matrix, [0, 1, 2, 3], [4]), settings with { LeafRows = 3 }).Trees);
        Assert.Empty(LambdaMartTrainer.Train(new TrainingSet(matrix, [0, 1, 2, 3], [4]) { QueryWeights = [0] }, settings).Trees);
        Assert.NotEmpty(LambdaMartTrainer.Train(new TrainingSet(matrix, [0, 1, 2, 3], [4]), settings).Trees);
    }

    [Fact]
    public void A_heavier_query_is_listened_to()
    {
        // Two queries that contradict each other.
        var matrix = FeatureMatrix.RowMajor(new float[] { 1, 2, 1, 2 }, 1);
        var settings = new TrainingSettings { LeafRows = 1, Trees = 5 };

        var (first, _) = LambdaMartTrainer.Train(new TrainingSet(matrix, [1, 0, 0, 1], [2, 2]) { QueryWeights = [3, 1] }, settings);
        var (second, _) = LambdaMartTrainer.Train(new TrainingSet(matrix, [1, 0, 0, 1], [2, 2]) { QueryWeights = [1, 3] }, settings);

        Assert.True(ScoreOf(first, [1]) > ScoreOf(first, [2]));
        Assert.True(ScoreOf(second, [1]) < ScoreOf(second, [2]));
    }

    /// <summary>
    /// People see the k-th of a list with probability 1/k and then choose what suits. Lists were in an order that follows feature 1,
    /// which has nothing to do with what suits. Correcting for the shown rank finds what suits better than taking the choices as they are.
    /// </summary>
    [Fact]
    public void Correcting_for_shown_ranks_finds_what_people_did_not_get_to_see()
    {
        var (seen, truth) = (Clicks(seed: 13, queries: 1500, whenSeen: true), Clicks(seed: 14, queries: 300, whenSeen: false));
        var settings = Quick with { Trees = 60, LabelWeight = 0 };

        var (plain, _) = LambdaMartTrainer.Train(seen, settings);
        var (corrected, report) = LambdaMartTrainer.Train(seen, settings with { CorrectsPositionBias = true });

        Assert.True(Ndcg(truth, corrected) > Ndcg(truth, plain) + 0.01);
        Assert.Equal(1, report.ShownRankWeights[0]);
        Assert.True(report.ShownRankWeights[0] > report.ShownRankWeights[2] && report.ShownRankWeights[2] > report.ShownRankWeights[8]);
    }

    [Fact]
    public void Cannot_correct_for_ranks_that_are_not_known()
    {
        var refused = Assert.Throws<TrainingDataException>(() => LambdaMartTrainer.Train(MadeUpRows.Make(3, 5, 1), Quick with { CorrectsPositionBias = true }));

        Assert.Equal("Position bias cannot be corrected: no shown ranks are known.", refused.Message);
    }

    [Fact]
    public void Judgments_become_a_model_that_starts_from_the_prior()
    {
        var set = MadeUpRows.Make(60, 10, seed: 15);
        var judgments = Enumerable.Range(0, set.Rows)
            .Select(row => new Judgment($"{row / 10}", set.Labels[row], (row % 10) + 1, new DateOnly(2026, 1, 1), Row(set, row)))
            .ToList();

        var model = new LambdaMartTrainer(new Nothing(), Quick).Train(judgments);

        var scores = new double[set.Rows];
        model.Score(Enumerable.Range(0, set.Rows).SelectMany(row => Row(set, row)).ToArray(), scores);
        Assert.True(RankingMetrics.Ndcg([.. scores.Take(10).Select(score => (float)score)], set.LabelsOf(0), 10) > 0.9);
    }

    /// <summary>A prior that counts in points of a hundred and looks at one of the things that matter.</summary>
    [Fact]
    public void Improves_on_a_prior_that_counts_to_a_hundred()
    {
        var set = MadeUpRows.Make(100, 10, seed: 16);
        var unseen = MadeUpRows.Make(60, 10, seed: 17);
        var judgments = Enumerable.Range(0, set.Rows)
            .Select(row => new Judgment($"{row / 10}", set.Labels[row], (row % 10) + 1, new DateOnly(2026, 1, 1), Row(set, row)))
            .ToList();
        var prior = new Points();

        var model = new LambdaMartTrainer(prior, Quick).Train(judgments);

        Assert.InRange(ModelNdcg(unseen, prior), 0.5, 0.85);
        Assert.True(ModelNdcg(unseen, model) > ModelNdcg(unseen, prior) + 0.05);
    }

    [Fact]
    public void Trees_come_back_in_the_units_of_the_margins()
    {
        var set = MadeUpRows.Make(40, 10, seed: 18);
        var plain = LambdaMartTrainer.Train(new(set.Features, Labels(set), Sizes(set)) { BaseMargins = [.. set.Labels.ToArray().Select(label => label * 0.5f)] }, Quick).Trees;
        var points = LambdaMartTrainer.Train(new(set.Features, Labels(set), Sizes(set)) { BaseMargins = [.. set.Labels.ToArray().Select(label => label * 16f)] }, Quick with { MarginScale = 1.0 / 32 }).Trees;

        Assert.Equal(plain.Select(tree => tree.Feature), points.Select(tree => tree.Feature));
        Assert.Equal(32 * plain[3].Value[2], points[3].Value[2], 1e-3f);
    }

    /// <summary>Three pairs lead by 1 and one trails by 1: 3 ÷ (1 + e^c) = 1 ÷ (1 + e^−c), so e^c = 3 and c = 1.0986, cut to 1; in points of ten c = 0.10986.</summary>
    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(10, 0.109861)]
    [InlineData(1000, 0.03125)]
    [InlineData(-10, 0.03125)]
    public void A_prior_is_worth_what_it_got_right(float point, double scale)
    {
        var set = new TrainingSet(FeatureMatrix.RowMajor(new float[8], 1), [1, 0, 1, 0, 1, 0, 1, 0], [2, 2, 2, 2])
        {
            BaseMargins = [point, 0, point, 0, point, 0, 0, point],
        };

        Assert.Equal(scale, MarginScale.Fit(set), 1e-5);
    }

    [Fact]
    public void Without_margins_or_pairs_there_is_nothing_to_scale()
    {
        Assert.Equal(1, MarginScale.Fit(MadeUpRows.Make(2, 3, 1)));
        Assert.Equal(1, MarginScale.Fit(new TrainingSet(FeatureMatrix.RowMajor(new float[2], 1), [1, 1], [2]) { BaseMargins = [1, 2] }));
    }

    [Fact]
    public void Can_be_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => LambdaMartTrainer.Train(MadeUpRows.Make(10, 10, 1), Quick, cancelled.Token));
    }

    public static TheoryData<string, TrainingSettings> Refused() => new()
    {
        { "Trees", new() { Trees = 0 } },
        { "Leaves", new() { Leaves = 1 } },
        { "Depth", new() { Depth = -1 } },
        { "Rate", new() { Rate = 0 } },
        { "Rate", new() { Rate = 1.1 } },
        { "Bins", new() { Bins = 1 } },
        { "Bins", new() { Bins = 256 } },
        { "LeafRows", new() { LeafRows = 0 } },
        { "LeafHessian", new() { LeafHessian = -1 } },
        { "L2", new() { L2 = double.NaN } },
        { "Truncation", new() { Truncation = 0 } },
        { "LabelWeight", new() { LabelWeight = -1 } },
        { "LabelStep", new() { LabelStep = -1 } },
        { "MarginScale", new() { MarginScale = 0 } },
        { "RowShare", new() { RowShare = 0 } },
        { "FeatureShare", new() { FeatureShare = 1.5 } },
        { "Threads", new() { Threads = 0 } },
        { "HeldOutShare", new() { HeldOutShare = 1 } },
        { "Patience", new() { Patience = 0 } },
        { "NdcgAt", new() { NdcgAt = 0 } },
        { "Directions", new() { Directions = [Direction.Up] } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Refuses_a_setting_outside_its_range(string name, TrainingSettings settings) =>
        Assert.Equal(name, Assert.Throws<ArgumentException>(() => LambdaMartTrainer.Train(MadeUpRows.Make(3, 5, 1), settings)).ParamName);

    private static TrainingSet Clicks(int seed, int queries, bool whenSeen)
    {
        const int Shown = 10;
        var random = new Random(seed);
        var values = new float[queries * Shown * 2];
        var (labels, ranks) = (new int[queries * Shown], new int[queries * Shown]);

        for (var query = 0; query < queries; query++)
        {
            var list = Enumerable.Range(0, Shown).Select(_ => (Suits: random.NextDouble(), Placed: random.NextDouble())).OrderByDescending(row => row.Placed + (0.3 * random.NextDouble()));
            foreach (var (place, row) in list.Index())
            {
                var at = (query * Shown) + place;
                (values[at * 2], values[(at * 2) + 1]) = ((float)row.Suits, (float)row.Placed);
                var isSeen = !whenSeen || random.NextDouble() < 1.0 / (place + 1);
                labels[at] = isSeen && random.NextDouble() < Math.Pow(row.Suits, 3) ? 1 : 0;
                ranks[at] = place + 1;
            }
        }

        return new TrainingSet(FeatureMatrix.RowMajor(values, 2), labels, [.. Enumerable.Repeat(Shown, queries)]) { ShownRanks = ranks };
    }

    private static TrainingSet WithDays(TrainingSet set) => new(set.Features, Labels(set), Sizes(set))
    {
        QueryDays = [.. Enumerable.Range(0, set.Queries).Select(query => new DateOnly(2026, 1, 1).AddDays(query))],
    };

    private static string Written(TrainingSet set, TrainingSettings settings)
    {
        var (trees, _) = LambdaMartTrainer.Train(set, settings);
        return string.Join('\n', trees.Select(tree => string.Join(' ',
            [.. tree.Feature, .. tree.Left, .. tree.Right, .. tree.MissingGoesLeft.Select(left => left ? 1 : 0), .. Bits(tree.Threshold), .. Bits(tree.Value), .. Bits(tree.Cover), .. Bits(tree.Gain)])));

        static IEnumerable<int> Bits(float[] values) => values.Select(BitConverter.SingleToInt32Bits);
    }

    private static double Ndcg(TrainingSet set, IReadOnlyList<RegressionTree> trees) => Enumerable.Range(0, set.Queries)
        .Select(query => RankingMetrics.Ndcg(
            [.. Enumerable.Range(set.QueryStarts[query], set.QueryStarts[query + 1] - set.QueryStarts[query]).Select(row => (float)ScoreOf(trees, Row(set, row)))],
            set.LabelsOf(query),
            10))
        .Where(ndcg => !double.IsNaN(ndcg))
        .Average();

    private static double ModelNdcg(TrainingSet set, IRankingModel model)
    {
        var scores = new double[set.Rows];
        model.Score(Enumerable.Range(0, set.Rows).SelectMany(row => Row(set, row)).ToArray(), scores);
        return Enumerable.Range(0, set.Queries)
            .Select(query => RankingMetrics.Ndcg(Array.ConvertAll(scores[set.QueryStarts[query]..set.QueryStarts[query + 1]], score => (float)score), set.LabelsOf(query), 10))
            .Where(ndcg => !double.IsNaN(ndcg))
            .Average();
    }

    private static double ScoreOf(IReadOnlyList<RegressionTree> trees, float[] row) => trees.Sum(tree => tree.ValueOf(row));

    private static float[] Row(TrainingSet set, int row)
    {
        var values = new float[set.Features.Columns];
        set.Features.CopyRow(row, values);
        return values;
    }

    private static int[] Labels(TrainingSet set) => [.. set.Labels.ToArray().Select(label => (int)label)];

    private static int[] Sizes(TrainingSet set) => [.. set.QueryStarts.ToArray().Skip(1).Zip(set.QueryStarts.ToArray(), (end, start) => end - start)];

    private static int LeafOf(RegressionTree tree, float[] row)
    {
        var node = 0;
        while (tree.Feature[node] != RegressionTree.Leaf)
        {
            var value = row[tree.Feature[node]];
            node = (float.IsNaN(value) ? tree.MissingGoesLeft[node] : value <= tree.Threshold[node]) ? tree.Left[node] : tree.Right[node];
        }

        return node;
    }

    private static int DepthOf(RegressionTree tree, int node) =>
        tree.Feature[node] == RegressionTree.Leaf ? 0 : 1 + Math.Max(DepthOf(tree, tree.Left[node]), DepthOf(tree, tree.Right[node]));

    private sealed class Points : IRankingModel
    {
        public void Score(ReadOnlySpan<float> rows, Span<double> scores)
        {
            for (var row = 0; row < scores.Length; row++) scores[row] = 100 * rows[(row * MadeUpRows.Features) + 1];
        }

        public void Explain(ReadOnlySpan<float> rows, Span<double> scores, Span<double> contributions) => throw new NotSupportedException();
    }

    private sealed class Nothing : IRankingModel
    {
        public void Score(ReadOnlySpan<float> rows, Span<double> scores) => scores.Clear();

        public void Explain(ReadOnlySpan<float> rows, Span<double> scores, Span<double> contributions) => Score(rows, scores);
    }
}
