using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Wishes;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Features.Wishes;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Wishes;

/// <summary>What is gathered comes once, in the digest of its period, and is never lost in between.</summary>
public sealed class DigestTests
{
    private static readonly DateTimeOffset Monday = DanishTime.At(new(2026, 3, 9), new(7, 30));

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Two_mails_come_in_one_digest_at_the_chosen_hour_although_two_servers_write_it(string kind)
    {
        await using var app = new KemApp(kind);
        await GatherAsync(app, 2);

        app.Clock.Now = Monday.AddMinutes(-1);
        await app.RunAsync<Digests>();
        Assert.Empty(await DigestsAsync(app));

        app.Clock.Now = Monday;
        await Task.WhenAll(app.RunAsync<Digests>(), app.RunAsync<Digests>(), app.RunAsync<OutboxDelivery>());
        await app.RunAsync<Digests>();
        await app.RunAsync<OutboxDelivery>();

        var digest = Assert.Single(await DigestsAsync(app));
        Assert.Equal(OutgoingMailState.Sent, digest.State);
        Assert.Equal("Nyt til dig: 2", digest.Subject);
        Assert.Contains("Nyt 1", digest.Text, StringComparison.Ordinal);
        Assert.Contains("Nyt 2", digest.Text, StringComparison.Ordinal);
        Assert.Contains("(/aftaler/2)", digest.Text, StringComparison.Ordinal);
        Assert.Equal(2, await app.WithDb(db => db.Outbox.CountAsync(m => m.Reason == MailReason.Gathered && m.GatheredIn == digest.Id && m.SuppressedReason == "Samlet i ugens overblik.")));
    }

    [Fact]
    public async Task After_weeks_away_there_is_one_digest_and_it_waits_for_an_open_hour()
    {
        await using var app = new KemApp();
        await GatherAsync(app, 3);

        app.Clock.Now = DanishTime.At(new(2026, 3, 25), new(3, 0));
        await app.RunAsync<OutboxDelivery>();
        await app.RunAsync<Digests>();
        await app.RunAsync<Digests>();
        await app.RunAsync<OutboxDelivery>();

        var digest = Assert.Single(await DigestsAsync(app));
        Assert.Equal((OutgoingMailState.Waiting, DanishTime.At(new(2026, 3, 25), new(8, 0))), (digest.State, digest.DueAt));
        Assert.Equal(3, await app.WithDb(db => db.Outbox.CountAsync(m => m.GatheredIn == digest.Id)));

        app.Clock.Now = digest.DueAt;
        await app.RunAsync<OutboxDelivery>();
        Assert.Equal(OutgoingMailState.Sent, Assert.Single(await DigestsAsync(app)).State);
    }

    [Fact]
    public async Task When_the_digest_does_not_come_each_mail_goes_by_itself()
    {
        await using var app = new KemApp();
        await GatherAsync(app, 2);

        app.Clock.Now = Monday;
        await app.RunAsync<OutboxDelivery>();
        Assert.Equal(0, await SentAsync(app));

        app.Clock.Now = Monday.AddMinutes(30);
        await app.RunAsync<OutboxDelivery>();
        Assert.Equal(2, await SentAsync(app));
    }

    [Fact]
    public async Task While_the_outbox_looks_at_its_mails_the_digest_waits_for_them()
    {
        await using var app = new KemApp();
        await GatherAsync(app, 2);

        app.Clock.Now = Monday;
        await app.WithDb(db => db.Outbox.ExecuteUpdateAsync(set => set.SetProperty(m => m.ClaimedUntil, Monday.AddMinutes(1))));
        await app.RunAsync<Digests>();
        Assert.Empty(await DigestsAsync(app));

        await app.WithDb(db => db.Outbox.ExecuteUpdateAsync(set => set.SetProperty(m => m.ClaimedUntil, (DateTimeOffset?)null)));
        await app.RunAsync<Digests>();
        Assert.Equal("Nyt til dig: 2", Assert.Single(await DigestsAsync(app)).Subject);
    }

    [Fact]
    public async Task Nothing_gathered_is_no_digest_and_what_came_to_nothing_is_left_out()
    {
        await using var app = new KemApp();
        await GatherAsync(app, 1);
        await app.WithDb(db =>
        {
            db.MailStops.Add(new MailStop(Places.Hillerød, WishedLetter.Address, MailStopScope.Everything, MailStopCause.Coordinator, "Bad om det.", "Birgit", app.Clock.Now));
            return db.SaveChangesAsync();
        });

        app.Clock.Now = Monday;
        await app.RunAsync<Digests>();
        await app.RunAsync<OutboxDelivery>();

        Assert.Empty(await DigestsAsync(app));
        Assert.Equal(MailReason.AddressStopped, await app.WithDb(db => db.Outbox.Select(m => m.Reason).SingleAsync()));
    }

    [Fact]
    public async Task Who_says_no_to_digests_still_gets_what_the_last_one_carries_and_then_each_mail_by_itself()
    {
        await using var app = new KemApp();
        await GatherAsync(app, 1);
        app.Clock.Now = Monday;
        await app.RunAsync<Digests>();

        app.Clock.Advance(TimeSpan.FromSeconds(5));
        await app.WithDb(db =>
        {
            db.MailStops.Add(new MailStop(Places.Hillerød, WishedLetter.Address, MailStopScope.Reminders, MailStopCause.Receiver, "Stop.", "", app.Clock.Now));
            return db.SaveChangesAsync();
        });
        await WriteAsync(app, 7);
        app.Clock.Advance(TimeSpan.FromMinutes(35));
        await app.RunAsync<OutboxDelivery>();

        Assert.Equal(OutgoingMailState.Sent, Assert.Single(await DigestsAsync(app)).State);
        Assert.Equal(2, await SentAsync(app));
    }

    [Fact]
    public async Task A_coordinators_week_comes_on_monday_and_says_what_waits()
    {
        await using var site = new DemoSite(TestDatabase.Sqlite);
        site.Clock.Now = Monday.AddDays(-2);
        await site.RunAsync<Digests>();

        site.Clock.Now = Monday;
        await site.RunAsync<Digests>();
        await site.RunAsync<Digests>();

        var mona = await site.WithDb(db => db.Users.AsNoTracking().SingleAsync(user => user.DisplayName == "Mona Lund"));
        var digest = await site.WithDb(db => db.Outbox.AsNoTracking().SingleAsync(m => m.Kind == DigestLetter.Code && m.ToAddress == mona.Email));
        Assert.Matches(@"^\d+ ting kræver dig$", digest.Subject);
        Assert.Contains("Det kræver dig:", digest.Text, StringComparison.Ordinal);
        Assert.Contains("Godt nyt:", digest.Text, StringComparison.Ordinal);

        var coordinators = await site.WithDb(db => Coordinators.In(db).CountAsync());
        var written = await site.WithDb(db => db.Outbox.CountAsync(m => m.Kind == DigestLetter.Code));
        Assert.InRange(written, 1, coordinators);
    }

    [Fact]
    public async Task A_digest_that_is_turned_off_is_not_written()
    {
        await using var site = new DemoSite(TestDatabase.Sqlite);
        site.Clock.Now = Monday.AddDays(-2);
        await site.RunAsync<Digests>();
        await site.WithDb(async db =>
        {
            foreach (var user in await Coordinators.In(db).AsNoTracking().ToListAsync())
            {
                db.MailWishes.Add(new MailWishes(
                    user.MunicipalityCode, MailStop.Normalise(user.Email!),
                    new MailSettings { Choices = new Dictionary<string, MailChoice> { [MailLine.Digest] = MailChoice.Never } }, site.Clock.Now));
            }

            return await db.SaveChangesAsync();
        });

        site.Clock.Now = Monday;
        await site.RunAsync<Digests>();
        Assert.Equal(0, await site.WithDb(db => db.Outbox.CountAsync(m => m.Kind == DigestLetter.Code)));
    }

    // Proposals to somebody who wants them once a week, held by the outbox on the Tuesday before.
    private static async Task GatherAsync(KemApp app, int count)
    {
        await app.WithDb(db =>
        {
            db.MailWishes.Add(new MailWishes(
                Places.Hillerød, WishedLetter.Address,
                new MailSettings { Choices = new Dictionary<string, MailChoice> { [MailLine.Proposals] = MailChoice.Weekly } }, app.Clock.Now));
            return db.SaveChangesAsync();
        });

        for (var number = 1; number <= count; number++)
        {
            await WriteAsync(app, number);
        }

        await app.RunAsync<OutboxDelivery>();
        await app.RunAsync<Digests>();
        Assert.Equal(count, await app.WithDb(db => db.Outbox.CountAsync(m => m.Hold == MailHold.Digest && m.State == OutgoingMailState.Waiting)));
    }

    private static Task<int> WriteAsync(KemApp app, int number) => app.WithDb(db =>
    {
        db.Outbox.Add(OutgoingMail.From(new WishedLetter("PROPOSAL") { Title = $"Nyt {number}", Link = $"/aftaler/{number}" }, app.Clock.Now));
        return db.SaveChangesAsync();
    });

    private static Task<List<OutgoingMail>> DigestsAsync(KemApp app) => app.WithDb(db => db.Outbox.AsNoTracking().Where(m => m.Kind == DigestLetter.Code).ToListAsync());

    private static Task<int> SentAsync(KemApp app) => app.WithDb(db => db.Outbox.CountAsync(m => m.State == OutgoingMailState.Sent));
}
