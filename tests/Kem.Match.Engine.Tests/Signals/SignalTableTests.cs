using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Search;
using Kem.Match.Engine.Signals;

namespace Kem.Match.Engine.Tests.Signals;

public class SignalTableTests
{
    [Fact]
    public void Every_signal_is_declared_once_and_belongs_to_a_lens()
    {
        Assert.Equal(SignalTable.All.Count, SignalTable.All.Select(s => s.Code).Distinct().Count());
        Assert.Equal(Enum.GetValues<Lens>().Order(), SignalTable.All.Select(s => s.Lens).Distinct().Order());
    }

    /// <summary>A signal's points are its value times its weight, so a value above 1 would show as too many points.</summary>
    [Fact]
    public void No_signal_gives_more_than_its_weight_allows()
    {
        var weights = Demo.Data.Weights;
        foreach (var suggestion in Demo.Ranker.Suggest(Demo.Index, Demo.Visitors).Ranked)
        {
            Assert.All(suggestion.Contributions, c =>
            {
                var most = weights.PointsOf(c.Signal) * (SignalTable.All[SignalTable.IndexOf(c.Signal)].IsTopical ? 2.5 : 1);
                Assert.InRange(c.Points, 0, most);
            });
        }
    }

    [Fact]
    public void A_partner_that_states_one_of_two_wanted_groups_gets_part_of_the_points()
    {
        var both = Score(["TG_ELDER", "TG_WOMEN"]);
        var one = Score(["TG_ELDER"]);
        var none = Score([]);

        Assert.True(both > one && one > none, $"{both} > {one} > {none}");
    }

    [Fact]
    public void A_place_nearby_counts_more_than_one_far_away_and_the_same_municipality_most()
    {
        double Away(string municipality) => Points(Demo.Women with { Municipality = municipality }, Demo.Visitors, "distance");

        Assert.True(Away("Hillerød") > Away("Allerød"));
        Assert.True(Away("Allerød") > Away("Odense"));
    }

    private static double Score(IReadOnlyList<string> groups) => Points(
        Demo.Women with { TargetGroups = groups },
        Demo.Visitors with { TargetGroups = ["TG_ELDER", "TG_WOMEN"] },
        "target-groups");

    private static double Points(PartnerProfile partner, PartnerRequest request, string signal)
    {
        var index = PartnerIndex.Build(Demo.Data, [partner with { Coverage = Coverage.Regional }]);
        var suggestion = Assert.Single(Demo.Ranker.Suggest(index, request).Ranked);
        return suggestion.Contributions.SingleOrDefault(c => c.Signal == signal)?.Points ?? 0;
    }
}
