using System.Net;
using AngleSharp.Html.Parser;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Checkups;
using Kem.Match.Web.Domain.Programmes;
using Kem.Match.Web.Features.Reminders;
using Kem.Match.Web.Tests.Programmes;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Checkups;

/// <summary>An association answers by the link in its mail, and decides itself what others get to know.</summary>
public sealed class CheckupPagesTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Opening_every_page_twice_changes_nothing()
    {
        var link = await InvitedAsync();
        var before = await app.WithDb(db => db.Checkups.AsNoTracking().Select(c => new { c.SavedAt, c.ClosedAt, Version = EF.Property<long>(c, KemDb.Version) }).ToListAsync());

        foreach (var page in new[] { "", "/1", "/12", "/slut", "", "/1" })
        {
            Assert.Equal(HttpStatusCode.OK, (await app.As(null).GetAsync(new Uri(link + page, UriKind.Relative))).StatusCode);
        }

        Assert.Equal(before, await app.WithDb(db => db.Checkups.AsNoTracking().Select(c => new { c.SavedAt, c.ClosedAt, Version = EF.Property<long>(c, KemDb.Version) }).ToListAsync()));
    }

    [Fact]
    public async Task Three_statements_a_page_are_kept_as_one_goes_and_can_be_left_for_later()
    {
        var link = await InvitedAsync();

        var first = await app.SubmitAsync(null, $"{link}/1", [Choice("HC_VISION_1", "Partly"), Choice("HC_VISION_2", "DontKnow")], $"{link}/1");
        Assert.Equal($"{link}/2", first.Headers.Location?.OriginalString);
        var second = await app.SubmitAsync(null, $"{link}/2", [Choice("HC_MISSION_1", "InPlace"), new("handling", "senere")], $"{link}/2");
        Assert.Equal(link, second.Headers.Location?.OriginalString);

        var page = await ReadAsync(link);
        Assert.Contains("2 af 3", page, StringComparison.Ordinal);
        Assert.Contains("1 af 3", page, StringComparison.Ordinal);
        var again = new HtmlParser().ParseDocument(await app.As(null).GetStringAsync(new Uri($"{link}/1", UriKind.Relative)));
        Assert.NotNull(again.QuerySelector("input[name='Form.Answers[HC_VISION_1]'][value=Partly][checked]"));
        Assert.Equal((3, 21), (again.QuerySelectorAll("fieldset").Length, again.QuerySelectorAll("input[type=radio]").Length));
        Assert.Contains("egen formulering", again.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_who_save_their_pages_at_the_same_moment_are_both_kept()
    {
        var link = await InvitedAsync();

        for (var round = 0; round < 10; round++)
        {
            var both = await Task.WhenAll(
                app.SubmitAsync(null, $"{link}/1", [Choice("HC_VISION_1", round % 2 == 0 ? "Partly" : "Mostly")], $"{link}/1"),
                app.SubmitAsync(null, $"{link}/2", [Choice("HC_MISSION_1", round % 2 == 0 ? "Begun" : "InPlace")], $"{link}/2"));

            Assert.Equal([$"{link}/2", $"{link}/3"], both.Select(answer => answer.Headers.Location?.OriginalString));
        }

        var answers = await app.WithDb(db => db.Checkups.AsNoTracking().SelectMany(c => c.Answers).ToListAsync());
        Assert.Equal([("HC_MISSION_1", CheckupChoice.InPlace), ("HC_VISION_1", CheckupChoice.Mostly)], answers.Select(answer => (answer.Statement, answer.Choice)).Order());
    }

    [Fact]
    public async Task What_is_not_a_choice_or_belongs_to_another_page_is_left_out()
    {
        var link = await InvitedAsync();

        await app.SubmitAsync(null, $"{link}/1", [Choice("HC_VISION_1", "99"), Choice("HC_FINANCE_1", "InPlace"), Choice("HC_VISION_2", "Begun")], $"{link}/1");

        var answers = await app.WithDb(db => db.Checkups.AsNoTracking().SelectMany(c => c.Answers).ToListAsync());
        Assert.Equal(["HC_VISION_2"], answers.Select(answer => answer.Statement));
        Assert.Equal(HttpStatusCode.Redirect, (await app.As(null).GetAsync(new Uri($"{link}/13", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.As(null).GetAsync(new Uri("/t/ukendt", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Nothing_answered_cannot_be_closed_and_says_what_to_do()
    {
        var link = await InvitedAsync();

        var answer = await app.SubmitAsync(null, $"{link}/slut", action: $"{link}/slut");

        Assert.Contains("Svar på mindst ét udsagn", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null(await app.WithDb(db => db.Checkups.Where(c => c.OrganisationId == Catalogue.WomenAssociation).Select(c => c.ClosedAt).SingleAsync()));
    }

    [Fact]
    public async Task Only_an_accepted_gap_becomes_a_wish_and_an_accepted_strength_something_the_association_can()
    {
        var link = await ClosedAsync("HC_FUNDRAISING_", "HC_NETWORK_");
        Assert.Contains("Vil I have hjælp til", await ReadAsync(link), StringComparison.Ordinal);
        Assert.DoesNotContain("CO_DIM_FUNDRAISING", await GapsAsync());

        await app.SubmitAsync(null, link, [new("Form.Wanted", "FUNDRAISING"), new("Form.Wanted", "VISION"), new("Form.Offered", "NETWORK")], $"{link}/hjaelp");

        // Vision is no gap, so it cannot be made one.
        Assert.Equal(["CO_DIM_FINANCE", "CO_DIM_FUNDRAISING"], await GapsAsync());
        Assert.Contains("CO_DIM_NETWORK", await app.WithDb(db => db.Organisations.Where(o => o.Id == Catalogue.WomenAssociation).Select(o => o.Competences).SingleAsync()));
        Assert.Contains("Fundraising", await app.As(Person.Birgit).GetStringAsync(new Uri($"/katalog/{Catalogue.WomenAssociation}", UriKind.Relative)), StringComparison.OrdinalIgnoreCase);

        // Thought again: it goes, and what the association had on its profile before stays.
        await app.SubmitAsync(null, link, [new("Form.Offered", "NETWORK"), new("Form.Wanted", "")], $"{link}/hjaelp");
        Assert.Equal(["CO_DIM_FINANCE"], await GapsAsync());
    }

    [Fact]
    public async Task The_result_shows_a_radar_with_a_title_and_a_table_with_every_subject()
    {
        var link = await ClosedAsync("HC_FUNDRAISING_", "HC_NETWORK_");

        var page = new HtmlParser().ParseDocument(await app.As(null).GetStringAsync(new Uri(link, UriKind.Relative)));

        Assert.Equal("I står stærkest i netværk", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(12, page.QuerySelectorAll("table tbody tr").Length);
        var radar = page.QuerySelector("svg[role=img]")!;
        Assert.Equal("radar-t radar-d", radar.GetAttribute("aria-labelledby"));
        Assert.Equal((1, 12), (radar.QuerySelectorAll("path.round").Length, radar.QuerySelectorAll("circle.mark").Length));
        Assert.Empty(page.QuerySelectorAll("script, [style]"));
        Assert.Contains("Svarene er jeres", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_box_about_status_meetings_is_off_until_the_association_ticks_it()
    {
        var link = await ClosedAsync("HC_FUNDRAISING_", "HC_NETWORK_");
        Assert.False(await ShowsAsync());

        await app.SubmitAsync(null, link, [new("vis", "true")], $"{link}/visning");
        Assert.True(await ShowsAsync());

        await app.SubmitAsync(null, link, [new("vis", "false")], $"{link}/visning");
        Assert.False(await ShowsAsync());
    }

    [Theory]
    [InlineData("stopped", "Forløbet er stoppet.")]
    [InlineData("left", "I er ikke med i forløbet mere.")]
    [InlineData("over", "Runden sluttede 28. juni.")]
    public async Task What_cannot_be_answered_any_more_says_why_and_takes_no_answer(string change, string why)
    {
        var link = await InvitedAsync();
        var programme = await app.WithDb(db => db.Programmes.AsNoTracking().Whole().SingleAsync());

        await app.ChangeAsync(programme, p =>
        {
            if (change == "stopped") p.Stop("Ingen penge.", KemApp.Morning);
            if (change == "left") p.Leave(p.MemberOf(Catalogue.WomenAssociation)!, Hillerød.Start, KemApp.Morning);
        });

        if (change == "over") app.Clock.Now = DanishTime.At(Hillerød.Start.AddDays(28), new TimeOnly(9, 0));

        Assert.Contains(why, await ReadAsync(link), StringComparison.Ordinal);
        Assert.Equal(link, (await app.As(null).GetAsync(new Uri($"{link}/1", UriKind.Relative))).Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_closed_check_can_be_opened_again_while_the_round_is_open()
    {
        var link = await ClosedAsync("HC_FUNDRAISING_", "HC_NETWORK_");

        await app.SubmitAsync(null, link, action: $"{link}/ret");
        Assert.Contains("I har svaret på det hele", await ReadAsync(link), StringComparison.Ordinal);

        await app.SubmitAsync(null, $"{link}/slut", action: $"{link}/slut");
        app.Clock.Now = DanishTime.At(Hillerød.Start.AddDays(40), new TimeOnly(9, 0));
        Assert.DoesNotContain("Ret svarene", await ReadAsync(link), StringComparison.Ordinal);
    }

    private static KeyValuePair<string, string> Choice(string statement, string choice) => new($"Form.Answers[{statement}]", choice);

    private Task<string> ReadAsync(string link) => app.As(null).GetStringAsync(new Uri(link, UriKind.Relative));

    private Task<bool> ShowsAsync() => app.WithDb(db => db.ProgrammeMembers.Where(m => m.OrganisationId == Catalogue.WomenAssociation).Select(m => m.ShowsChange).SingleAsync());

    private async Task<IEnumerable<string>> GapsAsync() => (await app.WithDb(db => db.Organisations.Where(o => o.Id == Catalogue.WomenAssociation).Select(o => o.Gaps).SingleAsync())).Order(StringComparer.Ordinal);

    /// <summary>Amina's link in round 1.</summary>
    private async Task<string> InvitedAsync()
    {
        await app.SaveAsync(Hillerød.WithTwo());
        app.Clock.Now = DanishTime.At(Hillerød.Start, new TimeOnly(9, 0));
        await app.RunAsync<ReminderRounds>();
        return await app.CheckupLinkAsync(Catalogue.WomenAssociation, CheckupRound.Start);
    }

    /// <summary>Answered: partly everywhere, but one subject low and one high.</summary>
    private async Task<string> ClosedAsync(string low, string high)
    {
        var link = await InvitedAsync();
        var programme = await app.WithDb(db => db.Programmes.AsNoTracking().Whole().SingleAsync());
        await app.AnswerAsync(programme, Catalogue.WomenAssociation, CheckupRound.Start, Hillerød.All(CheckupChoice.Partly).ToDictionary(
            answer => answer.Key, answer => answer.Key.StartsWith(low, StringComparison.Ordinal) ? CheckupChoice.Begun : answer.Key.StartsWith(high, StringComparison.Ordinal) ? CheckupChoice.InPlace : answer.Value));
        return link;
    }
}
