using Kem.Match.Engine.Learning;

namespace Kem.Match.Engine.Tests.Learning;

public class TreeShapTests
{
    /// <summary>
    /// One split on a at 0.5, and on its right one on b at 0.5: values 0 | 4 | 8, covers 6 : 2 : 2, so E = 0.6·0 + 0.2·4 + 0.2·8 = 2.4.
    /// For a = b = 1 the score is 8. v(a) = 6 (b half and half); v(b) = 0.4·8 = 3.2. So a gets ½(6 − 2.4) + ½(8 − 3.2) = 4.2 and
    /// b gets ½(3.2 − 2.4) + ½(8 − 6) = 1.4; together 5.6 = 8 − 2.4.
    /// </summary>
    [Fact]
    public void Contributions_as_worked_by_hand()
    {
        var ensemble = new TreeEnsemble([TwoSplits(secondFeature: 1)], 2, 0);
        var contributions = new double[2];

        ensemble.AddContributionsTo([1, 1], contributions);

        Assert.Equal(2.4, ensemble.ExpectedScore, 1e-12);
        Assert.Equal(4.2, contributions[0], 1e-6);
        Assert.Equal(1.4, contributions[1], 1e-6);
    }

    [Fact]
    public void A_feature_that_is_asked_about_twice_is_one_player()
    {
        var ensemble = new TreeEnsemble([TwoSplits(secondFeature: 0)], 2, 0);
        var contributions = new double[2];

        ensemble.AddContributionsTo([1, 1], contributions);

        Assert.Equal(8 - 2.4, contributions[0], 1e-6);
        Assert.Equal(0, contributions[1]);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 3, 2)]
    [InlineData(3, 4, 4)]
    [InlineData(4, 6, 6)]
    [InlineData(5, 10, 10)]
    [InlineData(6, 12, 14)]
    public void Equal_Shapley_values_over_every_subset(int seed, int features, int depth)
    {
        var random = new RandomTrees(seed, features);

        for (var round = 0; round < 5; round++)
        {
            var tree = random.Tree(leaves: 20, depth);
            var ensemble = new TreeEnsemble([tree], features, 0);
            var row = random.Rows(1);
            var contributions = new double[features];

            ensemble.AddContributionsTo(row, contributions);

            var expected = OverEverySubset(tree, row);
            for (var i = 0; i < features; i++) Assert.Equal(expected[i], contributions[i], 1e-9);
        }
    }

    [Theory]
    [InlineData(1, 40, 100, 6)]
    [InlineData(2, 40, 20, 40)]
    [InlineData(3, 200, 10, 60)]
    [InlineData(4, 2, 10, 30)]
    public void Contributions_and_the_expected_score_sum_to_the_score(int seed, int features, int trees, int depth)
    {
        var random = new RandomTrees(seed, features);
        var ensemble = new TreeEnsemble(random.Trees(trees, leaves: 100, depth), features, 1.5);

        for (var n = 0; n < 20; n++)
        {
            var row = random.Rows(1);
            var contributions = new double[features];
            ensemble.AddContributionsTo(row, contributions);

            Assert.Equal(ensemble.Score(row), ensemble.ExpectedScore + contributions.Sum(), 1e-9);
        }
    }

    /// <summary>Nothing went right in training, and below that nothing went anywhere; the row goes there all the same.</summary>
    [Fact]
    public void Splits_that_no_training_row_reached_stay_finite()
    {
        var tree = TwoSplits(secondFeature: 1, cover: [6, 6, 0, 0, 0]);
        var ensemble = new TreeEnsemble([tree], 2, 0);
        var contributions = new double[2];

        ensemble.AddContributionsTo([1, 1], contributions);

        // v(∅) = v(b) = 0; v(a) = 6, the unreached split going half and half; v(ab) = 8.
        Assert.Equal(0, ensemble.ExpectedScore);
        Assert.Equal(7, contributions[0], 1e-9);
        Assert.Equal(1, contributions[1], 1e-9);
    }

    [Fact]
    public void An_unreached_split_is_asked_about_again_without_harm()
    {
        var tree = TwoSplits(secondFeature: 0, cover: [6, 6, 0, 0, 0]);
        var contributions = new double[1];

        new TreeEnsemble([tree], 1, 0).AddContributionsTo([0], contributions);

        Assert.Equal(0, contributions[0], 1e-9);
    }

    /// <summary>Abramowitz and Stegun, table 25.4, for n = 4: ±0.339981043584856 (0.652145154862546) and ±0.861136311594053 (0.347854845137454).</summary>
    [Fact]
    public void Four_points_of_quadrature_as_in_the_table()
    {
        var rule = GaussLegendre.Rule(4);

        Assert.Equal((1 - 0.861136311594053) / 2, rule[0].T, 1e-14);
        Assert.Equal((1 - 0.339981043584856) / 2, rule[1].T, 1e-14);
        Assert.Equal((1 + 0.861136311594053) / 2, rule[3].T, 1e-14);
        Assert.Equal(0.347854845137454 / 2, rule[0].Weight, 1e-14);
        Assert.Equal(0.652145154862546 / 2, rule[2].Weight, 1e-14);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(32)]
    public void A_rule_of_n_points_integrates_powers_up_to_2n_minus_1(int points)
    {
        var groups = GaussLegendre.InFours(points);

        for (var power = 0; power < 2 * points; power++)
        {
            var integral = groups.Sum(g => Enumerable.Range(0, 4).Sum(n => g.Weight[n] * Math.Pow(g.T[n], power)));
            Assert.Equal(1.0 / (power + 1), integral, 1e-13);
        }
    }

    private static RegressionTree TwoSplits(int secondFeature, float[]? cover = null) => new()
    {
        Feature = [0, RegressionTree.Leaf, secondFeature, RegressionTree.Leaf, RegressionTree.Leaf],
        Threshold = [0.5f, 0, 0.75f, 0, 0],
        MissingGoesLeft = [false, false, false, false, false],
        Left = [1, 0, 3, 0, 0],
        Right = [2, 0, 4, 0, 0],
        Value = [0, 0, 0, 4, 8],
        Cover = cover ?? [10, 6, 4, 2, 2],
        Gain = [1, 0, 1, 0, 0],
    };

    // The definition: φᵢ = Σ over S without i of |S|! (n − |S| − 1)! ÷ n! · (v(S ∪ i) − v(S)).
    private static double[] OverEverySubset(RegressionTree tree, float[] row)
    {
        var n = row.Length;
        var values = Enumerable.Range(0, 1 << n).Select(known => Expectation(tree, row, known, 0)).ToArray();
        var factorial = new double[n + 1];
        factorial[0] = 1;
        for (var k = 1; k <= n; k++) factorial[k] = k * factorial[k - 1];

        var contributions = new double[n];
        for (var i = 0; i < n; i++)
        {
            for (var known = 0; known < 1 << n; known++)
            {
                if ((known & (1 << i)) != 0) continue;

                var size = System.Numerics.BitOperations.PopCount((uint)known);
                contributions[i] += factorial[size] * factorial[n - size - 1] / factorial[n] * (values[known | (1 << i)] - values[known]);
            }
        }

        return contributions;
    }

    private static double Expectation(RegressionTree tree, float[] row, int known, int node)
    {
        var feature = tree.Feature[node];
        if (feature == RegressionTree.Leaf) return tree.Value[node];

        var (left, right) = (tree.Left[node], tree.Right[node]);
        if ((known & (1 << feature)) == 0)
        {
            return ((tree.Cover[left] * Expectation(tree, row, known, left)) + (tree.Cover[right] * Expectation(tree, row, known, right))) / tree.Cover[node];
        }

        var goesLeft = float.IsNaN(row[feature]) ? tree.MissingGoesLeft[node] : row[feature] <= tree.Threshold[node];
        return Expectation(tree, row, known, goesLeft ? left : right);
    }
}
