using System.Net;
using System.Security.Cryptography;
using System.Text;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Features.Outbox.Returns;
using Kem.Match.Web.Mailing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Tests.Outbox;

/// <summary>What happens when a mail that was accepted comes back days later, and when somebody only says so.</summary>
public sealed class MailReturnsTests : IDisposable
{
    private const string Secret = "delt-hemmelighed";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kem-returns-");
    private readonly AppWithReturns app;

    public MailReturnsTests() => app = new AppWithReturns(folder.FullName, "retur@kem.example");

    public void Dispose()
    {
        app.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_mail_that_comes_back_is_shown_as_not_delivered_and_the_coordinator_gets_a_task()
    {
        var mail = await SentAsync();
        Drop(Report(ReturnPath(mail), mail, "amina@kem.example", "5.1.1", "failed"));

        await app.RunAsync<ReturnedMails>();

        var returned = await MailAsync(mail.Id);
        Assert.Equal((OutgoingMailState.Failed, MailReason.Returned), (returned.State, returned.Reason));
        Assert.Contains("550 5.1.1 no such user", returned.LastError, StringComparison.Ordinal);
        Assert.NotNull(returned.SentAt);
        Assert.Empty(folder.GetFiles("*.eml"));
        Assert.Contains("Mails til amina@kem.example kommer ikke frem", (await app.PageAsync(Person.Birgit, "/")).Body!.TextContent, StringComparison.Ordinal);

        // Nothing more is written to an address that is dead.
        var next = await SentAsync();
        Assert.Equal((OutgoingMailState.Suppressed, MailReason.AddressStopped), ((await MailAsync(next.Id)).State, (await MailAsync(next.Id)).Reason));
    }

    [Theory]
    [InlineData("5.2.2", true)]
    [InlineData("5.7.1", true)]
    [InlineData("4.4.1", false)]
    public async Task A_full_mailbox_is_not_a_dead_address_and_a_delay_is_nothing(string status, bool isReturned)
    {
        var mail = await SentAsync();
        Drop(Report(ReturnPath(mail), mail, "amina@kem.example", status, status[0] == '5' ? "failed" : "delayed"));

        await app.RunAsync<ReturnedMails>();

        Assert.Equal(isReturned ? OutgoingMailState.Failed : OutgoingMailState.Sent, (await MailAsync(mail.Id)).State);
        Assert.Equal(0, await app.WithDb(db => db.MailStops.CountAsync()));
    }

    [Fact]
    public async Task A_forged_report_changes_nothing()
    {
        var mail = await SentAsync();
        var path = ReturnPath(mail);
        Drop(Report("retur@kem.example", mail, "amina@kem.example", "5.1.1", "failed"));
        Drop(Report($"retur+{mail.Id:N}.0123456789abcdef@kem.example", mail, "amina@kem.example", "5.1.1", "failed"));
        Drop(Report(path.Replace($"{mail.Id:N}", $"{Guid.CreateVersion7():N}", StringComparison.Ordinal), mail, "amina@kem.example", "5.1.1", "failed"));
        Drop(Report(path, mail, "birgit@kem.example", "5.1.1", "failed"));

        await app.RunAsync<ReturnedMails>();

        Assert.Equal(OutgoingMailState.Sent, (await MailAsync(mail.Id)).State);
        Assert.Equal(4, new DirectoryInfo(Path.Combine(folder.FullName, ReturnedMails.PutAside)).GetFiles().Length);
    }

    [Fact]
    public async Task A_holiday_reply_is_not_a_return()
    {
        var mail = await SentAsync();
        Drop($"From: amina@kem.example\r\nTo: {ReturnPath(mail)}\r\nSubject: Jeg holder ferie\r\nAuto-Submitted: auto-replied\r\nContent-Type: text/plain\r\n\r\nTilbage den 3.\r\n");

        await app.RunAsync<ReturnedMails>();

        Assert.Equal(OutgoingMailState.Sent, (await MailAsync(mail.Id)).State);
    }

    [Fact]
    public async Task Without_a_return_address_the_message_id_decides()
    {
        using var plain = new AppWithReturns(folder.FullName, returnAddress: null);
        var mail = await SentAsync(plain);
        Drop(Report("kem-match@kem.example", mail, "amina@kem.example", "5.1.1", "failed"));

        await plain.RunAsync<ReturnedMails>();

        Assert.Equal(MailReason.Returned, await plain.WithDb(db => db.Outbox.Where(m => m.Id == mail.Id).Select(m => m.Reason).SingleAsync()));
    }

    [Fact]
    public async Task A_report_that_is_broken_in_any_way_stops_no_other()
    {
        var mail = await SentAsync();
        var whole = Report(ReturnPath(mail), mail, "amina@kem.example", "5.1.1", "failed");
        var random = new Random(5);

        for (var n = 0; n < 20_000; n++)
        {
            var broken = whole.ToCharArray();

            for (var change = random.Next(1, 20); change > 0; change--)
            {
                broken[random.Next(broken.Length)] = "\r\n:;=-<>@\0 a5"[random.Next(13)];
            }

            DeliveryReport.Read(new string(broken, 0, random.Next(broken.Length + 1)));
        }

        Assert.Equal(mail.MessageId("kem.example"), DeliveryReport.Read(whole)!.MessageId);
    }

    [Fact]
    public async Task A_signed_report_from_the_provider_is_taken_once()
    {
        var mail = await SentAsync();
        var body = $$"""{"messageId":"{{mail.MessageId("kem.example")}}","recipient":"amina@kem.example","status":"5.1.1","text":"550 no such user"}""";
        var now = app.Clock.GetUtcNow();

        Assert.Equal(HttpStatusCode.BadRequest, await ReportAsync(body, now, signature: ""));
        Assert.Equal(HttpStatusCode.BadRequest, await ReportAsync(body, now, Signed(body, now, "gættet")));
        Assert.Equal(HttpStatusCode.BadRequest, await ReportAsync(body + " ", now, Signed(body, now)));
        Assert.Equal(HttpStatusCode.BadRequest, await ReportAsync(body, now.AddMinutes(-6), Signed(body, now.AddMinutes(-6))));
        Assert.Equal(HttpStatusCode.BadRequest, await ReportAsync(body, now.AddMinutes(6), Signed(body, now.AddMinutes(6))));
        Assert.Equal(OutgoingMailState.Sent, (await MailAsync(mail.Id)).State);

        Assert.Equal(HttpStatusCode.NoContent, await ReportAsync(body, now, Signed(body, now)));
        Assert.Equal(MailReason.Returned, (await MailAsync(mail.Id)).Reason);
        Assert.Equal(HttpStatusCode.Conflict, await ReportAsync(body, now, Signed(body, now)));
        Assert.Equal(HttpStatusCode.BadRequest, await ReportAsync("{", now, Signed("{", now)));
    }

    [Theory]
    [InlineData("550 5.1.1 no such user", true)]
    [InlineData("550 no such user", true)]
    [InlineData("551 moved", true)]
    [InlineData("550 5.4.4 no such host", true)]
    [InlineData("550 5.7.1 relaying denied", false)]
    [InlineData("552 5.2.2 mailbox full", false)]
    [InlineData("554 spam", false)]
    public void A_dead_address_is_told_from_an_unwelcome_mail(string said, bool isDead) => Assert.Equal(isDead, DeliveryReport.MeansDeadAddress(said));

    private async Task<OutgoingMail> SentAsync(KemApp? other = null)
    {
        var site = other ?? app;
        var mail = OutgoingMail.From(new NumberedLetter(1) { Town = Places.Hillerød, At = "amina@kem.example" }, site.Clock.GetUtcNow());
        await site.WithDb(async db =>
        {
            db.Outbox.Add(mail);
            await db.SaveChangesAsync();
        });
        await site.RunAsync<OutboxDelivery>();
        return mail;
    }

    private string ReturnPath(OutgoingMail mail) => app.Services.GetRequiredService<MailLinks>().ReturnPathFor(mail)!;

    private Task<OutgoingMail> MailAsync(Guid id) => app.WithDb(db => db.Outbox.AsNoTracking().SingleAsync(m => m.Id == id));

    private void Drop(string source) => File.WriteAllText(Path.Combine(folder.FullName, $"{Guid.NewGuid():N}.eml"), source);

    private static string Report(string to, OutgoingMail mail, string recipient, string status, string action) =>
        $"""
        From: MAILER-DAEMON@mail.example
        To: <{to}>
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status;
        	boundary="A1B2.3/mail.example"

        --A1B2.3/mail.example
        Content-Type: text/plain; charset=us-ascii

        I'm sorry to have to inform you that your message could not be delivered.

        --A1B2.3/mail.example
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mail.example
        Arrival-Date: Tue, 3 Mar 2026 09:00:00 +0100

        Final-Recipient: rfc822; {recipient}
        Action: {action}
        Status: {status}
        Diagnostic-Code: smtp; 550 {status} no such user

        --A1B2.3/mail.example
        Content-Type: text/rfc822-headers

        Message-ID: {mail.MessageId("kem.example")}
        Subject: {mail.Subject}

        --A1B2.3/mail.example--
        """.ReplaceLineEndings("\r\n");

    private async Task<HttpStatusCode> ReportAsync(string body, DateTimeOffset at, string signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/returmails", UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Kem-Timestamp", Seconds(at));
        request.Headers.Add("X-Kem-Signature", signature);
        return (await app.As(null).SendAsync(request)).StatusCode;
    }

    private static string Signed(string body, DateTimeOffset at, string secret = Secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{Seconds(at)}.{body}")));

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);

    private sealed class AppWithReturns(string folder, string? returnAddress) : KemApp
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Mail:Returns:Folder", folder).UseSetting("Mail:Returns:Address", returnAddress).UseSetting("Mail:Returns:Secret", Secret);
        }
    }
}
