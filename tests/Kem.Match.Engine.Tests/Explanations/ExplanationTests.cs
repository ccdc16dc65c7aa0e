using Kem.Match.Engine.Explanations;
using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Search;

namespace Kem.Match.Engine.Tests.Explanations;

public class ExplanationTests
{
    private static readonly PartnerProfile Women = Demo.Women with
    {
        Times = ["WEEKEND"],
        Coverage = Coverage.Regional,
        Description = "Vi mødes hver uge og besøger ældre, der savner selskab. Vi spiser sammen om søndagen.",
    };

    private static readonly PartnerRequest Visitors = Demo.Visitors with
    {
        Times = ["WEEKEND", "WEEKDAY_DAY"],
        Asker = Demo.Homework with { Gaps = ["CO_CONFLICT"], Competences = ["CO_DIM_FUNDRAISING"] },
    };

    /// <summary>The original and the copy without the fact stand in one catalogue, so that both are scored with the same counts.</summary>
    [Fact]
    public void Deleting_the_fact_that_a_sentence_names_lowers_the_score_by_what_was_said()
    {
        var first = Suggested(Women, Demo.Index.With(Women));
        var reasons = first.ReasonsForAsker.Concat(first.ReasonsForPartner).ToList();
        Assert.NotEmpty(reasons);

        foreach (var fact in reasons.Select(r => r.Fact).Distinct())
        {
            var without = ProfileEdits.Without(Women, fact, Demo.Data) with { Id = "uden" };
            var index = Demo.Index.With(Women, without);
            var said = Suggested(Women, index).ReasonsForAsker.Concat(Suggested(Women, index).ReasonsForPartner).First(r => r.Fact.Equals(fact));

            Assert.True(said.Points > 0, said.Text.Danish);
            Assert.Equal(said.Points, ScoreOf("kvinder", index) - ScoreOf("uden", index), 1e-6);
        }
    }

    [Fact]
    public void Somebody_who_can_teach_what_is_asked_for_is_said_to_and_loses_those_points_without_it()
    {
        var request = new PartnerRequest { Municipality = "Hillerød", Competences = ["CO_ELDER_WORK"] };
        PartnerProfile Master(int level) => Women with { Competences = ["CO_ELDER_WORK"], CompetenceLevels = new Dictionary<string, int> { ["CO_ELDER_WORK"] = level } };
        var index = Demo.Index.With(Master(5), Master(3) with { Id = "kan" }, Women with { Id = "uden", Competences = ["CO_ELDER_WORK"] });

        var reason = Assert.Single(Suggested(Master(5), index, request).ReasonsForAsker, r => r.Fact.Kind == FactKind.Levels);
        Assert.Equal("Kvinder på Tværs kan lære andre om arbejde med ældre.", reason.Text.Danish);
        Assert.Contains(Suggested(Master(5), index, request).ReasonsForPartner, r => r.Text.Danish == "De søger hjælp til arbejde med ældre. Det kan I lære andre om.");
        Assert.DoesNotContain(Suggested(Master(3) with { Id = "kan" }, index, request).ReasonsForAsker, r => r.Fact.Kind == FactKind.Levels);

        Assert.True(ScoreOf("kvinder", index, request) > ScoreOf("kan", index, request));
        Assert.Equal(reason.Points, ScoreOf("kvinder", index, request) - ScoreOf("uden", index, request), 1e-6);
        Assert.Equal(["CO_ELDER_WORK"], ProfileEdits.Without(Master(5), reason.Fact, Demo.Data).Competences);
        Assert.Empty(ProfileEdits.Without(Master(5), reason.Fact, Demo.Data).CompetenceLevels);
        Assert.Empty(ProfileEdits.Without(Master(5), new Fact(FactKind.Codes, ["CO_ELDER_WORK"]), Demo.Data).CompetenceLevels);
    }

    /// <summary>The same over the guide's own cases and real descriptions: every sentence about the first partner of each.</summary>
    [Fact]
    public void Every_sentence_about_the_guides_partners_is_faithful()
    {
        var sentences = 0;
        foreach (var guide in Guide.Cases)
        {
            var index = Guide.Index;
            var first = Demo.Ranker.Suggest(index, guide.Request, take: 1).Ranked is [var best, ..] ? best : null;
            foreach (var fact in first?.ReasonsForAsker.Select(r => r.Fact) ?? [])
            {
                var profile = index.Find(first!.PartnerId)!;
                var both = index.With(ProfileEdits.Without(profile, fact, Demo.Data) with { Id = "uden" });
                var said = Demo.Ranker.Suggest(both, guide.Request).Ranked.Single(s => s.PartnerId == profile.Id).ReasonsForAsker.FirstOrDefault(r => r.Fact.Equals(fact));
                if (said is null) continue;

                sentences++;
                Assert.Equal(said.Points, ScoreOf(profile.Id, both, guide.Request) - ScoreOf("uden", both, guide.Request), 1e-6);
            }
        }

        Assert.InRange(sentences, 20, int.MaxValue);
    }

    [Fact]
    public void What_would_change_it_raises_the_score_by_what_was_said()
    {
        var request = Visitors with { TargetGroups = ["TG_ELDER", "TG_CHILDREN"] };
        var improved = Women with { Id = "med", TargetGroups = [.. Women.TargetGroups, "TG_CHILDREN"] };
        var index = Demo.Index.With(Women, improved);
        var improvement = Assert.Single(Suggested(Women, index, request).Improvements, i => i.Text.Danish.StartsWith("Hvis Kvinder på Tværs også kendte", StringComparison.Ordinal));

        Assert.Equal(improvement.Points, ScoreOf("med", index, request) - ScoreOf("kvinder", index, request), 1e-6);
    }

    [Fact]
    public void A_deleted_code_is_in_no_list_no_text_and_no_form()
    {
        var without = ProfileEdits.Without(Women, new Fact(FactKind.Codes, ["TG_ELDER", "TG_WOMEN"]), Demo.Data);

        Assert.Empty(without.TargetGroups);
        Assert.Empty(Demo.Data.Vocabulary.ReadSentence($"{without.Name}. {without.Description}").Where(r => r.Entry.Code is "TG_ELDER" or "TG_WOMEN"));
        Assert.Contains("søndagen", without.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FactKind.Place)]
    [InlineData(FactKind.Coverage)]
    [InlineData(FactKind.Times)]
    public void Practical_facts_can_be_deleted_one_by_one(FactKind kind)
    {
        var without = ProfileEdits.Without(Women with { Municipality = "hele landet" }, new Fact(kind, []), Demo.Data);

        Assert.Equal(kind == FactKind.Times ? "hele landet" : "", without.Municipality);
        Assert.Equal(kind == FactKind.Coverage ? Coverage.Local : Coverage.Regional, without.Coverage);
        Assert.Equal(kind == FactKind.Times ? 0 : 1, without.Times.Count);
    }

    [Fact]
    public void Deleted_words_leave_the_others_where_they_were()
    {
        var without = ProfileEdits.Without(Women, new Fact(FactKind.Words, ["selskab"]), Demo.Data);

        Assert.Equal(Women.Description.Replace("selskab", "       ", StringComparison.Ordinal), without.Description);
        Assert.Equal(Women.Name, without.Name);
    }

    [Fact]
    public void A_partner_that_is_all_that_is_asked_for_needs_no_change()
    {
        var request = new PartnerRequest { Municipality = "Hillerød", TargetGroups = ["TG_ELDER"], Activities = ["AK_VISITING"] };
        var confirmed = Women with { MonthsSinceConfirmed = 0 };

        Assert.Empty(Suggested(confirmed, Demo.Index.With(confirmed), request).Improvements);
    }

    private static Suggestion Suggested(PartnerProfile profile, PartnerIndex index, PartnerRequest? request = null) =>
        Demo.Ranker.Suggest(index, request ?? Visitors).Ranked.Single(s => s.PartnerId == profile.Id);

    private static double ScoreOf(string id, PartnerIndex index, PartnerRequest? request = null) =>
        Demo.Ranker.RankAll(index, request ?? Visitors).Single(h => h.PartnerId == id).Score;
}
