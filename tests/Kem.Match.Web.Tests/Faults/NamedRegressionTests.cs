using System.Data.Common;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Features.Reminders;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Scheduling;
using Kem.Match.Web.Tests.Agreements;
using Kem.Match.Web.Tests.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Delivery = Kem.Match.Web.Mailing.Delivery;

namespace Kem.Match.Web.Tests.Faults;

/// <summary>What others of our kind are known to have got wrong, each with the name of the one it happened to.</summary>
public sealed class NamedRegressionTests : IDisposable
{
    private const string Invitation = "STATUS_INVITE";
    private const string Reminder = "STATUS_REMINDER";
    private const int Readers = 3;

    /// <summary>The first meeting of the agreement.</summary>
    private static readonly DateOnly Day = new(2026, 6, 2);

    private readonly HurriedApp app = new();

    public void Dispose() => app.Dispose();

    /// <summary>allReady drops a reminder when the server was down on its day.</summary>
    [Fact]
    public async Task AllReady_a_server_that_was_down_on_the_day_still_reminds_and_once()
    {
        await MeetingAsync();
        await On(Day.AddDays(-14)).RunAsync<ReminderRounds>();

        // Two days before is the day; the server is back the day after.
        await On(Day.AddDays(-1)).RunAsync<ReminderRounds>();
        await app.RunAsync<ReminderRounds>();

        Assert.Equal(Readers, await CountAsync(Reminder));
    }

    [Fact]
    public async Task AllReady_a_reminder_that_comes_too_late_is_said_to_be_outdated_and_not_sent()
    {
        await MeetingAsync();
        await On(Day.AddDays(-14)).RunAsync<ReminderRounds>();
        await On(Day.AddDays(-3)).RunAsync<ReminderRounds>();

        await On(Day.AddDays(1)).RunAsync<OutboxDelivery>();

        Assert.Equal(Readers, await CountAsync(Reminder));
        Assert.All(await MailsAsync(Reminder), mail => Assert.Equal((OutgoingMailState.Suppressed, MailReason.Outdated), (mail.State, mail.Reason)));
        Assert.False(Directory.Exists(app.PickupFolder) && Directory.EnumerateFiles(app.PickupFolder).Any());
    }

    /// <summary>CiviCRM lost a tenth of the reminders of a run that failed, and doubled thousands when it was run again.</summary>
    [Fact]
    public async Task CiviCrm_a_run_that_fails_midway_and_is_run_again_loses_and_doubles_nothing()
    {
        await MeetingAsync();
        await MeetingAsync();

        using (await app.HoldStoreAsync())
        {
            await Assert.ThrowsAnyAsync<Exception>(On(Day.AddDays(-14)).RunAsync<ReminderRounds>);
        }

        Assert.Equal(0, await CountAsync(Invitation));
        await app.RunAsync<ReminderRounds>();
        await app.RunAsync<ReminderRounds>();
        Assert.Equal(2 * Readers, await CountAsync(Invitation));
    }

    [Fact]
    public async Task CiviCrm_a_sending_that_breaks_off_goes_on_where_it_was()
    {
        var clock = new StoppedClock(KemApp.Morning);
        await using var store = await OutboxStore.CreateAsync(OutboxStore.Sqlite);
        await store.WriteAsync(30, clock.Now);
        using var stop = new CancellationTokenSource();
        var sent = 0;
        var breaking = new ScriptedServer(_ =>
        {
            if (++sent == 12) stop.Cancel();
            return Delivery.Accepted;
        });

        await using (var first = new Postman(store, breaking, clock))
        {
            await first.RunAsync(stop.Token);
        }

        var server = new ScriptedServer();
        await using var second = new Postman(store, server, clock);
        await second.RunAsync();

        Assert.Equal(12, breaking.Subjects.Count);
        Assert.Equal(30, breaking.Subjects.Concat(server.Subjects).Distinct().Count());
        Assert.Equal(30, breaking.Subjects.Count + server.Subjects.Count);
    }

    /// <summary>Documenso marks a reminder as sent and then drops it when the quota of mails is used up.</summary>
    [Fact]
    public async Task Documenso_a_mail_that_meets_a_used_up_quota_is_not_sent_not_dropped_and_not_silent()
    {
        var clock = new StoppedClock(KemApp.Morning);
        await using var store = await OutboxStore.CreateAsync(OutboxStore.Sqlite);
        await store.WriteAsync(1, clock.Now);
        var answers = new Queue<Delivery>([Delivery.Temporary("452 4.5.3 daily quota exceeded"), Delivery.Accepted]);
        var server = new ScriptedServer(_ => answers.Dequeue());
        await using var postman = new Postman(store, server, clock);

        await postman.RunAsync();
        var mail = Assert.Single(await store.AllAsync());
        Assert.Equal((OutgoingMailState.Waiting, null), (mail.State, mail.SentAt));
        Assert.Contains("quota", mail.LastError, StringComparison.Ordinal);

        clock.Advance(mail.DueAt - clock.Now);
        await postman.RunAsync();
        Assert.Equal(OutgoingMailState.Sent, Assert.Single(await store.AllAsync()).State);
    }

    [Fact]
    public async Task Documenso_two_sweeps_before_the_worker_runs_are_one_mail()
    {
        await MeetingAsync();
        On(Day.AddDays(-14));

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => SweepAsync()));
        await app.RunAsync<ReminderRounds>();
        Assert.Equal(Readers, await CountAsync(Invitation));

        await app.RunAsync<OutboxDelivery>();
        await app.RunAsync<OutboxDelivery>();
        Assert.Equal(Readers, Directory.GetFiles(app.PickupFolder, "*.eml").Length);
    }

    /// <summary>Hangfire skipped a job in the hour that summer time takes away, and ran one three hundred times after a month away.</summary>
    [Fact]
    public async Task Hangfire_a_routine_at_half_past_two_runs_once_on_the_spring_night_and_once_after_a_month_away()
    {
        var runs = 0;
        var nightly = Nightly(() => runs++);
        app.Clock.Now = DanishTime.At(new DateOnly(2027, 3, 27), new TimeOnly(2, 30));
        await RunAsync(nightly, catchUp: false);

        for (var minute = DanishTime.At(new DateOnly(2027, 3, 27), new TimeOnly(12, 0)); minute < DanishTime.At(new DateOnly(2027, 3, 28), new TimeOnly(12, 0)); minute = minute.AddMinutes(1))
        {
            app.Clock.Now = minute;
            if (nightly.NextAfter(minute.AddTicks(-1)) == minute) await RunAsync(nightly, catchUp: false);
        }

        Assert.Equal(2, runs);

        app.Clock.Now = DanishTime.At(new DateOnly(2027, 4, 28), new TimeOnly(12, 0));
        await RunAsync(nightly, catchUp: true);
        await RunAsync(nightly, catchUp: true);
        Assert.Equal(3, runs);
    }

    /// <summary>GLPI counts the day of notice from the first term, also when the agreement has been renewed.</summary>
    [Fact]
    public void Glpi_after_a_renewal_notice_is_counted_from_the_new_last_day()
    {
        var term = new AgreementTerm(new(2026, 1, 1), new(2026, 12, 31), RenewedMonths: 0, RenewalMonths: 12, new NoticePeriod(3, NoticeUnit.Months));

        Assert.Equal(new DateOnly(2028, 9, 30), term.Renewed().Renewed().LastDayForNotice);
    }

    private async Task SweepAsync()
    {
        try
        {
            await app.RunAsync<ReminderRounds>();
        }
        catch (Exception e) when (e is DbException or DbUpdateException)
        {
            // The other one was first.
        }
    }

    private static PlannedRoutine Nightly(Action work) => new ServiceCollection()
        .AddSingleton(work).Run<Counting>("0 30 2 ? * *").BuildServiceProvider().GetRequiredService<PlannedRoutine>() with { Resolve = _ => new Counting(work) };

    private async Task RunAsync(PlannedRoutine routine, bool catchUp)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var runner = scope.ServiceProvider.GetRequiredService<RoutineRunner>();
        await (catchUp ? runner.CatchUpAsync(routine, default) : runner.RunAsync(routine, askedBy: "", default));
    }

    private HurriedApp On(DateOnly day)
    {
        app.Clock.Now = DanishTime.At(day, new TimeOnly(9, 0));
        return app;
    }

    private Task<Guid> MeetingAsync() => app.SaveAsync(Lektiecafe.InForce(organisations: AgreementSteps.Parties));

    private Task<List<OutgoingMail>> MailsAsync(string kind) => app.WithDb(db => db.Outbox.AsNoTracking().Where(m => m.Kind == kind).ToListAsync());

    private async Task<int> CountAsync(string kind) => (await MailsAsync(kind)).Count;

    private sealed class Counting(Action work) : IRoutine
    {
        public Task RunAsync(CancellationToken cancellationToken)
        {
            work();
            return Task.CompletedTask;
        }
    }
}
