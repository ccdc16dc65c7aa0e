using Kem.Match.Web.Mailing;
using Kem.Match.Web.Tests.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Outbox;

public class OutboxDeliveryTests
{
    private static readonly DateTimeOffset Start = new(2027, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly StoppedClock clock = new(Start);

    [Theory]
    [InlineData(OutboxStore.Sqlite)]
    [InlineData(OutboxStore.Postgres)]
    public async Task Sends_what_is_due_in_order_and_leaves_the_rest(string database)
    {
        await using var store = await OutboxStore.CreateAsync(database);
        await store.WriteAsync(45, Start);
        await store.WriteAsync(1, Start.AddHours(1), _ => new NumberedLetter(99));
        var server = new ScriptedServer();
        await using var postman = new Postman(store, server, clock);

        await postman.RunAsync();

        Assert.Equal(Enumerable.Range(1, 45).Select(n => $"Brev {n}"), server.Subjects);
        var mails = await store.AllAsync();
        Assert.Equal(45, mails.Count(mail => mail.State == OutgoingMailState.Sent && mail.SentAt == Start && mail.ClaimedBy is null));
        Assert.Equal(OutgoingMailState.Waiting, mails.Single(mail => mail.Subject == "Brev 99").State);

        await postman.RunAsync();
        Assert.Equal(45, server.Subjects.Count);
    }

    [Theory]
    [InlineData(OutboxStore.Sqlite)]
    [InlineData(OutboxStore.Postgres)]
    public async Task Four_workers_at_once_never_send_the_same_mail(string database)
    {
        await using var store = await OutboxStore.CreateAsync(database);
        await store.WriteAsync(200, Start);
        var server = new ScriptedServer();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var postman = new Postman(store, server, clock, atOnce: 4);
            await postman.RunAsync();
        })));

        Assert.Equal(200, server.Subjects.Count);
        Assert.Equal(200, server.Subjects.Distinct().Count());
        Assert.All(await store.AllAsync(), mail => Assert.Equal((OutgoingMailState.Sent, 1), (mail.State, mail.Attempts)));
    }

    [Fact]
    public async Task One_slow_receiver_does_not_hold_up_the_others()
    {
        await using var store = await OutboxStore.CreateAsync(OutboxStore.Sqlite);
        await store.WriteAsync(20, Start);
        var slow = new TaskCompletionSource<Delivery>();
        var others = new CountdownEvent(19);
        var server = new ScriptedServer(mail =>
        {
            if (mail.Subject == "Brev 1") return slow.Task;

            others.Signal();
            return Task.FromResult(Delivery.Accepted);
        });
        await using var postman = new Postman(store, server, clock, atOnce: 4);

        var run = postman.RunAsync();

        Assert.True(await Task.Run(() => others.Wait(TimeSpan.FromSeconds(30))));
        Assert.False(run.IsCompleted);

        slow.SetResult(Delivery.Accepted);
        await run;
        Assert.All(await store.AllAsync(), mail => Assert.Equal(OutgoingMailState.Sent, mail.State));
    }

    [Fact]
    public async Task A_link_gets_its_secret_only_in_the_mail_that_is_sent()
    {
        await using var store = await OutboxStore.CreateAsync(OutboxStore.Sqlite);
        var link = $"kem-link:s/{Guid.CreateVersion7()}";
        await store.WriteAsync(1, Start, n => new NumberedLetter(n) { Body = $"[Svar]({link})" });
        var server = new ScriptedServer();
        await using var postman = new Postman(store, server, clock);

        await postman.RunAsync();

        Assert.Matches(@"Svar:\nhttps://kem\.example/s/[\w-]{43}\n", Assert.Single(server.Handed).Plain);
        Assert.Contains(link, Assert.Single(await store.AllAsync()).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OutboxStore.Sqlite)]
    [InlineData(OutboxStore.Postgres)]
    public async Task What_a_dead_worker_held_comes_back_when_its_lease_runs_out(string database)
    {
        await using var store = await OutboxStore.CreateAsync(database);
        await store.WriteAsync(3, Start);
        var server = new ScriptedServer();
        await using var dead = new Postman(store, server, clock);
        await using var alive = new Postman(store, server, clock);

        var claims = dead.Claims();
        Assert.Equal(3, (await claims.TakeDueAsync(default)).Count);

        clock.Now = Start.AddSeconds(179);
        await alive.RunAsync();
        Assert.Empty(server.Subjects);

        clock.Now = Start.AddSeconds(181);
        await alive.RunAsync();
        Assert.Equal(3, server.Subjects.Count);
        Assert.All(await store.AllAsync(), mail => Assert.Equal(2, mail.Attempts));
    }

    [Theory]
    [InlineData(OutboxStore.Sqlite)]
    [InlineData(OutboxStore.Postgres)]
    public async Task A_worker_that_slept_past_its_lease_changes_nothing(string database)
    {
        await using var store = await OutboxStore.CreateAsync(database);
        await store.WriteAsync(1, Start);
        await using var slow = new Postman(store, new ScriptedServer(), clock);
        await using var quick = new Postman(store, new ScriptedServer(), clock);

        var claims = slow.Claims();
        var mail = Assert.Single(await claims.TakeDueAsync(default));
        clock.Now = Start.AddMinutes(4);
        await quick.RunAsync();
        mail.Record(Delivery.Permanent("550 for sent"), clock.Now);

        Assert.Equal([mail], await claims.SaveAsync([mail]));
        Assert.Equal(OutgoingMailState.Sent, Assert.Single(await store.AllAsync()).State);
    }

    [Fact]
    public async Task A_worker_that_slept_past_its_lease_does_not_send_what_another_has_sent()
    {
        await using var store = await OutboxStore.CreateAsync(OutboxStore.Sqlite);
        await store.WriteAsync(3, Start);
        var quickServer = new ScriptedServer();
        await using var quick = new Postman(store, quickServer, clock);

        var slowServer = new ScriptedServer(async mail =>
        {
            clock.Now = Start.AddMinutes(4);
            await quick.RunAsync();
            return Delivery.Accepted;
        });
        await using var slow = new Postman(store, slowServer, clock);

        await slow.RunAsync();

        // The first mail was on its way from both: the one copy too many that no outbox can avoid.
        Assert.Equal(["Brev 1"], slowServer.Subjects);
        Assert.Equal(["Brev 1", "Brev 2", "Brev 3"], quickServer.Subjects);
        Assert.Equal(slowServer.Handed[0].MessageId, quickServer.Handed[0].MessageId);
    }

    [Fact]
    public async Task A_long_batch_keeps_its_claims_while_it_is_at_work()
    {
        await using var store = await OutboxStore.CreateAsync(OutboxStore.Sqlite);
        await store.WriteAsync(10, Start);
        var otherServer = new ScriptedServer();
        await using var other = new Postman(store, otherServer, clock);

        var server = new ScriptedServer(async mail =>
        {
            clock.Now += TimeSpan.FromSeconds(55);
            await using var db = store.Open();
            var current = await db.Outbox.SingleAsync(m => m.Subject == mail.Subject);
            Assert.True(current.ClaimedUntil > clock.Now);
            return Delivery.Accepted;
        });
        await using var postman = new Postman(store, server, clock);

        await postman.RunAsync();
        await other.RunAsync();

        Assert.Equal(10, server.Subjects.Count);
        Assert.Empty(otherServer.Subjects);
    }

    [Fact]
    public async Task One_mail_that_cannot_be_written_stops_no_other()
    {
        await using var store = await OutboxStore.CreateAsync(OutboxStore.Sqlite);
        await store.WriteAsync(3, Start, n => new NumberedLetter(n) { Body = n == 2 ? "[Svar](kem-link:s/not-an-id)" : "Hej" });
        var server = new ScriptedServer();
        await using var postman = new Postman(store, server, clock);

        await postman.RunAsync();

        Assert.Equal(["Brev 1", "Brev 3"], server.Subjects);
        var poison = (await store.AllAsync())[1];
        Assert.Equal((OutgoingMailState.Waiting, Start.AddMinutes(1)), (poison.State, poison.DueAt));
        Assert.NotNull(poison.LastError);
    }

    [Fact]
    public async Task A_mail_that_can_never_be_written_is_parked_after_the_last_pause()
    {
        await using var store = await OutboxStore.CreateAsync(OutboxStore.Sqlite);
        await store.WriteAsync(1, Start, n => new NumberedLetter(n) { Body = "[Svar](kem-link:s/not-an-id)" });
        await using var postman = new Postman(store, new ScriptedServer(), clock);

        while (Assert.Single(await store.AllAsync()) is { State: OutgoingMailState.Waiting } waiting)
        {
            clock.Now = waiting.DueAt;
            await postman.RunAsync();
        }

        var parked = Assert.Single(await store.AllAsync());
        Assert.Equal((OutgoingMailState.Failed, MailReason.Unwritable, 6), (parked.State, parked.Reason, parked.Attempts));
        Assert.Equal(1 + 5 + 15 + 60 + 240, (clock.Now - Start).TotalMinutes);
    }

    [Theory]
    [InlineData(OutboxStore.Sqlite)]
    [InlineData(OutboxStore.Postgres)]
    public async Task What_a_dead_worker_was_sending_counts_as_uncertain_and_what_it_only_held_does_not(string database)
    {
        await using var store = await OutboxStore.CreateAsync(database);
        await store.WriteAsync(2, Start);
        await using var dead = new Postman(store, new ScriptedServer(), clock);
        await using var alive = new Postman(store, new ScriptedServer(), clock);
        var claims = dead.Claims();
        Assert.Single(await claims.BeginAsync([(await claims.TakeDueAsync(default))[0]]));

        clock.Now = Start.AddMinutes(4);
        await alive.RunAsync();

        Assert.Equal([(OutgoingMailState.Sent, 1), (OutgoingMailState.Sent, 0)], (await store.AllAsync()).Select(mail => (mail.State, mail.UncertainAttempts)));
    }

    [Fact]
    public async Task Holding_back_a_mail_that_is_just_being_sent_is_refused_so_that_the_ledger_stays_true()
    {
        await using var store = await OutboxStore.CreateAsync(OutboxStore.Sqlite);
        await store.WriteAsync(1, Start);
        await using var late = store.Open();
        var seen = await late.Outbox.SingleAsync();

        var server = new ScriptedServer(async _ =>
        {
            seen.Suppress("Mødet er flyttet.");
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => late.SaveChangesAsync());
            return Delivery.Accepted;
        });
        await using var postman = new Postman(store, server, clock);
        await postman.RunAsync();

        Assert.Equal(OutgoingMailState.Sent, Assert.Single(await store.AllAsync()).State);
    }

    [Theory]
    [InlineData(MailStopScope.Everything, LetterUse.Necessary, MailReason.AddressStopped)]
    [InlineData(MailStopScope.Everything, LetterUse.Reminder, MailReason.AddressStopped)]
    [InlineData(MailStopScope.Reminders, LetterUse.Reminder, MailReason.Unsubscribed)]
    [InlineData(MailStopScope.Reminders, LetterUse.Digest, MailReason.Unsubscribed)]
    [InlineData(MailStopScope.Reminders, LetterUse.Necessary, null)]
    public async Task Who_has_said_no_thanks_gets_only_what_a_person_must_know(MailStopScope scope, LetterUse use, MailReason? reason)
    {
        await using var store = await OutboxStore.CreateAsync(OutboxStore.Sqlite);
        await store.WriteAsync(1, Start, n => new NumberedLetter(n) { Town = "0219", For = use });
        await using (var db = store.Open())
        {
            db.MailStops.Add(new MailStop("0219", "MEDLEM1@forening.example", scope, scope == MailStopScope.Reminders ? MailStopCause.Receiver : MailStopCause.Coordinator, "Bad om det.", "", Start));
            db.MailStops.Add(new MailStop("0265", "medlem1@forening.example", MailStopScope.Everything, MailStopCause.Coordinator, "En anden kommunes.", "", Start));
            await db.SaveChangesAsync();
        }

        var server = new ScriptedServer();
        await using var postman = new Postman(store, server, clock);
        await postman.RunAsync();

        Assert.Equal(reason, Assert.Single(await store.AllAsync()).Reason);
        Assert.Equal(reason is null ? 1 : 0, server.Subjects.Count);
    }

    [Theory]
    [InlineData(OutboxStore.Sqlite)]
    [InlineData(OutboxStore.Postgres)]
    public async Task Of_mails_that_are_begun_together_each_has_its_own_fate(string database)
    {
        await using var store = await OutboxStore.CreateAsync(database);
        await store.WriteAsync(6, Start, n => new NumberedLetter(n) { Town = "0219", For = LetterUse.Reminder });
        await using (var db = store.Open())
        {
            db.MailStops.Add(new MailStop("0219", "medlem2@forening.example", MailStopScope.Everything, MailStopCause.Coordinator, "Bad om det.", "", Start));
            await db.SaveChangesAsync();
        }

        var server = new ScriptedServer(mail => mail.Subject == "Brev 4" ? Delivery.Temporary("451 senere") : Delivery.Accepted);
        await using var postman = new Postman(store, server, clock, atOnce: 6);
        await using (var other = store.Open())
        {
            await other.Outbox.Where(m => m.Subject == "Brev 5").ExecuteUpdateAsync(set => set.SetProperty(m => m.ClaimedBy, "en anden").SetProperty(m => m.ClaimedUntil, Start.AddHours(1)));
        }

        await postman.RunAsync();

        Assert.Equal(["Brev 1", "Brev 3", "Brev 4", "Brev 6"], server.Subjects.Order(StringComparer.Ordinal));
        Assert.Equal(
            [("Brev 1", OutgoingMailState.Sent), ("Brev 2", OutgoingMailState.Suppressed), ("Brev 3", OutgoingMailState.Sent), ("Brev 4", OutgoingMailState.Waiting), ("Brev 5", OutgoingMailState.Waiting), ("Brev 6", OutgoingMailState.Sent)],
            (await store.AllAsync()).OrderBy(mail => mail.Subject, StringComparer.Ordinal).Select(mail => (mail.Subject, mail.State)));
        Assert.Equal(["Brev 4"], (await store.AllAsync()).Where(mail => mail is { LastError: not null, UnderWaySince: null, ClaimedBy: null }).Select(mail => mail.Subject));
    }

    [Fact]
    public async Task A_claim_that_is_lost_before_the_beginning_takes_only_that_mail_out()
    {
        await using var store = await OutboxStore.CreateAsync(OutboxStore.Sqlite);
        await store.WriteAsync(3, Start);
        await using var postman = new Postman(store, new ScriptedServer(), clock);
        var claims = postman.Claims();
        var taken = await claims.TakeDueAsync(default);
        await using (var other = store.Open())
        {
            await other.Outbox.Where(m => m.Id == taken[1].Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.ClaimedBy, "en anden"));
        }

        Assert.Equal([taken[0].Id, taken[2].Id], (await claims.BeginAsync(taken)).Select(mail => mail.Id));
    }

    [Fact]
    public async Task No_more_than_the_limit_go_out_in_a_minute()
    {
        await using var store = await OutboxStore.CreateAsync(OutboxStore.Sqlite);
        await store.WriteAsync(4, DateTimeOffset.UtcNow);
        await using var postman = new Postman(store, new ScriptedServer(), TimeProvider.System, perMinute: 600);
        var watch = System.Diagnostics.Stopwatch.StartNew();

        await postman.RunAsync();

        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.28), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_transport_that_throws_stops_no_other_mail()
    {
        await using var store = await OutboxStore.CreateAsync(OutboxStore.Sqlite);
        await store.WriteAsync(2, Start);
        var server = new ScriptedServer(mail => mail.Subject == "Brev 1" ? throw new InvalidOperationException("i stykker") : Delivery.Accepted);
        await using var postman = new Postman(store, server, clock);

        await postman.RunAsync();

        Assert.Equal([OutgoingMailState.Waiting, OutgoingMailState.Sent], (await store.AllAsync()).Select(mail => mail.State));
    }

    [Fact]
    public async Task Each_refusal_is_treated_as_what_it_is()
    {
        await using var store = await OutboxStore.CreateAsync(OutboxStore.Sqlite);
        await store.WriteAsync(4, Start);
        var server = new ScriptedServer(mail => mail.Subject switch
        {
            "Brev 1" => Delivery.Temporary("451 senere"),
            "Brev 2" => Delivery.Permanent("550 ukendt"),
            "Brev 3" => Delivery.Uncertain("afbrudt"),
            _ => Delivery.Accepted,
        });
        await using var postman = new Postman(store, server, clock);

        await postman.RunAsync();

        Assert.Equal(
            [
                (OutgoingMailState.Waiting, "451 senere", false),
                (OutgoingMailState.Failed, "550 ukendt", false),
                (OutgoingMailState.Waiting, "afbrudt", true),
                (OutgoingMailState.Sent, null, false),
            ],
            (await store.AllAsync()).Select(mail => (mail.State, mail.LastError, mail.Uncertain)));
    }

    [Theory]
    [InlineData(DeliveryKind.Configuration)]
    [InlineData(DeliveryKind.Unreachable)]
    public async Task What_every_mail_would_meet_stops_the_round_and_the_rest_waits_untouched(DeliveryKind kind)
    {
        await using var store = await OutboxStore.CreateAsync(OutboxStore.Sqlite);
        await store.WriteAsync(3, Start);
        var server = new ScriptedServer(_ => kind == DeliveryKind.Configuration ? Delivery.Configuration("535 forkert adgangskode") : Delivery.Unreachable("ingen forbindelse"));
        await using var postman = new Postman(store, server, clock);

        await postman.RunAsync();

        Assert.Single(server.Subjects);
        Assert.All(await store.AllAsync(), mail => Assert.Equal((OutgoingMailState.Waiting, null), (mail.State, mail.ClaimedBy)));
    }

    [Fact]
    public async Task A_mail_that_was_held_back_after_it_was_claimed_is_not_sent()
    {
        await using var store = await OutboxStore.CreateAsync(OutboxStore.Sqlite);
        await store.WriteAsync(2, Start);

        var server = new ScriptedServer(async mail =>
        {
            await using var db = store.Open();
            (await db.Outbox.SingleAsync(m => m.Subject == "Brev 2")).Suppress("Mødet er flyttet.");
            await db.SaveChangesAsync();
            return Delivery.Accepted;
        });
        await using var postman = new Postman(store, server, clock);

        await postman.RunAsync();

        Assert.Equal(["Brev 1"], server.Subjects);
        Assert.Equal((OutgoingMailState.Suppressed, "Mødet er flyttet."), ((await store.AllAsync())[1].State, (await store.AllAsync())[1].SuppressedReason));
    }

    [Fact]
    public async Task A_mail_that_came_too_late_is_not_sent()
    {
        await using var store = await OutboxStore.CreateAsync(OutboxStore.Sqlite);
        await store.WriteAsync(2, Start, n => new NumberedLetter(n) { Until = n == 1 ? Start.AddHours(1) : null });
        var server = new ScriptedServer();
        await using var postman = new Postman(store, server, clock);

        clock.Now = Start.AddHours(2);
        await postman.RunAsync();

        Assert.Equal(["Brev 2"], server.Subjects);
        Assert.Equal(OutgoingMailState.Suppressed, (await store.AllAsync())[0].State);
    }

    [Fact]
    public async Task A_stop_lets_the_mail_on_its_way_finish_and_gives_the_rest_back()
    {
        await using var store = await OutboxStore.CreateAsync(OutboxStore.Sqlite);
        await store.WriteAsync(5, Start);
        using var stop = new CancellationTokenSource();

        var server = new ScriptedServer(async mail =>
        {
            await stop.CancelAsync();
            return Delivery.Accepted;
        });
        await using var stopped = new Postman(store, server, clock);
        await using var next = new Postman(store, server, clock);

        await stopped.RunAsync(stop.Token);
        Assert.Equal(["Brev 1"], server.Subjects);

        await next.RunAsync();
        Assert.Equal(["Brev 1", "Brev 2", "Brev 3", "Brev 4", "Brev 5"], server.Subjects);
    }

    [Fact]
    public async Task A_server_that_is_away_is_tried_at_growing_pauses_for_five_days()
    {
        await using var store = await OutboxStore.CreateAsync(OutboxStore.Sqlite);
        await store.WriteAsync(1, Start);
        var attempts = new List<TimeSpan>();
        var server = new ScriptedServer(_ =>
        {
            attempts.Add(clock.Now - Start);
            return Delivery.Temporary("421 senere");
        });
        await using var postman = new Postman(store, server, clock);

        while (Assert.Single(await store.AllAsync()) is { State: OutgoingMailState.Waiting } waiting)
        {
            clock.Now = waiting.DueAt.AddSeconds(-1);
            await postman.RunAsync();
            clock.Now = waiting.DueAt;
            await postman.RunAsync();
        }

        Assert.Equal([0, 1, 6, 21, 81, 321, 561], attempts.Take(7).Select(after => Math.Round(after.TotalMinutes)));
        Assert.Equal(OutgoingMailState.Failed, Assert.Single(await store.AllAsync()).State);
        Assert.InRange(attempts[^1], TimeSpan.FromDays(4.8), TimeSpan.FromDays(5));
    }

    [Fact]
    public async Task A_second_letter_with_the_same_key_is_refused_by_the_database()
    {
        await using var store = await OutboxStore.CreateAsync(OutboxStore.Sqlite);
        await store.WriteAsync(1, Start, _ => new ProposalLetter(ProposalLetter.Amina));

        await Assert.ThrowsAsync<DbUpdateException>(() => store.WriteAsync(1, Start, _ => new ProposalLetter(ProposalLetter.Amina)));
    }
}
