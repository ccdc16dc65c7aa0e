using Kem.Match.Engine.Profiles;

namespace Kem.Match.Engine.Tests.Search;

public class RequirementsTests
{
    public static TheoryData<PartnerProfile, HardRequirements, Requirement, string> KeptOut => new()
    {
        { Demo.Women with { IsPaused = true }, new(), Requirement.Pause, "Holder pause lige nu" },
        { Demo.Women with { OpenProposals = 4 }, new(), Requirement.OpenProposals, "Har 4 åbne forslag" },
        { Demo.Women with { FreeSlots = 0 }, new(), Requirement.FreeSlots, "Har ikke plads til flere samarbejder lige nu" },
        { Demo.Women with { Boundaries = ["AK_VISITING"] }, new(), Requirement.Boundary, "Vil helst ikke spørges om besøgsven" },
        { Demo.Women with { Boundaries = ["ældre"] }, new(), Requirement.Boundary, "Vil helst ikke spørges om ældre" },
        { Demo.Women with { Boundaries = ["M2"] }, new(), Requirement.Boundary, "Vil helst ikke spørges om denne slags samarbejde" },
        { Demo.Women with { DaysSinceAsked = 5 }, new() { RestDays = 6 }, Requirement.Rest, "Blev spurgt for 5 dage siden" },
        { Demo.Women with { DaysSinceAsked = 1 }, new() { RestDays = 6 }, Requirement.Rest, "Blev spurgt i går" },
        { Demo.Women with { Municipality = "Aalborg" }, new(), Requirement.Place, "Arbejder kun lokalt og holder til langt væk" },
        { Demo.Women with { Municipality = "Odense", Coverage = Coverage.Regional }, new() { WithinKilometres = 50 }, Requirement.Place, "Holder til mere end 50 km væk" },
        { Demo.Women, new() { Languages = ["so"] }, Requirement.Language, "Har ikke oplyst, at de taler somali" },
        { Demo.Women, new() { Having = ["skak"] }, Requirement.Having, "Nævner ikke skak" },
    };

    [Theory]
    [MemberData(nameof(KeptOut))]
    public void A_requirement_that_is_not_met_keeps_a_good_partner_out_and_is_named(
        PartnerProfile partner, HardRequirements required, Requirement requirement, string why)
    {
        var list = Demo.Ranker.Suggest(Demo.Index.With(partner), Demo.Visitors with { Method = "M2", Required = required });

        Assert.DoesNotContain(list.Ranked, s => s.PartnerId == partner.Id);
        var ruledOut = Assert.Single(list.RuledOut, r => r.PartnerId == partner.Id);
        Assert.Equal(requirement, ruledOut.Requirement);
        Assert.Equal(why, ruledOut.Why.Danish);
        Assert.Contains(list.KeptOut, k => k.Requirement == requirement && k.Removed > 0);
    }

    [Fact]
    public void Who_meets_every_requirement_is_suggested()
    {
        var partner = Demo.Women with { Boundaries = ["AK_FOOTBALL", "M7"], DaysSinceAsked = 6, FreeSlots = 1, OpenProposals = 2 };
        var required = new HardRequirements { Languages = ["ar", "da"], Having = ["ældre", "selskab"], RestDays = 6, WithinKilometres = 5 };

        Assert.Equal("kvinder", Demo.Ranker.Suggest(Demo.Index.With(partner), Demo.Visitors with { Required = required }).Ranked[0].PartnerId);
    }

    [Fact]
    public void Whoever_names_no_language_is_taken_to_speak_Danish()
    {
        var request = Demo.Visitors with { Required = new HardRequirements { Languages = ["da"] } };
        Assert.Contains(Demo.Ranker.Suggest(Demo.Index.With(Demo.Women with { Languages = [] }), request).Ranked, s => s.PartnerId == "kvinder");
    }

    /// <summary>Three associations: nobody speaks Somali, one is paused too, so dropping the language brings two back.</summary>
    [Fact]
    public void A_request_with_a_requirement_that_nobody_meets_says_which_requirement_removed_how_many()
    {
        var index = Demo.Index.With(Demo.Homework with { IsPaused = true }, Demo.Chess with { Coverage = Coverage.National });
        var list = Demo.Ranker.Suggest(index, Demo.Visitors with { Required = new HardRequirements { Languages = ["so"] } });

        Assert.Empty(list.Ranked);
        Assert.Equal(3, list.Considered);
        Assert.Equal(
            [(Requirement.Pause, "", 1, 0), (Requirement.Language, "so", 3, 2)],
            list.KeptOut.Select(k => (k.Requirement, k.Code, k.Removed, k.OnlyByThis)));
    }

    [Fact]
    public void Requirements_have_words_in_both_languages()
    {
        var index = Demo.Index.With(Demo.Women with { IsPaused = true, OpenProposals = 3, FreeSlots = 0, DaysSinceAsked = 0, Boundaries = ["M2"] });
        var required = new HardRequirements { Languages = ["so"], Having = ["AK_HOMEWORK"], RestDays = 3, WithinKilometres = 10 };
        var counts = Demo.Ranker.Suggest(index, Demo.Visitors with { Method = "M2", Required = required }).KeptOut;

        Assert.Equal(Enum.GetValues<Requirement>().Order(), counts.Select(c => c.Requirement).Distinct().Order());
        Assert.All(counts, c => Assert.True(c.Text.Danish.Length > 10 && c.Text.English.Length > 10 && c.Text.Danish != c.Text.English, c.Text.Danish));
    }

    [Fact]
    public void Rules_are_not_applied_where_everybody_is_ranked() =>
        Assert.Contains(Demo.Ranker.RankAll(Demo.Index.With(Demo.Women with { IsPaused = true }), Demo.Visitors), h => h.PartnerId == "kvinder");
}
