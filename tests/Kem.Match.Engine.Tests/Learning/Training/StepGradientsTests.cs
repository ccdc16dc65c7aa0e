using System.Runtime.Intrinsics;
using Kem.Match.Engine.Learning.Training;

namespace Kem.Match.Engine.Tests.Learning.Training;

public class StepGradientsTests
{
    /// <summary>A total of 4 makes 2³⁰ units, so a gradient of 1 is 2²⁸ of them. The last row is not trained on.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Units_as_worked_by_hand(int threads)
    {
        using var crew = new Crew(threads);
        var step = new StepGradients(4);

        step.Take([1, -2, 1, 9], [2, 5, 1, 9], gradientTotal: 4, hessianTotal: 8, [0, 1, 2], crew);

        Assert.Equal((4 / (double)(1 << 30), 8 / (double)(1 << 30)), (step.GradientUnit, step.HessianUnit));
        Assert.Equal(
            [Vector128.Create(1 << 28, 1 << 28, 1, 0), Vector128.Create(-1 << 29, 5 << 27, 1, 0), Vector128.Create(1 << 28, 1 << 27, 1, 0), default],
            step.Rows);
    }

    [Fact]
    public void Where_nothing_is_pushed_a_unit_is_one()
    {
        using var crew = new Crew(1);
        var step = new StepGradients(1);

        step.Take([0], [0], gradientTotal: 0, hessianTotal: 0, [0], crew);

        Assert.Equal((1, 1), (step.GradientUnit, step.HessianUnit));
        Assert.Equal([Vector128.Create(0, 0, 1, 0)], step.Rows);
    }
}
