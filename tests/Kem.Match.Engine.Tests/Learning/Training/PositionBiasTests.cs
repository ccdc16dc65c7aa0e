using Kem.Match.Engine.Learning.Training;

namespace Kem.Match.Engine.Tests.Learning.Training;

public class PositionBiasTests
{
    /// <summary>
    /// Shown 1, 2, 60 with labels 1, 0, 1 and equal scores: two pairs, each losing ln 2, won at ranks 1 and 60, lost at rank 2. So t⁺ is 1
    /// at the top and, from rank 50 on, ln 2 ÷ ln 2 = 1. Nothing was lost from the top, so t⁻ stays 1.
    /// </summary>
    [Fact]
    public void Weights_as_worked_by_hand()
    {
        var bias = Learned([1, 0, 1], [1, 2, 60], [0, 0, 0]);

        Assert.Equal(1, bias.Values.Winning[49], 1e-12);
        Assert.Equal(1, bias.Values.Losing[1]);
        Assert.Equal((1f, 1f), bias.WeightsOf(60));
    }

    /// <summary>
    /// Shown 1, 2, 3 with labels 1, 1, 0 and scores 0, ln 3, 0: losses ln 2 from the top and ln(1 + 1/3) from rank 2, so that t⁺ is
    /// ln(4/3) ÷ ln 2 = 0.415037 at rank 2. Rank 3 won nothing and keeps that.
    /// </summary>
    [Fact]
    public void What_lost_less_when_winning_counts_more()
    {
        var bias = Learned([1, 1, 0], [1, 2, 3], [0, MathF.Log(3), 0]);

        Assert.Equal(0.415037, bias.Values.Winning[1], 1e-6);
        Assert.Equal(0.415037, bias.Values.Winning[2], 1e-6);
        Assert.Equal(1 / 0.415037, bias.WeightsOf(2).Winning, 1e-4);
        Assert.Equal(1, bias.Values.Losing[2]);
    }

    /// <summary>Shown 1, 2, 3 with labels 0, 0, 1 and scores 0, −ln 3, 0: t⁻ at rank 2 is ln(4/3) ÷ ln 2.</summary>
    [Fact]
    public void Losers_have_weights_of_their_own()
    {
        var bias = Learned([0, 0, 1], [1, 2, 3], [0, -MathF.Log(3), 0]);

        Assert.Equal(0.415037, bias.Values.Losing[1], 1e-6);
        Assert.Equal((1f, (float)(1 / bias.Values.Losing[1])), bias.WeightsOf(2));
    }

    [Fact]
    public void No_weight_grows_beyond_twenty()
    {
        var bias = Learned([1, 1, 0], [1, 2, 3], [-20, 20, 0]);

        Assert.Equal(20, bias.WeightsOf(2).Winning, 1e-4);
    }

    [Fact]
    public void The_second_look_divides_by_what_the_first_one_found()
    {
        var set = Set([1, 1, 0, 0], [1, 2, 1, 3]);
        var bias = new PositionBias();
        float[] scores = [0, 0, 0, -MathF.Log(3)];

        bias.Learn(set, [0], scores);
        Assert.Equal(0.415037, bias.Values.Losing[2], 1e-6);
        Assert.Equal(1, bias.Values.Winning[1], 1e-12);

        // t⁺ stays 1 everywhere, so t⁻ does not move either.
        bias.Learn(set, [0], scores);
        Assert.Equal(0.415037, bias.Values.Losing[2], 1e-6);
    }

    /// <summary>A loss is ln(1 + e^behind): ln 4 when ln 3 behind, so twice that of the top, 1000 when so far behind, and nothing when so far ahead.</summary>
    [Theory]
    [InlineData(1.0986123f, 2)]
    [InlineData(1000f, 1442.695)]
    [InlineData(-1000f, 1)]
    public void Losses_are_exact_far_apart_too(float behind, double expected) =>
        Assert.Equal(expected, Learned([1, 1, 0], [1, 2, 3], [0, -behind, 0]).Values.Winning[1], 1e-3);

    [Fact]
    public void Each_look_starts_anew()
    {
        var (winners, losers) = (Learned([1, 1, 0], [1, 2, 3], [0, MathF.Log(3), 0]), Learned([0, 0, 1], [1, 2, 3], [0, -MathF.Log(3), 0]));

        winners.Learn(Set([1, 1, 0], [1, 2, 3]), [0], [0, 0, 0]);
        losers.Learn(Set([0, 0, 1], [1, 2, 3]), [0], [0, 0, 0]);

        Assert.Equal(1, winners.Values.Winning[1], 1e-6);
        Assert.Equal(1, losers.Values.Losing[1], 1e-6);
    }

    /// <summary>With t = 0.415037 on the other side at rank 2, the same loss there counts 1 ÷ 0.415037 = 2.40942 as much as at the top.</summary>
    [Fact]
    public void A_loss_is_divided_by_the_other_sides_weight()
    {
        var (winners, losers) = (Learned([1, 1, 0], [1, 2, 3], [0, MathF.Log(3), 0]), Learned([0, 0, 1], [1, 2, 3], [0, -MathF.Log(3), 0]));
        var pairs = new TrainingSet(FeatureMatrix.RowMajor(new float[4], 1), [1, 0, 1, 0], [2, 2]) { ShownRanks = [1, 1, 2, 2] };

        winners.Learn(pairs, [0, 1], [0, 0, 0, 0]);
        losers.Learn(pairs, [0, 1], [0, 0, 0, 0]);

        Assert.Equal(2.40942, winners.Values.Losing[1], 1e-5);
        Assert.Equal(2.40942, losers.Values.Winning[1], 1e-5);
    }

    private static PositionBias Learned(int[] labels, int[] ranks, float[] scores)
    {
        var bias = new PositionBias();
        bias.Learn(Set(labels, ranks), [0], scores);
        return bias;
    }

    private static TrainingSet Set(int[] labels, int[] ranks) =>
        new(FeatureMatrix.RowMajor(new float[labels.Length], 1), labels, [labels.Length]) { ShownRanks = ranks };
}
