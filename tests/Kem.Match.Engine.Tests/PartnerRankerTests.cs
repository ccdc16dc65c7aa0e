using Kem.Match.Engine.Feedback;
using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Ranking;
using Kem.Match.Engine.Search;

namespace Kem.Match.Engine.Tests;

public class PartnerRankerTests
{
    [Fact]
    public void The_partner_that_does_what_is_asked_for_comes_first_and_says_why()
    {
        var best = Demo.Ranker.Suggest(Demo.Index, Demo.Visitors).Ranked[0];

        Assert.Equal("kvinder", best.PartnerId);
        Assert.Equal(FitBand.Strong, best.Band);
        Assert.Contains(best.ReasonsForAsker, r => r.Text.Danish == "Kvinder på Tværs har kontakt med ældre, som I gerne vil nå.");
        Assert.Contains(best.ReasonsForPartner, r => r.Text.Danish == "De vil gerne nå ældre. Dem kender I.");
        Assert.NotEmpty(best.Unknowns);
    }

    [Theory]
    [InlineData("Vi har lokaler ved havnen.", "Vi mangler lokaler.")]
    [InlineData("Vi mangler en kasserer, men har lokaler.", "Vi har en kasserer, men ingen bus, og vi har ikke egne lokaler.")]
    [InlineData("Foreningen har lokaler midt i byen.", "Foreningen leder en kreds af naboer. Vi har stadig brug for lokaler.")]
    public void What_a_partner_tells_that_it_lacks_is_not_taken_for_something_it_has(string has, string lacks)
    {
        PartnerProfile Told(string id, string text) => new() { Id = id, Kind = PartnerKind.Association, Name = "Naboerne", Municipality = "Hillerød", Description = text };
        var request = new PartnerRequest { PartnerKind = PartnerKind.Association, Title = "Lokaler til et værksted", Municipality = "Hillerød", Competences = ["RS_ROOM"] };

        var ranked = Demo.Ranker.Suggest(PartnerIndex.Build(Demo.Data, [Told("lacks", lacks), Told("has", has)]), request).Ranked;

        Assert.Equal("has", ranked[0].PartnerId);
        Assert.Contains(ranked[0].ReasonsForAsker, reason => reason.Text.Danish.Contains("lokaler", StringComparison.Ordinal));
        Assert.DoesNotContain(
            ranked.Where(s => s.PartnerId == "lacks").SelectMany(s => s.ReasonsForAsker), reason => reason.Text.Danish.Contains("lokaler", StringComparison.Ordinal));
    }

    [Fact]
    public void Contributions_sum_to_the_score_and_come_largest_first()
    {
        Assert.All(Demo.Ranker.Suggest(Demo.Index, Demo.Visitors).Ranked, suggestion =>
        {
            Assert.Equal(suggestion.Score, suggestion.Contributions.Sum(c => c.Points), 1e-6);
            Assert.Equal(suggestion.Contributions.OrderByDescending(c => c.Points), suggestion.Contributions);
        });
    }

    [Fact]
    public void The_asker_the_wrong_kind_and_the_dismissed_are_left_out()
    {
        var asked = Demo.Visitors with { AskerId = "lektier", Dismissed = ["skak"] };
        var ranked = Demo.Ranker.RankAll(Demo.Index, asked).Select(h => h.PartnerId);
        Assert.Equal(["kvinder"], ranked);
    }

    [Theory]
    [InlineData("paused", "Holder pause lige nu")]
    [InlineData("busy", "Har 3 åbne forslag")]
    [InlineData("far", "Arbejder kun lokalt og holder til langt væk")]
    public void A_good_partner_that_a_rule_keeps_out_is_shown_with_the_rule(string rule, string why)
    {
        var kept = rule switch
        {
            "paused" => Demo.Women with { IsPaused = true },
            "busy" => Demo.Women with { OpenProposals = 3 },
            _ => Demo.Women with { Municipality = "Aalborg" },
        };

        var list = Demo.Ranker.Suggest(Demo.Index.With(kept), Demo.Visitors);

        Assert.DoesNotContain(list.Ranked, s => s.PartnerId == "kvinder");
        var ruledOut = Assert.Single(list.RuledOut, r => r.PartnerId == "kvinder");
        Assert.Equal(why, ruledOut.Why.Danish);
    }

    [Fact]
    public void Equal_partners_keep_the_order_of_the_catalogue()
    {
        PartnerProfile[] twins = [.. Enumerable.Range(0, 20).Select(i => Demo.Women with { Id = $"t{(i * 7) % 20}" })];
        var ranked = Demo.Ranker.RankAll(PartnerIndex.Build(Demo.Data, twins), Demo.Visitors);
        Assert.Equal(twins.Select(t => t.Id), ranked.Select(h => h.PartnerId));
    }

    [Fact]
    public void What_is_private_to_a_partner_is_in_no_reason()
    {
        var index = Demo.Index.With(Demo.Women with { OpenProposals = 2, ActiveAgreements = 5 });
        var best = Demo.Ranker.Suggest(index, Demo.Visitors with { Asker = Demo.Homework with { Gaps = ["CO_CONFLICT"] } }).Ranked[0];

        Assert.All(best.ReasonsForAsker.Concat(best.ReasonsForPartner), r =>
        {
            Assert.DoesNotContain("forslag", r.Text.Danish, StringComparison.Ordinal);
            Assert.DoesNotContain("aftale", r.Text.Danish, StringComparison.Ordinal);
        });
        Assert.DoesNotContain(best.ReasonsForPartner, r => r.Text.Danish.Contains("konflikt", StringComparison.Ordinal));
    }

    [Fact]
    public void An_empty_request_suggests_nobody() =>
        Assert.Empty(Demo.Ranker.Suggest(Demo.Index, new PartnerRequest()).Ranked);

    [Fact]
    public void Emphasis_on_a_lens_multiplies_what_it_contributes()
    {
        var plain = Demo.Ranker.Suggest(Demo.Index, Demo.Visitors).Ranked[0];
        var tried = Demo.Ranker.Suggest(Demo.Index, Demo.Visitors with { Emphasis = new Dictionary<Lens, double> { [Lens.Access] = 2, [Lens.Readiness] = 0 } }).Ranked[0];

        Assert.Equal(2 * Sum(plain, Lens.Access), Sum(tried, Lens.Access), 1e-6);
        Assert.Equal(Sum(plain, Lens.SameTask), Sum(tried, Lens.SameTask), 1e-6);
        Assert.Equal(0, Sum(tried, Lens.Readiness));
        Assert.Equal(tried.Score, tried.Contributions.Sum(c => c.Points), 1e-6);

        static double Sum(Suggestion suggestion, Lens lens) => suggestion.Contributions.Where(c => c.Lens == lens).Sum(c => c.Points);
    }

    [Fact]
    public void One_that_was_seldom_shown_may_come_first_when_the_asker_gives_room()
    {
        var index = PartnerIndex.Build(Demo.Data, [Demo.Women with { Id = "seen", TimesShown = 40 }, Demo.Women with { Id = "new" }]);

        Assert.Equal(["seen", "new"], Demo.Ranker.Suggest(index, Demo.Visitors).Ranked.Select(s => s.PartnerId));
        Assert.Equal(["new", "seen"], Demo.Ranker.Suggest(index, Demo.Visitors with { GivesRoomToTheLittleSeen = true }).Ranked.Select(s => s.PartnerId));
    }

    [Fact]
    public void An_association_and_a_company_cover_together_what_neither_covers_alone()
    {
        var request = Demo.Visitors with { Languages = [], Competences = ["CO_CSR_ACCOUNTING"] };
        var bundle = Demo.Ranker.SuggestBundle(Demo.Index, request);

        Assert.NotNull(bundle);
        Assert.Equal(["kvinder", "revisor"], bundle.Partners.Select(p => p.PartnerId).Order());
        Assert.Contains(bundle.Partners.Single(p => p.PartnerId == "kvinder").Covers, w => w.Danish == "ældre");
        Assert.Empty(bundle.Missing);
    }

    [Fact]
    public void What_one_partner_covers_alone_needs_no_bundle()
    {
        Assert.Null(Demo.Ranker.SuggestBundle(Demo.Index, Demo.Visitors));
        Assert.Null(Demo.Ranker.SuggestBundle(Demo.Index, new PartnerRequest()));
    }

    [Fact]
    public void Three_that_each_lack_what_another_has_make_a_ring()
    {
        PartnerProfile[] three =
        [
            Trader("a", has: "CO_DIM_PR", lacks: "CO_DIM_FINANCE"),
            Trader("b", has: "CO_DIM_FINANCE", lacks: "CO_CONFLICT"),
            Trader("c", has: "CO_CONFLICT", lacks: "CO_DIM_PR"),
            Trader("paused", has: "CO_DIM_FINANCE", lacks: "CO_DIM_PR") with { IsPaused = true },
        ];

        var ring = Assert.Single(PartnerRanker.SuggestRings(PartnerIndex.Build(Demo.Data, three)));

        Assert.Equal(["a", "c", "b"], ring.Partners.Select(p => p.PartnerId));
        Assert.Equal("PR og markedsføring", ring.Partners[0].GivesNext.Single().Danish);

        static PartnerProfile Trader(string id, string has, string lacks) =>
            new() { Id = id, Kind = PartnerKind.Association, Name = id, Municipality = "Hillerød", Competences = [has], Gaps = [lacks] };
    }

    [Fact]
    public void Where_many_offer_the_same_everybody_who_could_swap_does()
    {
        PartnerProfile[] many = [.. Enumerable.Range(0, 80).Select(n => new PartnerProfile
        {
            Id = $"f{n}",
            Kind = PartnerKind.Association,
            Name = $"f{n}",
            Municipality = "Hillerød",
            Competences = [n < 40 ? "CO_DIM_PR" : "CO_DIM_FINANCE"],
            Gaps = [n < 40 ? "CO_DIM_FINANCE" : "CO_DIM_PR"],
        })];

        var rings = PartnerRanker.SuggestRings(PartnerIndex.Build(Demo.Data, many));

        Assert.InRange(rings.Sum(r => r.Partners.Count), 76, 80);
    }

    [Fact]
    public void Of_two_that_fit_alike_the_one_that_gains_something_comes_first()
    {
        var asker = Demo.Homework with { Competences = ["CO_DIM_PR"] };
        var index = PartnerIndex.Build(Demo.Data, [Demo.Women with { Id = "needs-nothing", Gaps = [] }, Demo.Women with { Id = "needs-us", Gaps = ["CO_DIM_PR"], Activities = ["AK_VISITING"] }]);

        Assert.Equal("needs-us", Demo.Ranker.Suggest(index, Demo.Visitors with { Asker = asker }).Ranked[0].PartnerId);
    }

    [Fact]
    public void One_with_no_free_place_left_comes_after_one_with_room()
    {
        var index = PartnerIndex.Build(Demo.Data, [Demo.Women with { Id = "full", FreeSlots = 1, OpenProposals = 2 }, Demo.Women with { Id = "room", FreeSlots = 3, OpenProposals = 2 }]);
        Assert.Equal(["room", "full"], Demo.Ranker.Suggest(index, Demo.Visitors).Ranked.Select(s => s.PartnerId));
    }

    [Fact]
    public void Bands_come_from_chances_once_there_are_answers()
    {
        var calibration = new MutualCalibration(new Calibration(-20, 0.1, Outcomes: 400), MutualCalibration.BeforeFeedback.Partner);
        var ranker = new PartnerRanker(Demo.Data, new Prior(Demo.Data.Weights), calibration);

        Assert.Equal(FitBand.Strong, Demo.Ranker.Suggest(Demo.Index, Demo.Visitors).Ranked[0].Band);
        Assert.Equal(FitBand.Possible, ranker.Suggest(Demo.Index, Demo.Visitors).Ranked[0].Band);
    }
}
