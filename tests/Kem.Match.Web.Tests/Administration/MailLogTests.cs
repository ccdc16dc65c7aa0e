using System.Net;
using System.Text;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Administration;

public sealed class MailLogTests : IDisposable
{
    private const string Outbox = "/administration/udbakke";
    private const string Stops = "/administration/mailstop";

    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData(Outbox)]
    [InlineData(Outbox + ".csv")]
    [InlineData(Stops)]
    public async Task Coordinators_and_administrators_come_in(string url)
    {
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Person.Erik, url));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Person.Birgit, url));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Person.Amina, url));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Person.Dorte, url));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(null, url));
    }

    [Fact]
    public async Task A_coordinator_sees_the_mails_of_her_municipality_and_the_administrator_all_envelopes()
    {
        var hers = await MailAsync(Places.Hillerød);
        var his = await MailAsync(Places.Roskilde);

        Assert.Equal([hers], await ListedAsync(Person.Birgit));
        Assert.Equal([his], await ListedAsync(Person.Carsten));
        Assert.Equal(2, (await ListedAsync(Person.Erik)).Count);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Person.Birgit, $"{Outbox}/{his}"));
        Assert.DoesNotContain(his.ToString("N"), await app.As(Person.Birgit).GetStringAsync(new Uri(Outbox + ".csv", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_words_are_for_the_coordinator_and_no_link_in_them_works()
    {
        var id = await MailAsync(Places.Hillerød);

        var seen = (await app.PageAsync(Person.Birgit, $"{Outbox}/{id}")).QuerySelector("main")!;
        Assert.Contains("Her står hemmelige ord.", seen.TextContent, StringComparison.Ordinal);
        Assert.Contains("[Svar her] (linket virker kun hos modtageren)", seen.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("/s/", seen.InnerHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("kem-link", seen.InnerHtml, StringComparison.Ordinal);

        Assert.DoesNotContain("hemmelige", (await app.PageAsync(Person.Erik, $"{Outbox}/{id}")).DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?tilstand=Failed", 1)]
    [InlineData("?tilstand=Sent", 0)]
    [InlineData("?q=AMINA", 1)]
    [InlineData("?q=%25", 0)]
    [InlineData("?q=mødes", 1)]
    [InlineData("?fra=2026-03-03&til=2026-03-03", 1)]
    [InlineData("?til=2026-03-02", 0)]
    [InlineData("?fra=2026-03-04", 0)]
    [InlineData("?usikre=true", 0)]
    [InlineData("?side=2", 0)]
    [InlineData("?side=-7&til=9999-12-31", 1)]
    public async Task The_list_can_be_narrowed(string question, int rows)
    {
        await MailAsync(Places.Hillerød);

        Assert.Equal(rows, (await app.PageAsync(Person.Birgit, Outbox + question)).QuerySelectorAll(".k-rows > li").Length);
    }

    [Fact]
    public async Task The_file_has_every_envelope_and_no_formula()
    {
        await MailAsync(Places.Hillerød, "=1+1");

        var lines = Encoding.UTF8.GetString(await app.As(Person.Birgit).GetByteArrayAsync(new Uri(Outbox + ".csv", UriKind.Relative))).Split("\r\n");

        Assert.StartsWith("\uFEFFSkrevet;Sendt;Til", lines[0], StringComparison.Ordinal);
        Assert.Contains(";'=1+1;", lines[1], StringComparison.Ordinal);
        Assert.Contains("550 5.1.1 ukendt modtager", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_did_not_arrive_is_tried_again()
    {
        var id = await MailAsync(Places.Hillerød);
        var again = $"{Outbox}/{id}/forsoeg";

        Assert.Equal(HttpStatusCode.NotFound, await app.PostWithTokenAsync(Person.Carsten, again));
        Assert.Equal(HttpStatusCode.NotFound, await app.PostWithTokenAsync(Person.Amina, again));
        Assert.Equal(HttpStatusCode.Redirect, await app.PostWithTokenAsync(null, again));
        Assert.Equal(OutgoingMailState.Failed, await StateAsync(id));

        await app.SubmitAsync(Person.Birgit, $"{Outbox}/{id}", action: again);

        Assert.Equal(OutgoingMailState.Waiting, await StateAsync(id));
        Assert.Equal(HttpStatusCode.NotFound, await app.PostWithTokenAsync(Person.Birgit, again));
    }

    [Fact]
    public async Task Sending_again_makes_a_mail_of_its_own_that_says_so()
    {
        var id = await MailAsync(Places.Hillerød);
        Assert.Equal(HttpStatusCode.NotFound, await app.PostWithTokenAsync(Person.Carsten, $"{Outbox}/{id}/igen"));

        var answer = await app.SubmitAsync(Person.Birgit, $"{Outbox}/{id}", action: $"{Outbox}/{id}/igen");

        var copy = await app.WithDb(db => db.Outbox.SingleAsync(m => m.CopyOf == id));
        Assert.Equal($"{Outbox}/{copy.Id}", answer.Headers.Location!.OriginalString);
        Assert.Equal((OutgoingMailState.Waiting, "Vil I mødes?"), (copy.State, copy.Subject));
        Assert.Equal(OutgoingMailState.Failed, await StateAsync(id));
        Assert.Contains("Samme indhold som", (await app.PageAsync(Person.Birgit, $"{Outbox}/{copy.Id}")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_did_not_arrive_is_a_task_until_somebody_says_it_is_dealt_with()
    {
        var id = await MailAsync(Places.Hillerød);
        Assert.Contains("1 mail kom ikke frem", (await app.PageAsync(Person.Birgit, "/")).Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("kom ikke frem", (await app.PageAsync(Person.Carsten, "/")).Body!.TextContent, StringComparison.Ordinal);

        await app.SubmitAsync(Person.Birgit, $"{Outbox}/{id}", action: $"{Outbox}/{id}/ordnet");

        Assert.DoesNotContain("kom ikke frem", (await app.PageAsync(Person.Birgit, "/")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_mail_goes_to_whoever_asks()
    {
        await app.SubmitAsync(Person.Birgit, Outbox, action: $"{Outbox}/proeve");
        await app.RunAsync<OutboxDelivery>();

        var mail = await app.WithDb(db => db.Outbox.SingleAsync());
        Assert.Equal((TestLetter.Code, "birgit@kem.example", OutgoingMailState.Sent), (mail.Kind, mail.ToAddress, mail.State));
    }

    [Fact]
    public async Task An_address_is_stopped_and_started_with_a_reason()
    {
        await app.SubmitAsync(Person.Birgit, Stops, [new("Form.Address", "Amina@kem.example"), new("Form.Why", "Hun bad om det i telefonen.")]);

        var stop = await app.WithDb(db => db.MailStops.SingleAsync());
        Assert.Equal(("amina@kem.example", "Hun bad om det i telefonen.", "Birgit", Places.Hillerød), (stop.Address, stop.Why, stop.By, stop.MunicipalityCode));
        Assert.Equal(HttpStatusCode.NotFound, await app.PostWithTokenAsync(Person.Carsten, $"{Stops}/{stop.Id}/ophaev", [new("Why", "x")]));

        await app.SubmitAsync(Person.Birgit, Stops, [new("Why", "")], $"{Stops}/{stop.Id}/ophaev");
        Assert.True(await app.WithDb(db => db.MailStops.AnyAsync(s => s.LiftedAt == null)));

        await app.SubmitAsync(Person.Birgit, Stops, [new("Why", "Hun vil gerne igen.")], $"{Stops}/{stop.Id}/ophaev");
        Assert.Equal("Hun vil gerne igen.", await app.WithDb(db => db.MailStops.Select(s => s.WhyLifted).SingleAsync()));

        await app.SubmitAsync(Person.Birgit, Stops, [new("Form.Address", "amina@kem.example"), new("Form.Why", "Alligevel ikke.")]);
        Assert.Null(await app.WithDb(db => db.MailStops.Select(s => s.LiftedAt).SingleAsync()));
    }

    [Theory]
    [InlineData("", "Fordi", "Skriv adressen.")]
    [InlineData("amina@kem.example\r\nBcc: x@y.example", "Fordi", "Adressen er ikke skrevet rigtigt")]
    [InlineData("\"amina\"@kem.example", "Fordi", "Adressen er ikke skrevet rigtigt")]
    [InlineData("amina@kem.example", "", "Skriv kort hvorfor.")]
    public async Task A_wrong_address_is_told_at_the_field_and_nothing_typed_is_lost(string address, string why, string said)
    {
        var page = await (await app.SubmitAsync(Person.Birgit, Stops, [new("Form.Address", address), new("Form.Why", why)])).PageAsync();

        Assert.Contains(said, page.QuerySelector(".form-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(why, page.QuerySelector("[name='Form.Why']")!.GetAttribute("value") ?? "");
        Assert.Equal(0, await app.WithDb(db => db.MailStops.CountAsync()));
    }

    [Fact]
    public async Task The_words_are_forgotten_first_and_the_receiver_later()
    {
        var id = await MailAsync(Places.Hillerød);
        var waiting = await MailAsync(Places.Hillerød, failed: false);

        app.Clock.Now += TimeSpan.FromDays(91);
        await app.RunAsync<MailErasure>();
        var mail = await app.WithDb(db => db.Outbox.SingleAsync(m => m.Id == id));
        Assert.Equal(("", "amina@kem.example"), (mail.Text, mail.ToAddress));
        Assert.Contains("Indholdet er slettet", (await app.PageAsync(Person.Birgit, $"{Outbox}/{id}")).Body!.TextContent, StringComparison.Ordinal);

        app.Clock.Now += TimeSpan.FromDays(700);
        await app.RunAsync<MailErasure>();
        mail = await app.WithDb(db => db.Outbox.SingleAsync(m => m.Id == id));
        Assert.Matches("^[0-9a-f]{16}$", mail.ToAddress);
        Assert.DoesNotContain("Amina", (await app.PageAsync(Person.Birgit, Outbox + "?tilstand=Failed")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.NotEqual("", await app.WithDb(db => db.Outbox.Where(m => m.Id == waiting).Select(m => m.Text).SingleAsync()));
    }

    [Fact]
    public async Task A_file_is_forgotten_when_the_last_mail_that_carries_it_is()
    {
        var (shared, alone) = (new MailAttachment("aftale.html", "text/html", [1]), new MailAttachment("bilag.html", "text/html", [2]));
        await app.WithDb(async db =>
        {
            db.MailAttachments.AddRange(shared, alone);
            await db.SaveChangesAsync();
        });
        var old = await MailAsync(Places.Hillerød);
        var young = await MailAsync(Places.Hillerød, "En anden");
        await app.WithDb(db => db.Outbox.Where(m => m.Id == old || m.Id == young).ExecuteUpdateAsync(set => set.SetProperty(m => m.AttachmentId, shared.Id)));

        var ninetyDays = app.Clock.Now + TimeSpan.FromDays(89);
        await app.WithDb(db => db.Outbox.Where(m => m.Id == young).ExecuteUpdateAsync(set => set.SetProperty(m => m.CreatedAt, ninetyDays)));
        app.Clock.Now += TimeSpan.FromDays(91);
        await app.RunAsync<MailErasure>();
        Assert.Equal([shared.Id], await app.WithDb(db => db.MailAttachments.Select(file => file.Id).ToListAsync()));

        app.Clock.Now += TimeSpan.FromDays(91);
        await app.RunAsync<MailErasure>();
        Assert.Empty(await app.WithDb(db => db.MailAttachments.ToListAsync()));
    }

    [Fact]
    public async Task Lifting_a_stop_without_a_reason_is_told_at_the_field()
    {
        await app.SubmitAsync(Person.Birgit, Stops, [new("Form.Address", "amina@kem.example"), new("Form.Why", "Bad om det.")]);
        var id = await app.WithDb(db => db.MailStops.Select(stop => stop.Id).SingleAsync());
        var lift = $"{Stops}/{id}/ophaev";

        var page = await (await app.SubmitAsync(Person.Birgit, Stops, [new("Why", "")], lift)).PageAsync();
        var form = page.QuerySelector($"form[action='{lift}']")!;
        Assert.Contains("Skriv kort hvorfor.", form.QuerySelector(".form-error-message")!.TextContent, StringComparison.Ordinal);
        Assert.True(form.ParentElement!.HasAttribute("open"));
        Assert.Equal("#Why", page.QuerySelector(".k-alert a")!.GetAttribute("href"));

        page = await (await app.SubmitAsync(Person.Birgit, Stops, [new("Why", "Hun hedder 010190-1234")], lift)).PageAsync();
        Assert.Equal("Hun hedder 010190-1234", page.QuerySelector("#Why")!.GetAttribute("value"));
        Assert.True(await app.WithDb(db => db.MailStops.AnyAsync(stop => stop.LiftedAt == null)));
    }

    private Task<Guid> MailAsync(string municipality, string subject = "Vil I mødes?", bool failed = true) => app.WithDb(async db =>
    {
        var mail = OutgoingMail.From(new PrivateLetter(municipality, subject), app.Clock.GetUtcNow());

        if (failed)
        {
            mail.Record(Delivery.Permanent("550 5.1.1 ukendt modtager"), app.Clock.GetUtcNow());
        }

        db.Outbox.Add(mail);
        await db.SaveChangesAsync();
        return mail.Id;
    });

    private async Task<IReadOnlyList<Guid>> ListedAsync(Person person) =>
        [.. (await app.PageAsync(person, Outbox)).QuerySelectorAll(".k-rows__title a").Select(link => Guid.Parse(link.GetAttribute("href")!.Split('/')[^1]))];

    private async Task<HttpStatusCode> StatusAsync(Person? person, string url) =>
        (await app.As(person).GetAsync(new Uri(url, UriKind.Relative))).StatusCode;

    private Task<OutgoingMailState> StateAsync(Guid id) => app.WithDb(db => db.Outbox.Where(m => m.Id == id).Select(m => m.State).SingleAsync());

    private sealed record PrivateLetter(string Municipality, string SubjectLine) : Letter(Recipient.Create("Amina", "amina@kem.example"))
    {
        public override string Kind => "PROPOSAL";
        public override string Subject => SubjectLine;
        public override string Text => "Her står hemmelige ord.\n\n[Svar her](kem-link:s/0198c0de-0000-7000-8000-000000000001)";
        public override string? MunicipalityCode => Municipality;
    }
}
