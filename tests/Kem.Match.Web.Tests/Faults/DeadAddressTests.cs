using System.Globalization;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Features.Reminders;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Tests.Agreements;
using Kem.Match.Web.Tests.Mailing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Faults;

/// <summary>The mail server says that there is nobody at an address.</summary>
public sealed class DeadAddressTests
{
    [Fact]
    public async Task The_address_is_stopped_the_coordinator_gets_a_task_and_the_other_parties_get_their_mail()
    {
        await using var sink = await SmtpSink.StartAsync("--rcpt-5xx", "amina");
        await using var app = new AppWithServer(sink.Port);
        await app.SaveAsync(Lektiecafe.InForce(organisations: AgreementSteps.Parties));
        app.Clock.Now = DanishTime.At(new DateOnly(2026, 5, 19), new TimeOnly(9, 0));

        await app.RunAsync<ReminderRounds>();
        await app.RunAsync<OutboxDelivery>();
        await app.RunAsync<OutboxDelivery>();

        var mails = await app.WithDb(db => db.Outbox.AsNoTracking().ToListAsync());
        Assert.Equal((OutgoingMailState.Failed, MailReason.Refused, 1), mails.Where(mail => mail.ToAddress == "amina@kem.example").Select(mail => (mail.State, mail.Reason, mail.Attempts)).Single());
        Assert.Equal(["birgit@kem.example", "gert@kem.example"], sink.Accepted.Select(mail => mail.Recipients.Single()).Order());

        var stop = await app.WithDb(db => db.MailStops.SingleAsync());
        Assert.Equal(("amina@kem.example", MailStopCause.Undeliverable), (stop.Address, stop.Cause));
        Assert.Contains("Mails til amina@kem.example kommer ikke frem", (await app.PageAsync(Person.Birgit, "/")).Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("amina@kem.example", (await app.PageAsync(Person.Carsten, "/")).Body!.TextContent, StringComparison.Ordinal);
    }

    private sealed class AppWithServer(int port) : KemApp
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Mail:From", "kem-match@kem.example").UseSetting("Mail:Smtp:Host", "127.0.0.1")
                .UseSetting("Mail:Smtp:Port", port.ToString(CultureInfo.InvariantCulture)).UseSetting("Mail:Smtp:Security", nameof(SmtpSecurity.None));
        }
    }
}
