using Kem.Match.Engine.Learning.Training;

namespace Kem.Match.Engine.Tests.Learning.Training;

public class LambdaGradientTests
{
    /// <summary>
    /// Two rows with labels 1 and 0 and equal scores, ranks 1 and 2. ΔNDCG = 1 − 1/log₂3 = 0.369070; w = ΔNDCG / 0.01 = 36.9070; ρ = ½:
    /// each is pushed 18.4535, together L = 36.9070, and the scale is log₂(37.9070) / L = 0.142097. So the gradients are
    /// ∓2.62219 and the hessians 36.9070 · ¼ · 0.142097 = 1.31110.
    /// </summary>
    [Fact]
    public void A_pair_as_worked_by_hand()
    {
        var (gradients, hessians) = Compute(Set([1, 0]), [0, 0]);

        Assert.Equal([-2.62219f, 2.62219f], gradients, Within(1e-4f));
        Assert.Equal([1.31110f, 1.31110f], hessians, Within(1e-4f));
    }

    /// <summary>The row with label 2 stands last of three, 1 and 2 below the others; the other two have the same label.</summary>
    [Fact]
    public void Pushes_up_what_is_more_relevant_and_down_what_is_less()
    {
        var (gradients, hessians) = Compute(Set([0, 0, 2]), [2, 1, 0]);

        Assert.True(gradients[2] < 0 && gradients[0] > 0 && gradients[1] > 0);
        Assert.Equal(0, gradients.Sum(), 1e-5);
        Assert.All(hessians, hessian => Assert.True(hessian > 0));
    }

    [Theory]
    [InlineData(2, 30, 1f)]
    [InlineData(7, 30, 1f)]
    [InlineData(8, 3, 1f)]
    [InlineData(9, 1, 1f)]
    [InlineData(31, 30, 0.01f)]
    [InlineData(64, 200, 5f)]
    [InlineData(300, 30, 2f)]
    [InlineData(1000, 1000, 1f)]
    public void Equals_the_plain_sum_over_all_pairs(int rows, int truncation, float spread)
    {
        var random = new Random(rows);
        var labels = Enumerable.Range(0, rows).Select(row => row == 0 ? 4 : random.Next(5)).ToArray();
        labels[^1] = 0;
        var scores = Enumerable.Range(0, rows).Select(_ => (float)Math.Round((random.NextDouble() - 0.5) * 10) * spread).ToArray();

        var (gradients, hessians) = Compute(Set(labels), scores, truncation);
        var (exactGradients, exactHessians) = PlainLambdas.Of(labels, scores, truncation);

        var (mostGradient, mostHessian) = (exactGradients.Max(Math.Abs), exactHessians.Max());
        for (var row = 0; row < rows; row++)
        {
            Assert.Equal(exactGradients[row], gradients[row], 1e-4 * mostGradient);
            Assert.Equal(exactHessians[row], hessians[row], 1e-4 * mostHessian);
        }
    }

    /// <summary>
    /// With weights held fixed, the loss Σ w log(1 + e^(s_j − s_i)) rises by the gradient, and its slope by the hessian, when one score does.
    /// </summary>
    [Fact]
    public void Is_the_derivative_of_the_weighted_pair_loss()
    {
        int[] labels = [3, 0, 1, 1, 0, 2];
        float[] scores = [0.2f, 1.5f, -0.4f, 0.9f, 0.1f, -1.1f];
        var (gradients, hessians) = Compute(Set(labels), scores);
        var loss = PlainLambdas.FixedLoss(labels, scores, truncation: 30);

        const double Step = 1e-4;
        for (var row = 0; row < labels.Length; row++)
        {
            var (above, here, below) = (At(row, Step), At(row, 0), At(row, -Step));
            Assert.Equal((above - below) / (2 * Step), gradients[row], 1e-4);
            Assert.Equal((above - (2 * here) + below) / (Step * Step), hessians[row], 1e-3);
        }

        double At(int row, double change) => loss([.. scores.Select((score, i) => i == row ? score + change : score)]);
    }

    [Fact]
    public void A_query_without_two_different_labels_teaches_nothing()
    {
        var (gradients, hessians) = Compute(Set([2, 2, 2]), [3, 1, 2]);
        var (alone, _) = Compute(Set([4]), [1]);

        Assert.All(gradients.Concat(hessians).Concat(alone), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Scores_very_far_apart_stay_finite()
    {
        var (gradients, hessians) = Compute(Set([0, 1, 2]), [5000, -5000, -9000]);

        Assert.All(gradients.Concat(hessians), value => Assert.True(float.IsFinite(value)));
        Assert.True(gradients[0] > 0);
    }

    [Fact]
    public void The_highest_labels_stay_finite()
    {
        var (gradients, _) = Compute(Set([31, 0, 30]), [0, 0, 0]);

        Assert.All(gradients, gradient => Assert.True(float.IsFinite(gradient)));
        Assert.True(gradients[0] < 0);
    }

    [Fact]
    public void A_query_counts_as_much_as_its_weight()
    {
        var (plain, plainHessians) = Compute(Set([1, 0, 2]), [0, 1, 2]);
        var (heavy, heavyHessians) = Compute(Set([1, 0, 2], weight: 3), [0, 1, 2]);

        for (var row = 0; row < 3; row++)
        {
            Assert.Equal(3 * plain[row], heavy[row], 1e-5);
            Assert.Equal(3 * plainHessians[row], heavyHessians[row], 1e-5);
        }
    }

    /// <summary>
    /// The pair of <see cref="A_pair_as_worked_by_hand"/> as second query of a set, shown 1 and 2. With t⁻ = ln(4/3) ÷ ln 2 = 0.415037 at
    /// rank 2 each push is 18.4535 ÷ 0.415037 = 44.4622, together 88.9244, and the gradients are ∓½ log₂(89.9244) = ∓3.24533.
    /// </summary>
    [Fact]
    public void A_pair_counts_by_where_it_was_shown_as_worked_by_hand()
    {
        var bias = new PositionBias();
        bias.Learn(Set([0, 0, 1], [3], [1, 2, 3]), [0], [0, -MathF.Log(3), 0]);
        var set = Set([0, 0, 1, 0], [2, 2], [1, 1, 1, 2]);
        var (gradients, hessians) = (new float[2], new float[2]);

        new LambdaGradient(set, truncation: 30).Compute(1, [0, 0], gradients, hessians, bias, new QueryScratch(2));

        Assert.Equal([-3.24533f, 3.24533f], gradients, Within(1e-4f));
    }

    [Fact]
    public void What_an_earlier_query_left_behind_does_not_matter()
    {
        int[] labels = [.. Enumerable.Range(0, 13).Select(row => row % 4), 0, 2, 0, 1, 3, 1, 1, 1];
        var set = Set(labels, [13, 5, 3], [.. labels.Select(_ => 1)]);
        var lambdas = new LambdaGradient(set, truncation: 30);
        var used = new QueryScratch(13);
        lambdas.Compute(0, [.. Enumerable.Range(0, 13).Select(row => (row * 7f) % 5)], new float[13], new float[13], bias: null, used);

        float[] scores = [3, 1, 2, 0, 1];
        var (first, firstHessians) = (new float[5], new float[5]);
        var (second, secondHessians) = (new float[5], new float[5]);
        lambdas.Compute(1, scores, first, firstHessians, bias: null, new QueryScratch(13));
        lambdas.Compute(1, scores, second, secondHessians, bias: null, used);
        Assert.Equal(first, second);
        Assert.Equal(firstHessians, secondHessians);

        // Labels all equal: what stood in the arrays goes.
        Assert.False(lambdas.Teaches(2));
        lambdas.Compute(2, [1, 2, 3], second.AsSpan(0, 3), secondHessians.AsSpan(0, 3), bias: null, used);
        Assert.Equal([0, 0, 0], second[..3]);
        Assert.Equal([0, 0, 0], secondHessians[..3]);
    }

    [Fact]
    public void A_right_order_beyond_all_doubt_pushes_nobody()
    {
        var (gradients, hessians) = Compute(Set([1, 0]), [1e30f, 0]);

        Assert.Equal([0, 0], gradients);
        Assert.Equal([0, 0], hessians);
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(8, 8)]
    [InlineData(9, 16)]
    public void Rows_fill_whole_vectors(int rows, int padded) => Assert.Equal(padded, QueryScratch.Padded(rows));

    /// <summary>
    /// Labels 3, 0, 0, scores 0, 1, 2, weight 6, step 3: means 1 and 1, so scores differ by −1, 0, 1 and labels by 2, −1, −1; 6/3 each:
    /// 2 · (−1 − 6), 2 · (0 + 3), 2 · (1 + 3).
    /// </summary>
    [Fact]
    public void The_distance_to_labels_within_a_query_as_worked_by_hand()
    {
        float[] gradients = [10, 20, 30];
        float[] hessians = [1, 1, 1];

        LabelGradient.AddWithinQuery([3, 0, 0], weight: 6, step: 3, [0, 1, 2], gradients, hessians);

        Assert.Equal([10 - 14, 20 + 6, 30 + 8], gradients);
        Assert.Equal([3f, 3f, 3f], hessians);
    }

    [Fact]
    public void Plain_regression_as_worked_by_hand()
    {
        var (gradients, hessians) = (new float[2], new float[2]);

        LabelGradient.Compute([2, 0], weight: 2, [0.5f, 1], gradients, hessians);

        Assert.Equal([-3f, 2f], gradients);
        Assert.Equal([2f, 2f], hessians);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(100)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(1000)]
    public void Ranks_are_by_score_and_ties_keep_their_order(int rows)
    {
        var random = new Random(rows);
        var scores = Enumerable.Range(0, rows).Select(_ => (float)random.Next(-20, 20) / 4).ToArray();
        scores[0] = -0f;
        scores[1] = 0f;
        var scratch = new QueryScratch(1000);

        var ranks = scratch.RankRows(scores).ToArray();

        var expected = Enumerable.Range(0, rows).OrderByDescending(row => scores[row]).ToArray();
        Assert.Equal(expected, scratch.Order[..rows]);
        Assert.All(expected.Index(), place => Assert.Equal(place.Index, ranks[place.Item]));
    }

    internal static TrainingSet Set(int[] labels, float weight = 1) =>
        new(FeatureMatrix.RowMajor(new float[labels.Length], 1), labels, [labels.Length]) { QueryWeights = [weight] };

    private static TrainingSet Set(int[] labels, int[] sizes, int[] shownRanks) =>
        new(FeatureMatrix.RowMajor(new float[labels.Length], 1), labels, sizes) { ShownRanks = shownRanks };

    private static (float[] Gradients, float[] Hessians) Compute(TrainingSet set, float[] scores, int truncation = 30)
    {
        var (gradients, hessians) = (new float[set.Rows], new float[set.Rows]);
        new LambdaGradient(set, truncation).Compute(0, scores, gradients, hessians, bias: null, new QueryScratch(set.Rows));
        return (gradients, hessians);
    }

    private static EqualityComparer<float> Within(float tolerance) =>
        EqualityComparer<float>.Create((one, other) => Math.Abs(one - other) <= tolerance);
}
