using Kem.Match.Engine;
using Kem.Match.Engine.Ranking;
using Kem.Match.Engine.Signals;
using Kem.Match.Web.Features.Suggestions;

namespace Kem.Match.Web.Tests.Suggestions;

public sealed class WhatIfTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    private PriorWeights Weights => ((EngineData)app.Services.GetService(typeof(EngineData))!).Weights;

    [Fact]
    public void With_all_sliders_in_the_middle_nothing_is_tried_and_the_address_is_plain()
    {
        var plain = new WhatIf();

        Assert.False(plain.IsOn);
        Assert.Equal("", plain.Query);
        Assert.All(plain.EmphasisIn(Weights).Values, factor => Assert.Equal(1, factor, 12));
    }

    [Fact]
    public void All_lenses_together_count_as_much_as_before()
    {
        var emphasis = new WhatIf { Access = 4, SameTask = 1, Learning = 0 }.EmphasisIn(Weights);
        var (before, after) = (SignalTable.All.Sum(Points), SignalTable.All.Sum(s => Points(s) * emphasis[s.Lens]));

        Assert.Equal(before, after, 6);
        Assert.Equal(0, emphasis[Lens.Learning]);
        Assert.Equal(4, emphasis[Lens.Access] / emphasis[Lens.Complement], 6);
        Assert.Equal(0.5, emphasis[Lens.SameTask] / emphasis[Lens.Complement], 6);

        double Points(Signal signal) => Math.Abs(Weights.PointsOf(signal.Code));
    }

    [Fact]
    public void A_link_carries_what_was_moved_and_nothing_else() =>
        Assert.Equal("&adgang=4&praktisk=0", new WhatIf { Access = 9, Practical = -3 }.Query);
}
