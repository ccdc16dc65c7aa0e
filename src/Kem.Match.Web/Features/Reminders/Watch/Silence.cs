using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Reminders;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Reminders.Watch;

/// <summary>Something is not as it should be.</summary>
/// <param name="Kind">Tells the troubles apart.</param>
/// <param name="Text">What is wrong, without anything personal in it.</param>
public sealed record Trouble(string Kind, string Text);

/// <summary>Notices that something should have happened and did not: nothing runs, nothing is written, nothing leaves.</summary>
public sealed class Silence(KemDb db, PlannedRoutines routines, TimeProvider clock)
{
    public const string Scheduler = "SCHEDULER_SILENT";
    public const string Ledger = "REMINDERS_LATE";
    public const string Outbox = "MAILS_LATE";
    public const string Differences = "CALENDAR_DIFFERS";

    /// <summary>A routine may be so late before it is said to be silent.</summary>
    public static readonly TimeSpan SchedulerGrace = TimeSpan.FromMinutes(10);

    /// <summary>A reminder may be so late before it is said to be forgotten.</summary>
    public static readonly TimeSpan LedgerGrace = TimeSpan.FromMinutes(30);

    /// <summary>A mail may wait so long for a server before somebody is told.</summary>
    public static readonly TimeSpan OutboxGrace = TimeSpan.FromHours(2);

    public async Task<IReadOnlyList<Trouble>> FindAsync(CancellationToken cancellationToken) =>
        [.. new[] { await SchedulerAsync(cancellationToken), await LedgerAsync(cancellationToken), await OutboxAsync(cancellationToken), await DifferencesAsync(cancellationToken) }.OfType<Trouble>()];

    private async Task<Trouble?> SchedulerAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();

        foreach (var routine in routines.All.Where(routine => routine.Name is nameof(ReminderRounds) or "OutboxDelivery"))
        {
            var state = await db.Routines.AsNoTracking().SingleOrDefaultAsync(r => r.Name == routine.Name, cancellationToken);
            if (state is not { IsPaused: false }) continue;

            var last = await db.RoutineRuns.AsNoTracking().Where(r => r.Routine == routine.Name).MaxAsync(r => (DateTimeOffset?)r.StartedAt, cancellationToken);
            var since = last > state.CountsFrom ? last.Value : state.CountsFrom;

            if (routine.NextAfter(since) + SchedulerGrace < now)
            {
                return new Trouble(Scheduler, $"Programmets ur går ikke: Der er ikke skrevet eller sendt noget siden {DanishText.Moment(since, now)}.");
            }
        }

        return null;
    }

    private async Task<Trouble?> LedgerAsync(CancellationToken cancellationToken)
    {
        var (now, late) = (clock.GetUtcNow(), clock.GetUtcNow() - LedgerGrace);
        var forgotten = db.Reminders.AsNoTracking().Where(r => r.State == ReminderState.Expected && r.DueAt < late);
        var count = await forgotten.CountAsync(cancellationToken);
        if (count == 0) return null;

        var oldest = await forgotten.MinAsync(r => r.DueAt, cancellationToken);
        return new Trouble(Ledger, $"{DanishText.Capitalised(DanishText.Count(count, "påmindelse", "påmindelser"))} skulle være skrevet og er det ikke. Den ældste skulle være skrevet {DanishText.Moment(oldest, now)}.");
    }

    // One receiver whose mailbox is full is no alarm; that nothing at all has left is one.
    private async Task<Trouble?> OutboxAsync(CancellationToken cancellationToken)
    {
        var (now, late) = (clock.GetUtcNow(), clock.GetUtcNow() - OutboxGrace);
        var count = await db.Outbox.AsNoTracking()
            .CountAsync(m => m.State == OutgoingMailState.Waiting && m.CreatedAt < late && (m.DueAt < late || m.LastError != null), cancellationToken);
        if (count == 0 || await db.Outbox.AnyAsync(m => m.SentAt > late, cancellationToken)) return null;

        return new Trouble(Outbox, $"{DanishText.Capitalised(DanishText.Count(count, "mail", "mails"))} venter, og ingen er kommet af sted siden {DanishText.Moment(late, now)}. Se i udbakken, hvad mailserveren svarer.");
    }

    private async Task<Trouble?> DifferencesAsync(CancellationToken cancellationToken) =>
        await db.ReminderFindings.CountAsync(cancellationToken) is > 0 and var count
            ? new Trouble(Differences, $"{DanishText.Capitalised(DanishText.Count(count, "sted", "steder"))} siger en aftales tekst noget andet end kalenderen. Se listen under Påmindelser.")
            : null;
}
