using Kem.Match.Engine.Feedback;

namespace Kem.Match.Engine.Tests.Feedback;

public class PairedTestTests
{
    [Fact]
    public void Three_equal_gains_come_by_chance_one_time_in_eight()
    {
        var test = PairedTest.Of([0.5, 0.5, 0.5], seed: 1);

        Assert.Equal(0.5, test.Mean);
        Assert.Equal((0.5, 0.5), (test.Low, test.High));
        Assert.InRange(test.PValue, 0.11, 0.14);
    }

    [Fact]
    public void Without_differences_nothing_is_shown()
    {
        Assert.Equal(new Difference(0, 0, 0, 1), PairedTest.Of([], seed: 1));
        Assert.Equal(1, PairedTest.Of([0, 0, 0, 0], seed: 1).PValue);
    }

    [Fact]
    public void A_loss_is_no_gain() => Assert.InRange(PairedTest.Of([-0.3, -0.2, -0.4, -0.1, -0.3, -0.2], seed: 1).PValue, 0.9, 1);

    [Fact]
    public void Chance_alone_passes_about_one_time_in_twenty()
    {
        var random = new Random(11);
        var passed = 0;
        for (var trial = 0; trial < 200; trial++)
        {
            double[] differences = [.. Enumerable.Range(0, 30).Select(_ => random.NextDouble() - 0.5)];
            if (PairedTest.Of(differences, trial).PValue <= 0.05) passed++;
        }

        Assert.InRange(passed, 3, 20);
    }

    [Fact]
    public void The_same_seed_gives_the_same_answer() =>
        Assert.Equal(PairedTest.Of([0.1, -0.2, 0.3, 0.2], 7), PairedTest.Of([0.1, -0.2, 0.3, 0.2], 7));
}
