using Kem.Match.Engine.Evaluation;

namespace Kem.Match.Engine.Tests.Evaluation;

public class ExposureMetricsTests
{
    /// <summary>1, 2, 3: (−2 · 1 + 0 · 2 + 2 · 3) ÷ (3 · 6) = 4 ÷ 18.</summary>
    [Theory]
    [InlineData(new double[] { 3, 1, 2 }, 4.0 / 18)]
    [InlineData(new double[] { 1, 1, 1, 1 }, 0)]
    [InlineData(new double[] { 4, 0, 0, 0 }, 0.75)]
    [InlineData(new double[] { 3, 1 }, 0.25)]
    [InlineData(new double[] { 0, 0 }, 0)]
    [InlineData(new double[0], 0)]
    public void Gini_by_hand(double[] exposures, double expected) => Assert.Equal(expected, ExposureMetrics.Gini(exposures), 1e-12);

    [Fact]
    public void The_share_of_the_never_seen_by_hand()
    {
        Assert.Equal(0.5, ExposureMetrics.ShareNever([0, 1, 2, 0]));
        Assert.Equal(1 / 3.0, ExposureMetrics.ShareNever([5, 0, 2]));
        Assert.Equal(0, ExposureMetrics.ShareNever([]));
    }

    [Fact]
    public void Places_by_hand() => Assert.Equal((1, 0.5), (ExposureMetrics.AtRank(1), ExposureMetrics.AtRank(3)));
}
