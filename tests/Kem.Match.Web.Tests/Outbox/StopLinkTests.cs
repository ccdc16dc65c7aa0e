using System.Net;
using AngleSharp.Html.Parser;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Tests.Outbox;

/// <summary>»No thanks to reminders« from a mail: by the button on the page, and by the mail program itself.</summary>
public sealed class StopLinkTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Opening_the_link_changes_nothing_and_the_button_does()
    {
        var link = await LinkAsync(LetterUse.Reminder);

        var page = new HtmlParser().ParseDocument(await app.As(null).GetStringAsync(link));
        Assert.Contains("Stop påmindelser", page.QuerySelector("button")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await app.WithDb(db => db.MailStops.CountAsync()));

        var answer = await app.SubmitAsync(null, link.OriginalString);
        Assert.Contains("Du får ikke flere påmindelser", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var stop = await app.WithDb(db => db.MailStops.SingleAsync());
        Assert.Equal(("medlem1@forening.example", MailStopScope.Reminders, MailStopCause.Receiver, Places.Hillerød), (stop.Address, stop.Scope, stop.Cause, stop.MunicipalityCode));
    }

    [Fact]
    public async Task A_mail_program_does_it_with_one_post_and_no_cookie_and_twice_is_once()
    {
        var link = await LinkAsync(LetterUse.Digest);

        for (var time = 0; time < 2; time++)
        {
            using var form = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
            Assert.Equal(HttpStatusCode.OK, (await app.As(null).PostAsync(link, form)).StatusCode);
        }

        Assert.Equal(1, await app.WithDb(db => db.MailStops.CountAsync()));
    }

    [Fact]
    public async Task It_can_be_undone_but_not_what_a_coordinator_has_stopped()
    {
        var link = await LinkAsync(LetterUse.Reminder);
        await app.SubmitAsync(null, link.OriginalString);

        await UndoAsync();
        Assert.False((await app.WithDb(db => db.MailStops.SingleAsync())).IsInForce);

        await app.SubmitAsync(Person.Birgit, "/administration/mailstop", [new("Form.Address", "medlem1@forening.example"), new("Form.Why", "Bad om det.")]);
        await UndoAsync();
        await app.SubmitAsync(null, link.OriginalString);
        Assert.Equal((true, MailStopScope.Everything), await app.WithDb(db => db.MailStops.Select(s => ValueTuple.Create(s.LiftedAt == null, s.Scope)).SingleAsync()));

        async Task UndoAsync()
        {
            using var form = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
            await app.As(null).PostAsync(new Uri(link + "/fortryd", UriKind.Relative), form);
        }
    }

    [Fact]
    public async Task A_link_that_is_guessed_or_for_something_else_leads_nowhere()
    {
        var link = (await LinkAsync(LetterUse.Reminder)).OriginalString;
        var id = link["/n/".Length..].Split('.')[0];

        foreach (var wrong in new[] { $"/n/{id}", $"/n/{id}.", $"/n/{id}.{new string('0', 32)}", $"/n/{Guid.NewGuid():N}.{link[^32..]}", "/n/x.y" })
        {
            using var form = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
            Assert.Equal(HttpStatusCode.NotFound, (await app.As(null).GetAsync(new Uri(wrong, UriKind.Relative))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await app.As(null).PostAsync(new Uri(wrong, UriKind.Relative), form)).StatusCode);
        }
    }

    [Fact]
    public async Task What_a_person_must_know_has_no_such_link()
    {
        var links = app.Services.GetRequiredService<MailLinks>();

        Assert.Null(links.StopFor(OutgoingMail.From(new NumberedLetter(1) { Town = Places.Hillerød }, app.Clock.GetUtcNow())));
        Assert.Equal(0, await app.WithDb(db => db.Outbox.CountAsync()));
    }

    private async Task<Uri> LinkAsync(LetterUse use)
    {
        var mail = OutgoingMail.From(new NumberedLetter(1) { Town = Places.Hillerød, For = use }, app.Clock.GetUtcNow());
        await app.WithDb(async db =>
        {
            db.Outbox.Add(mail);
            await db.SaveChangesAsync();
        });

        return new Uri(new Uri(app.Services.GetRequiredService<MailLinks>().StopFor(mail)!).AbsolutePath, UriKind.Relative);
    }
}
