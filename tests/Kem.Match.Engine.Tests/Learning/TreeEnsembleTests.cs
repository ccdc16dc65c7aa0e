using Kem.Match.Engine.Learning;

namespace Kem.Match.Engine.Tests.Learning;

public class TreeEnsembleTests
{
    [Theory]
    [InlineData(1, 1, 1, 0)]
    [InlineData(2, 1, 3, 1)]
    [InlineData(3, 5, 100, 6)]
    [InlineData(4, 3, 8, 12)]
    [InlineData(5, 40, 31, 40)]
    [InlineData(6, 300, 9, 30)]
    public void Scores_as_the_plain_walk_does_to_the_last_bit(int seed, int features, int trees, int depth)
    {
        var random = new RandomTrees(seed, features);
        var ensemble = new TreeEnsemble([.. random.Trees(trees, 40, depth), .. random.Trees(1, 1, 0)], features, 0.3);

        foreach (var count in new[] { 0, 1, 2, 7, 8, 9, 16, 17, 24, 25, 128, 129, 170 })
        {
            var rows = random.Rows(count);
            var scores = new double[count];
            ensemble.AddTo(rows, scores);

            for (var n = 0; n < count; n++)
            {
                var row = rows.AsSpan(n * features, features);
                Assert.Equal(PlainSum(ensemble, row), scores[n]);
                Assert.Equal(scores[n], ensemble.Score(row));
            }
        }
    }

    [Fact]
    public void Adds_to_what_is_there()
    {
        var ensemble = new TreeEnsemble([new RandomTrees(7, 2).Tree(1, 0)], 2, 0.5);
        double[] scores = [10, 20];

        ensemble.AddTo(new float[4], scores);

        Assert.Equal([10.5 + ensemble.Trees[0].Value[0], 20.5 + ensemble.Trees[0].Value[0]], scores);
    }

    [Fact]
    public void An_ensemble_without_trees_gives_every_row_the_base_score()
    {
        var ensemble = new TreeEnsemble([], 3, -2.5);
        var scores = new double[2];
        var contributions = new double[3];

        ensemble.AddTo([1, 2, 3, 4, 5, float.NaN], scores);
        ensemble.AddContributionsTo([1, 2, 3], contributions);

        Assert.Equal([-2.5, -2.5], scores);
        Assert.Equal(-2.5, ensemble.Score([1, 2, 3]));
        Assert.Equal(-2.5, ensemble.ExpectedScore);
        Assert.Equal([0, 0, 0], contributions);
    }

    /// <summary>x ≤ 0.5 → 1; else a missing value goes left (2) and one that is there right (3), whatever it is.</summary>
    [Theory]
    [InlineData(0.5f, 0f, 1)]
    [InlineData(0.6f, float.NaN, 2)]
    [InlineData(float.NaN, 1f, 3)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity, 3)]
    [InlineData(float.NegativeInfinity, 0f, 1)]
    [InlineData(0.6f, float.NegativeInfinity, 2)]
    public void A_missing_value_goes_where_the_split_says(float first, float second, double score)
    {
        var tree = new RegressionTree
        {
            Feature = [0, RegressionTree.Leaf, 1, RegressionTree.Leaf, RegressionTree.Leaf],
            Threshold = [0.5f, 0, float.MinValue, 0, 0],
            MissingGoesLeft = [false, false, true, false, false],
            Left = [1, 0, 3, 0, 0],
            Right = [2, 0, 4, 0, 0],
            Value = [0, 1, 0, 2, 3],
            Cover = [4, 2, 2, 1, 1],
            Gain = [1, 0, 1, 0, 0],
        };
        var ensemble = new TreeEnsemble([tree], 2, 0);
        var scores = new double[2];

        ensemble.AddTo([first, second, first, second], scores);

        Assert.Equal([score, score], scores);
        Assert.Equal(score, ensemble.Score([first, second]));
    }

    [Fact]
    public void Refuses_rows_of_another_width()
    {
        var ensemble = new TreeEnsemble([], 3, 0);

        Assert.Throws<ArgumentException>(() => ensemble.AddTo(new float[5], new double[2]));
        Assert.Throws<ArgumentException>(() => ensemble.AddContributionsTo(new float[2], new double[3]));
        Assert.Throws<ArgumentException>(() => ensemble.AddContributionsTo(new float[3], new double[2]));
    }

    public static TheoryData<string, RegressionTree> BrokenTrees => new()
    {
        { "tree 0: it has no node", Broken(feature: []) },
        { "its arrays differ in length", Broken(value: [1, 2]) },
        { "asks about feature 2 of 2", Broken(feature: [2, -1, -1]) },
        { "asks about feature -2 of 2", Broken(feature: [-2, -1, -1]) },
        { "node 0 has no finite threshold", Broken(threshold: [float.NaN, 0, 0]) },
        { "a child of node 0 does not come after it", Broken(left: [0, 0, 0]) },
        { "a child of node 0 does not come after it", Broken(right: [3, 0, 0]) },
        { "node 1 has 2 parents", Broken(right: [1, 0, 0]) },
        { "node 1 has no finite value", Broken(value: [0, float.PositiveInfinity, 2]) },
        { "node 2 has no cover", Broken(cover: [2, 1, -1]) },
        { "node 0 has no cover", Broken(cover: [float.NaN, 1, 1]) },
        { "node 1 has no finite gain", Broken(gain: [1, float.NaN, 0]) },
        { "tree 0: it has 65537 nodes", Chain(32768) },
    };

    [Theory]
    [MemberData(nameof(BrokenTrees), DisableDiscoveryEnumeration = true)]
    public void Refuses_what_is_no_tree(string why, RegressionTree tree) =>
        Assert.Contains(why, Assert.Throws<ArgumentException>(() => new TreeEnsemble([tree], 2, 0)).Message);

    [Fact]
    public void Refuses_trees_that_ask_about_more_than_can_be_told_apart()
    {
        var trees = Enumerable.Range(0, 8193).Select(f => Broken(feature: [f, -1, -1])).ToArray();

        Assert.Contains("ask about 8193 values", Assert.Throws<ArgumentException>(() => new TreeEnsemble(trees, 10_000, 0)).Message);
    }

    [Fact]
    public void Walks_the_deepest_tree_and_the_most_features_that_it_takes()
    {
        var deep = new TreeEnsemble([Chain(2000)], 2, 0);
        Assert.Equal(2000, deep.Score([2000, 0]));

        // Each feature is asked about with a missing value going left and going right: 8,192 keys.
        const int Most = 4096;
        var trees = Enumerable.Range(0, Most).SelectMany(f => new[] { Broken(feature: [f, -1, -1]), Broken(feature: [f, -1, -1], missing: true) });
        var wide = new TreeEnsemble([.. trees], Most, 0);
        var rows = new RandomTrees(8, Most).Rows(3);
        var scores = new double[3];
        wide.AddTo(rows, scores);
        Assert.Equal(PlainSum(wide, rows.AsSpan(2 * Most)), scores[2]);
        Assert.Equal(scores[2], wide.Score(rows.AsSpan(2 * Most)));
    }

    private static double PlainSum(TreeEnsemble ensemble, ReadOnlySpan<float> row)
    {
        var sum = ensemble.BaseScore;
        foreach (var tree in ensemble.Trees) sum += tree.ValueOf(row);
        return sum;
    }

    // A sound tree of one split, but for what is said.
    private static RegressionTree Broken(
        int[]? feature = null, float[]? threshold = null, int[]? left = null, int[]? right = null, float[]? value = null, float[]? cover = null, float[]? gain = null, bool missing = false) => new()
        {
            Feature = feature ?? [0, -1, -1],
            Threshold = threshold ?? [0.5f, 0, 0],
            MissingGoesLeft = [missing, false, false],
            Left = left ?? [1, 0, 0],
            Right = right ?? [2, 0, 0],
            Value = value ?? [0, 1, 2],
            Cover = cover ?? [2, 1, 1],
            Gain = gain ?? [1, 0, 0],
        };

    // n splits one below the other: x ≤ 0 → 0, x ≤ 1 → 1, …
    private static RegressionTree Chain(int splits)
    {
        var nodes = Enumerable.Range(0, (2 * splits) + 1).ToArray();
        return new RegressionTree
        {
            Feature = [.. nodes.Select(n => n % 2 == 0 && n < 2 * splits ? 0 : -1)],
            Threshold = [.. nodes.Select(n => n / 2f)],
            MissingGoesLeft = [.. nodes.Select(_ => false)],
            Left = [.. nodes.Select(n => n + 1)],
            Right = [.. nodes.Select(n => n + 2)],
            Value = [.. nodes.Select(n => (float)(n / 2))],
            Cover = [.. nodes.Select(n => (float)(nodes.Length - n))],
            Gain = [.. nodes.Select(_ => 0f)],
        };
    }
}
