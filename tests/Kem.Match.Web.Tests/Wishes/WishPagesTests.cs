using System.Net;
using AngleSharp.Html.Parser;
using Kem.Match.Web.Domain.Wishes;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Tests.Wishes;

/// <summary>The form in which people choose their mails, signed in and by the link in a mail.</summary>
public sealed class WishPagesTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Somebody_with_an_account_chooses_and_undoes_it()
    {
        var answer = await app.SubmitAsync(Person.Amina, "/mig/mails", [new("Form.Choices[NP_MINUTES]", "Weekly"), new("Form.From", "09:30")]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);

        var wishes = await WishesAsync();
        Assert.Equal((Person.Amina.Email, Places.Hillerød), (wishes.Address, wishes.MunicipalityCode));
        Assert.Equal((MailChoice.Weekly, new TimeOnly(9, 30)), (wishes.Settings.Choices[MailLine.Minutes], wishes.Settings.Hours.From));
        Assert.False(wishes.Settings.Choices.ContainsKey(MailLine.Agreements));

        var page = new HtmlParser().ParseDocument(await app.As(Person.Amina).GetStringAsync(new Uri("/mig/mails", UriKind.Relative)));
        Assert.NotNull(page.QuerySelector("input[name='Form.Choices[NP_MINUTES]'][value=Weekly][checked]"));

        await UndoAsync(Person.Amina, "/mig/mails");
        Assert.Equal(new TimeOnly(8, 0), (await WishesAsync()).Settings.Hours.From);
    }

    [Theory]
    [InlineData("Form.Until", "07:00", "senere end kl. 8.00")]
    [InlineData("Form.Until", "ni", "Vælg et klokkeslæt")]
    [InlineData("Form.DigestDay", "Sunday", "om søndagen")]
    [InlineData("Form.PauseFrom", "2026-04-01", "Vælg den sidste dag")]
    [InlineData("Form.PauseUntil", "2026-03-01", "Dagen er gået")]
    [InlineData("Form.PauseUntil", "2031-03-01", "højst vare et år")]
    [InlineData("Form.PauseUntil", "31. februar", null)]
    [InlineData("Form.Choices[NP_DIGEST]", "Sometimes", "Vælg, hvordan du vil have »Ugens overblik«")]
    [InlineData("Form.Choices[NP_MINUTES]", "Daily", "Vælg, hvordan du vil have »Referater«")]
    [InlineData("Form.ByPhone", "true", "Vi har ikke dit nummer")]
    public async Task What_cannot_be_is_said_at_its_field_and_nothing_is_lost(string field, string value, string? words)
    {
        var answer = await app.SubmitAsync(Person.Erik, "/mig/mails", [new(field, value), new("Form.Choices[NP_HEALTH]", "Never")]);
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var error = Assert.Single(page.QuerySelectorAll(".form-error-message"));
        Assert.Contains(words ?? "", error.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector($".k-alert a[href='#{error.Closest(".form-group")!.QuerySelector("input, select")!.Id}']"));
        Assert.NotNull(page.QuerySelector("input[name='Form.Choices[NP_HEALTH]'][value=Never][checked]"));
        Assert.Equal(0, await app.WithDb(db => db.MailWishes.CountAsync()));
    }

    [Fact]
    public async Task A_pause_that_ends_before_it_begins_is_refused_at_its_end()
    {
        var answer = await app.SubmitAsync(Person.Birgit, "/mig/mails", [new("Form.PauseFrom", "2026-04-10"), new("Form.PauseUntil", "2026-04-01")]);

        Assert.Contains("Pausen slutter, før den begynder", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_in_a_mail_leads_to_the_same_form_and_opening_it_changes_nothing()
    {
        var link = await LinkAsync();

        var page = await app.As(null).GetStringAsync(new Uri(link, UriKind.Relative));
        Assert.Contains(WishedLetter.Address, page, StringComparison.Ordinal);
        Assert.Equal(0, await app.WithDb(db => db.MailWishes.CountAsync()));

        var answer = await app.SubmitAsync(null, link, [new("Form.Choices[NP_PROPOSALS]", "Weekly"), new("Form.PauseUntil", "2026-04-01")]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var wishes = await WishesAsync();
        Assert.Equal((WishedLetter.Address, MailChoice.Weekly, new DateOnly(2026, 4, 1)), (wishes.Address, wishes.Settings.Choices[MailLine.Proposals], wishes.Settings.PauseUntil));

        foreach (var wrong in new[] { link[..^1] + (link[^1] == '0' ? '1' : '0'), link.Replace("/v/", "/n/", StringComparison.Ordinal), "/v/x.y" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await app.As(null).GetAsync(new Uri(wrong, UriKind.Relative))).StatusCode);
        }
    }

    [Fact]
    public async Task A_pressed_stop_is_seen_in_the_form_and_taken_back_by_choosing()
    {
        var link = await LinkAsync();
        await app.WithDb(db =>
        {
            db.MailStops.Add(new MailStop(Places.Hillerød, WishedLetter.Address, MailStopScope.Reminders, MailStopCause.Receiver, "Stop.", "", app.Clock.Now));
            return db.SaveChangesAsync();
        });

        var page = new HtmlParser().ParseDocument(await app.As(null).GetStringAsync(new Uri(link, UriKind.Relative)));
        Assert.NotNull(page.QuerySelector("input[name='Form.Choices[NP_REMINDERS]'][value=Never][checked]"));

        await app.SubmitAsync(null, link);
        Assert.True((await app.WithDb(db => db.MailStops.SingleAsync())).IsInForce);

        await app.SubmitAsync(null, link, [new("Form.Choices[NP_REMINDERS]", "Immediate")]);
        Assert.False((await app.WithDb(db => db.MailStops.SingleAsync())).IsInForce);
    }

    [Fact]
    public async Task The_phone_is_written_on_the_profile_too_and_the_coordinator_sees_the_pause()
    {
        var contact = await app.WithDb(db => db.Organisations.Where(o => o.Id == Catalogue.WomenAssociation).Select(o => o.ContactEmail).SingleAsync());
        var link = await LinkAsync(contact);

        await app.SubmitAsync(null, link, [new("Form.ByPhone", "true"), new("Form.PauseUntil", "2026-03-20")]);
        Assert.Equal(Domain.Organisations.Channel.Phone, await app.WithDb(db => db.Organisations.Where(o => o.Id == Catalogue.WomenAssociation).Select(o => o.PreferredChannel).SingleAsync()));

        var profile = await app.As(Person.Birgit).GetStringAsync(new Uri($"/katalog/{Catalogue.WomenAssociation}", UriKind.Relative));
        Assert.Contains("holder pause fra mails til og med 20. marts", profile, StringComparison.Ordinal);
        Assert.Contains("vil hellere ringes op", profile, StringComparison.Ordinal);
        Assert.DoesNotContain("holder pause fra mails", await app.As(Person.Dorte).GetStringAsync(new Uri($"/katalog/{Catalogue.WomenAssociation}", UriKind.Relative)), StringComparison.Ordinal);

        await UndoAsync(null, link);
        Assert.Equal(Domain.Organisations.Channel.Email, await app.WithDb(db => db.Organisations.Where(o => o.Id == Catalogue.WomenAssociation).Select(o => o.PreferredChannel).SingleAsync()));
    }

    [Fact]
    public async Task A_test_mail_goes_to_whoever_asks()
    {
        await app.SubmitAsync(Person.Amina, "/mig/mails", action: "/mig/mails/proeve");

        Assert.Equal(Person.Amina.Email, await app.WithDb(db => db.Outbox.Where(m => m.Kind == TestLetter.Code).Select(m => m.ToAddress).SingleAsync()));
    }

    private Task<MailWishes> WishesAsync() => app.WithDb(db => db.MailWishes.AsNoTracking().SingleAsync());

    // The button of the receipt; its page is shown once, so the token comes from the form beside it.
    private async Task UndoAsync(Person? person, string page)
    {
        var browser = app.As(person);
        var html = new HtmlParser().ParseDocument(await browser.GetStringAsync(new Uri(page, UriKind.Relative)));
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!)]);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync(new Uri(page + "/fortryd", UriKind.Relative), form)).StatusCode);
    }

    private async Task<string> LinkAsync(string address = WishedLetter.Address)
    {
        var mail = OutgoingMail.From(new WishedLetter("PROPOSAL") { At = address }, app.Clock.GetUtcNow());
        await app.WithDb(db =>
        {
            db.Outbox.Add(mail);
            return db.SaveChangesAsync();
        });

        return new Uri(app.Services.GetRequiredService<MailLinks>().ChoicesFor(mail)!).AbsolutePath;
    }
}
