using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Features.Wishes;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Wishes;

public sealed class BounceAlertTests : IDisposable
{
    private readonly DemoSite site = new(TestDatabase.Sqlite);

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task The_coordinator_is_told_once_a_day_about_an_address_and_two_servers_make_one_mail()
    {
        var association = await site.WithDb(db => db.Organisations.AsNoTracking().Where(o => o.MunicipalityCode == "9001" && o.ContactEmail != "" && o.ContactPhone != "").OrderBy(o => o.Name).FirstAsync());
        await FailAsync(association.ContactEmail, 2);

        await Task.WhenAll(site.RunAsync<BounceAlerts>(), site.RunAsync<BounceAlerts>());
        await site.RunAsync<BounceAlerts>();

        var alert = Assert.Single(await AlertsAsync());
        Assert.Equal($"Mail til {association.Name} kom ikke frem", alert.Subject);
        Assert.Contains(association.ContactPhone, alert.Text, StringComparison.Ordinal);
        Assert.Contains($"/katalog/{association.Id}/ret", alert.Text, StringComparison.Ordinal);

        await FailAsync(association.ContactEmail, 1);
        await site.RunAsync<BounceAlerts>();
        Assert.Single(await AlertsAsync());

        site.Clock.Advance(TimeSpan.FromDays(1));
        await FailAsync(association.ContactEmail, 1);
        await FailAsync("en.anden@forening.example", 1);
        await site.RunAsync<BounceAlerts>();
        Assert.Equal(3, (await AlertsAsync()).Count);
    }

    [Fact]
    public async Task What_the_server_said_and_what_to_do_stand_in_the_words_of_the_municipality()
    {
        await site.WithDb(db =>
        {
            db.MailWordings.Add(new MailWording("9001", BounceAlertLetter.Code, "da", 1, "Returpost: {recipientOrg}", "{said}\n\n{whatToDo}\n\n[Ret]({link})", "Erik", site.Clock.Now));
            return db.SaveChangesAsync();
        });
        await FailAsync("en.anden@forening.example", 1);

        await site.RunAsync<BounceAlerts>();
        await site.RunAsync<OutboxDelivery>();

        var alert = Assert.Single(await AlertsAsync());
        Assert.Equal("Returpost: en.anden@forening.example", alert.Subject);
        Assert.StartsWith("Mailserveren svarede: 550 5.1.1 unknown user\n\nFind den rigtige adresse, og ret den.\n\n[Ret](/administration/udbakke/", alert.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alert_that_does_not_arrive_makes_no_new_one()
    {
        await FailAsync("mona.lund@kem.example", 1, BounceAlertLetter.Code);

        await site.RunAsync<BounceAlerts>();
        Assert.DoesNotContain(await AlertsAsync(), mail => mail.State == OutgoingMailState.Waiting);
    }

    // Mails of Mona's that the receiver's server refused for good.
    private Task<int> FailAsync(string address, int count, string kind = "PROPOSAL") => site.WithDb(async db =>
    {
        var mona = await db.Users.AsNoTracking().SingleAsync(user => user.DisplayName == "Mona Lund");

        for (var number = 0; number < count; number++)
        {
            var mail = OutgoingMail.From(new FromMona(kind, address, mona.DisplayName, mona.Email!), site.Clock.Now);
            mail.Record(Delivery.Permanent("550 5.1.1 unknown user"), site.Clock.Now);
            db.Outbox.Add(mail);
        }

        return await db.SaveChangesAsync();
    });

    private Task<List<OutgoingMail>> AlertsAsync() => site.WithDb(db => db.Outbox.AsNoTracking().Where(m => m.Kind == BounceAlertLetter.Code).ToListAsync());

    private sealed record FromMona(string Code, string Address, string Name, string From) : Letter(Recipient.Create("Nogen", Address))
    {
        public override string Kind => Code;
        public override string Subject => "Vil I mødes?";
        public override string Text => "Hej";
        public override string? MunicipalityCode => "9001";
        public override Recipient? ReplyTo => Recipient.Create(Name, From);
    }
}
