using System.Net;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Administration;

public sealed class AdministrationTests : IDisposable
{
    private const string Outbox = "/administration/udbakke";

    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData("/administration/brugere")]
    [InlineData("/administration/tidsplan")]
    [InlineData(Outbox)]
    public async Task Only_the_administrator_comes_in(string url)
    {
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Person.Erik, url));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Person.Birgit, url));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Person.Carsten, url));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(null, url));
    }

    [Fact]
    public async Task The_timetable_says_what_runs_and_when() =>
        Assert.Contains("0/15 * * * * ?", (await app.PageAsync(Person.Erik, "/administration/tidsplan")).QuerySelector("table")!.TextContent, StringComparison.Ordinal);

    [Fact]
    public async Task The_outbox_shows_the_envelope_and_never_the_letter()
    {
        await FailedMailAsync();

        var text = (await app.PageAsync(Person.Erik, Outbox)).DocumentElement.OuterHtml;

        Assert.Contains("Vil I mødes?", text, StringComparison.Ordinal);
        Assert.Contains("550 ukendt modtager", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hemmelige ord", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_chosen_state_is_listed()
    {
        await FailedMailAsync();

        Assert.Single((await app.PageAsync(Person.Erik, Outbox + "?tilstand=Failed")).QuerySelectorAll(".k-rows > li"));
        Assert.Empty((await app.PageAsync(Person.Erik, Outbox + "?tilstand=Sent")).QuerySelectorAll(".k-rows > li"));
    }

    [Fact]
    public async Task A_mail_that_did_not_arrive_is_tried_again()
    {
        var id = await FailedMailAsync();
        var again = $"{Outbox}/{id}/forsoeg";

        Assert.Equal(HttpStatusCode.NotFound, await app.PostWithTokenAsync(Person.Birgit, again));
        Assert.Equal(HttpStatusCode.Redirect, await app.PostWithTokenAsync(null, again));
        Assert.Equal(OutgoingMailState.Failed, await StateAsync(id));

        await app.SubmitAsync(Person.Erik, Outbox, action: again);

        Assert.Equal(OutgoingMailState.Waiting, await StateAsync(id));
        Assert.Equal(HttpStatusCode.NotFound, await app.PostWithTokenAsync(Person.Erik, again));
    }

    private Task<Guid> FailedMailAsync() => app.WithDb(async db =>
    {
        var mail = OutgoingMail.From(new PrivateLetter(), app.Clock.GetUtcNow());
        mail.Record(Delivery.Permanent("550 ukendt modtager"), app.Clock.GetUtcNow());
        db.Outbox.Add(mail);
        await db.SaveChangesAsync();
        return mail.Id;
    });

    private async Task<HttpStatusCode> StatusAsync(Person? person, string url) =>
        (await app.As(person).GetAsync(new Uri(url, UriKind.Relative))).StatusCode;

    private sealed record PrivateLetter() : Letter(Recipient.Create("Amina", "amina@kem.example"))
    {
        public override string Kind => "PROPOSAL";
        public override string Subject => "Vil I mødes?";
        public override string Text => "Her står hemmelige ord.";
    }

    private Task<OutgoingMailState> StateAsync(Guid id) => app.WithDb(db => db.Outbox.Where(m => m.Id == id).Select(m => m.State).SingleAsync());
}
