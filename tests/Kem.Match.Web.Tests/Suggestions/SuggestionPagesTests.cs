using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Suggestions;

public sealed class SuggestionPagesTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task The_association_that_knows_the_people_comes_first_with_reasons_and_what_we_do_not_know()
    {
        var page = await SuggestionsAsync(await app.AddNeedAsync());

        Assert.InRange(page.IndexOf("Kvinder på Tværs", StringComparison.Ordinal), 0, After(page, "Byens Boldklub"));
        Assert.Contains("Stærkt match", page, StringComparison.Ordinal);
        Assert.Contains("Adgang til målgruppen", page, StringComparison.Ordinal);
        Assert.Contains("Det ved vi ikke:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("%", page.Split("<main")[1].Split("<details")[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OrganisationKind.Association, "Kvinder på Tværs", "Nordlys Revision")]
    [InlineData(OrganisationKind.Company, "Nordlys Revision", "Kvinder på Tværs")]
    public async Task Only_the_kind_that_is_looked_for_is_suggested(OrganisationKind kind, string wanted, string unwanted)
    {
        var id = await app.AddNeedAsync(kind, asker: Catalogue.FootballClub);
        await app.WithDb(async db =>
        {
            var need = await db.Needs.SingleAsync(n => n.Id == id);
            need.Ask(need.AskerId, kind, "Vi har brug for hjælp til regnskab og til at finde ældre medlemmer", app.Clock.Now);
            need.DescribeWhoAndWhat("M6", ["TG_ELDER"], ["AK_VISITING"], ["CO_DIM_FINANCE"], [], "", app.Clock.Now);
            await db.SaveChangesAsync();
        });

        var names = await NamesAsync(id, "");

        Assert.Contains(wanted, names);
        Assert.DoesNotContain(unwanted, names);
    }

    [Fact]
    public async Task An_edit_of_a_profile_is_seen_in_the_next_suggestion()
    {
        var id = await app.AddNeedAsync();
        Assert.DoesNotContain("Nabolaget", await SuggestionsAsync(id), StringComparison.Ordinal);

        await app.WithDb(async db =>
        {
            var association = new Organisation(Places.Hillerød, OrganisationKind.Association, new OrganisationDescription
            {
                Name = "Nabolaget", Description = "Vi besøger ældre og taler arabisk.", Languages = ["ar"], TargetGroups = ["TG_ELDER"], Activities = ["AK_VISITING"],
            });
            db.Organisations.Add(association);
            await db.SaveChangesAsync();
        });

        Assert.Contains("Nabolaget", await SuggestionsAsync(id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_three_open_proposals_is_sorted_out_and_the_page_says_why()
    {
        for (var n = 0; n < OpenProposals.MostPerPartner; n++)
        {
            await app.ProposeAsync(await app.AddNeedAsync(), Catalogue.WomenAssociation);
        }

        var page = await SuggestionsAsync(await app.AddNeedAsync());

        Assert.InRange(After(page, "Kvinder på Tværs"), After(page, "Sorteret fra"), page.Length);
        Assert.Contains("3 åbne forslag", page, StringComparison.Ordinal);
        Assert.Contains("Så mange holder reglerne ude", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_put_aside_is_hidden_for_this_need_and_comes_back_on_undo()
    {
        var id = await app.AddNeedAsync();

        await app.SubmitAsync(Person.Birgit, $"/behov/{id}/forslag", [new("PartnerId", Catalogue.WomenAssociation.ToString())], $"/behov/{id}/fravalg");
        var hidden = await SuggestionsAsync(id);
        Assert.Contains("Skjult af dig (1)", hidden, StringComparison.Ordinal);
        Assert.Contains("Kvinder på Tværs", await SuggestionsAsync(await app.AddNeedAsync()), StringComparison.Ordinal);

        await app.SubmitAsync(Person.Birgit, $"/behov/{id}/forslag", action: $"/behov/{id}/fravalg/{Catalogue.WomenAssociation}/fortryd");
        Assert.DoesNotContain("Skjult af dig", await SuggestionsAsync(id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_that_nobody_speaks_is_named_with_the_way_to_loosen_it_and_whom_it_keeps_out()
    {
        var id = await app.AddNeedAsync();
        await ChangeAsync(db => db.Needs.SingleAsync(n => n.Id == id), need => need.RequireLanguages(["so"], app.Clock.Now));

        var page = await app.PageAsync(Person.Birgit, $"/behov/{id}/forslag");

        Assert.Equal("Ingen opfylder jeres krav", page.QuerySelector(".k-empty h2")!.TextContent);
        Assert.Contains("2 partnere har ikke oplyst, at de taler somali.", page.QuerySelector(".k-empty")!.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/behov/{id}/hvem-og-hvad", page.QuerySelector(".k-empty a.button")!.GetAttribute("href"));
        Assert.Contains("Kvinder på Tværs", page.QuerySelector("details")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_requirement_that_some_do_not_meet_says_how_many_above_those_who_do()
    {
        var id = await app.AddNeedAsync();
        await ChangeAsync(db => db.Needs.SingleAsync(n => n.Id == id), need => need.RequireLanguages(["ar"], app.Clock.Now));

        var page = await app.PageAsync(Person.Birgit, $"/behov/{id}/forslag");

        Assert.Equal(["Kvinder på Tværs"], page.QuerySelectorAll(".k-match h2 a").Select(a => a.TextContent));
        Assert.Contains("1 partner har ikke oplyst, at de taler arabisk, og er derfor ikke med.", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_mentions_is_named_with_the_way_to_loosen_it()
    {
        var id = await app.AddNeedAsync();
        await ChangeAsync(db => db.Needs.SingleAsync(n => n.Id == id), need => need.RequireMentioned(["drageflyvning"], app.Clock.Now));

        var page = await app.PageAsync(Person.Birgit, $"/behov/{id}/forslag");

        Assert.Contains("2 partnere nævner ikke drageflyvning.", page.QuerySelector(".k-empty")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Ret kravet om drageflyvning", page.QuerySelector(".k-empty a.button")!.TextContent);
    }

    [Fact]
    public async Task Who_was_asked_a_short_while_ago_is_left_in_peace_when_the_need_says_so()
    {
        await app.ProposeAsync(await app.AddNeedAsync(), Catalogue.WomenAssociation);
        var id = await app.AddNeedAsync();
        Assert.Contains("Kvinder på Tværs", await NamesAsync(id, ""));

        await ChangeAsync(db => db.Needs.SingleAsync(n => n.Id == id), need => need.RequireRest(60, app.Clock.Now));

        Assert.DoesNotContain("Kvinder på Tværs", await NamesAsync(id, ""));
        Assert.Contains("1 partner er spurgt inden for de seneste 60 dage, og er derfor ikke med.", await SuggestionsAsync(id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_at_home_too_far_away_is_kept_out_and_the_page_says_how_many()
    {
        var id = await app.AddNeedAsync();
        await ChangeAsync(WomenAsync, women => women.Describe(new() { Name = women.Name, Place = "Aalborg", TargetGroups = ["TG_ELDER"], Activities = ["AK_VISITING"] }));
        Assert.Contains("Kvinder på Tværs", await NamesAsync(id, ""));

        await ChangeAsync(
            db => db.Needs.SingleAsync(n => n.Id == id), need => need.DescribeWhereAndWhen("", [], beginsOn: null, volunteerHours: null, withinKilometres: 50, app.Clock.Now));

        Assert.DoesNotContain("Kvinder på Tværs", await NamesAsync(id, ""));
        Assert.Contains("1 partner holder til mere end 50 km væk", await SuggestionsAsync(id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_coordinator_hears_of_a_boundary_and_another_association_does_not()
    {
        await ChangeAsync(WomenAsync, women => women.Describe(new()
        {
            Name = women.Name, Description = women.Description, TargetGroups = ["TG_ELDER"], Activities = ["AK_VISITING"], Languages = ["ar"], Boundaries = ["AK_VISITING"],
        }));

        var told = await SuggestionsAsync(await app.AddNeedAsync());
        Assert.Contains("Vil helst ikke spørges om", told, StringComparison.Ordinal);
        Assert.Contains("Kvinder på Tværs", told, StringComparison.Ordinal);

        var ownNeed = await app.AddNeedAsync(asker: Catalogue.Auditors);
        var untold = await app.As(Person.Dorte).GetStringAsync(new Uri($"/behov/{ownNeed}/forslag", UriKind.Relative));
        Assert.DoesNotContain("Vil helst ikke spørges om", untold, StringComparison.Ordinal);
        Assert.DoesNotContain("Kvinder på Tværs", untold, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_partners_stand_side_by_side_and_differences_are_marked()
    {
        var id = await app.AddNeedAsync();
        await app.WithDb(async db =>
        {
            (await db.Needs.SingleAsync(n => n.Id == id)).DescribeWhoAndWhat("M4", ["TG_ELDER", "TG_CHILDREN"], ["AK_VISITING", "AK_FOOTBALL"], [], [], "", app.Clock.Now);
            await db.SaveChangesAsync();
        });

        var page = await app.As(Person.Birgit).GetStringAsync(
            new Uri($"/behov/{id}/sammenlign?partner={Catalogue.WomenAssociation}&partner={Catalogue.FootballClub}", UriKind.Relative));

        Assert.Contains("Sammenlign 2", page, StringComparison.Ordinal);
        Assert.Contains("class=\"differs\">Sprog", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_alone_cannot_be_compared()
    {
        var id = await app.AddNeedAsync();

        var response = await app.As(Person.Birgit).GetAsync(new Uri($"/behov/{id}/sammenlign?partner={Catalogue.WomenAssociation}", UriKind.Relative));

        Assert.StartsWith($"/behov/{id}/forslag", response.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unconfirmed_profile_is_not_shown_to_another_association()
    {
        var id = await app.AddNeedAsync(asker: Catalogue.WomenAssociation);
        await app.WithDb(async db =>
        {
            (await db.Organisations.SingleAsync(o => o.Id == Catalogue.FootballClub)).RequireConfirmation();
            await db.SaveChangesAsync();
        });

        var page = await app.As(Person.Amina).GetStringAsync(new Uri($"/behov/{id}/forslag", UriKind.Relative));

        Assert.DoesNotContain("Byens Boldklub", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Foreslå møde", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slider_changes_the_order_and_says_who_moved()
    {
        var id = await BothKindsOfHelpAsync();
        var usual = await NamesAsync(id, "");

        var trial = await app.PageAsync(Person.Birgit, $"/behov/{id}/forslag?opgave=4&adgang=0&praktisk=0");
        var back = await NamesAsync(id, "?opgave=2&adgang=2&praktisk=2");

        Assert.Contains("Du kigger på en prøve-liste", trial.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("4", trial.QuerySelector("#opgave")!.GetAttribute("value"));
        Assert.Equal("Tæller ikke med", trial.QuerySelector("#adgang")!.GetAttribute("aria-valuetext"));
        Assert.Equal(usual.Order(), trial.QuerySelectorAll(".k-match h2 a").Select(a => a.TextContent).Order());
        Assert.Equal(usual, back);
    }

    [Fact]
    public async Task The_need_remembers_whether_small_associations_are_given_room()
    {
        var id = await app.AddNeedAsync();
        Assert.Contains("er rykket lidt op", await SuggestionsAsync(id), StringComparison.Ordinal);

        await app.SubmitAsync(Person.Birgit, $"/behov/{id}/forslag", action: $"/behov/{id}/raekkefoelge");
        Assert.True(await app.WithDb(db => db.Needs.Where(n => n.Id == id).Select(n => n.RanksByFitOnly).SingleAsync()));
        Assert.Contains("følger kun, hvor godt de passer", await SuggestionsAsync(id), StringComparison.Ordinal);

        await app.SubmitAsync(Person.Birgit, $"/behov/{id}/forslag", action: $"/behov/{id}/raekkefoelge");
        Assert.False(await app.WithDb(db => db.Needs.Where(n => n.Id == id).Select(n => n.RanksByFitOnly).SingleAsync()));
    }

    [Theory]
    [InlineData(nameof(Person.Carsten))]
    [InlineData(nameof(Person.Dorte))]
    [InlineData(nameof(Person.Erik))]
    public async Task Somebody_else_cannot_choose_the_order(string name)
    {
        var id = await app.AddNeedAsync();

        Assert.Equal(System.Net.HttpStatusCode.NotFound, await app.PostWithTokenAsync(Person.All.Single(p => p.Name == name), $"/behov/{id}/raekkefoelge", [new("kunMatch", "true")]));
        Assert.False(await app.WithDb(db => db.Needs.Where(n => n.Id == id).Select(n => n.RanksByFitOnly).SingleAsync()));
    }

    [Fact]
    public async Task Two_who_cover_the_need_together_are_shown_with_what_each_covers_and_asked_in_turn()
    {
        var id = await BothKindsOfHelpAsync();
        var page = await app.PageAsync(Person.Birgit, $"/behov/{id}/forslag");
        var together = page.QuerySelector("section[aria-labelledby=sammen]")!;

        Assert.Contains("Kvinder på Tværs", together.TextContent, StringComparison.Ordinal);
        Assert.Contains("Nordlys Revision", together.TextContent, StringComparison.Ordinal);

        var (next, asked) = (together.QuerySelector("a.button-tertiary")!.GetAttribute("href")!, 0);

        while (next.StartsWith($"/behov/{id}/forslag/nyt?partner=", StringComparison.Ordinal))
        {
            using var sent = await app.SubmitAsync(Person.Birgit, next, action: $"/behov/{id}/forslag/nyt");
            next = sent.Headers.Location!.ToString();
            asked++;
        }

        Assert.StartsWith("/forslag/", next, StringComparison.Ordinal);
        Assert.Equal(together.QuerySelectorAll("li:not(.is-missing)").Length, asked);
        Assert.Equal(asked, await app.WithDb(db => db.Proposals.CountAsync(p => p.NeedId == id)));
    }

    [Fact]
    public async Task Who_can_do_it_alone_is_not_bundled_with_anybody() =>
        Assert.Null((await app.PageAsync(Person.Birgit, $"/behov/{await app.AddNeedAsync()}/forslag")).QuerySelector("section[aria-labelledby=sammen]"));

    [Fact]
    public async Task A_suggestion_says_what_would_change_it()
    {
        var id = await app.AddNeedAsync();
        await app.WithDb(async db =>
        {
            (await db.Needs.SingleAsync(n => n.Id == id)).DescribeWhoAndWhat("M4", ["TG_ELDER"], ["AK_VISITING"], [], ["so"], "", app.Clock.Now);
            await db.SaveChangesAsync();
        });

        Assert.Contains("Hvis Kvinder på Tværs også talte somali", (await app.PageAsync(Person.Birgit, $"/behov/{id}/forslag")).Body!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>Visits, which an association knows about, and accounts, which an auditor does.</summary>
    private async Task<Guid> BothKindsOfHelpAsync()
    {
        var id = await app.AddNeedAsync();
        await app.WithDb(async db =>
        {
            (await db.Needs.SingleAsync(n => n.Id == id)).DescribeWhoAndWhat("M4", ["TG_ELDER", "TG_CHILDREN"], ["AK_VISITING"], ["CO_CSR_ACCOUNTING"], ["ar"], "", app.Clock.Now);
            await db.SaveChangesAsync();
        });
        return id;
    }

    private Task ChangeAsync<T>(Func<KemDb, Task<T>> find, Action<T> change) => app.WithDb(async db =>
    {
        change(await find(db));
        await db.SaveChangesAsync();
    });

    private static Task<Organisation> WomenAsync(KemDb db) => db.Organisations.SingleAsync(o => o.Id == Catalogue.WomenAssociation);

    private async Task<IReadOnlyList<string>> NamesAsync(Guid id, string query) =>
        [.. (await app.PageAsync(Person.Birgit, $"/behov/{id}/forslag{query}")).QuerySelectorAll(".k-match h2 a").Select(a => a.TextContent)];

    private Task<string> SuggestionsAsync(Guid id) => app.As(Person.Birgit).GetStringAsync(new Uri($"/behov/{id}/forslag", UriKind.Relative));

    private static int After(string page, string text) =>
        page.IndexOf(text, StringComparison.Ordinal) is var at and >= 0 ? at : page.Length;
}
