using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Reminders;
using Kem.Match.Web.Features.Outbox;
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
public sealed class Silence(KemDb db, TimeProvider clock)
{
    public const string Scheduler = "SCHEDULER_SILENT";
    public const string Ledger = "REMINDERS_LATE";
    public const string Mails = "MAILS_LATE";
    public const string Differences = "CALENDAR_DIFFERS";

    /// <summary>A reminder may be so late before it is said to be forgotten.</summary>
    public static readonly TimeSpan LedgerGrace = TimeSpan.FromMinutes(30);

    /// <summary>A mail may wait so long for a server before somebody is told.</summary>
    public static readonly TimeSpan OutboxGrace = TimeSpan.FromHours(2);

    /// <param name="timetable">How the routines stand, read by the caller, who may need it for more than this.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<IReadOnlyList<Trouble>> FindAsync(IReadOnlyList<RoutineReport> timetable, CancellationToken cancellationToken) =>
        [.. new[] { SchedulerIn(timetable), await LedgerAsync(cancellationToken), await OutboxAsync(cancellationToken), await DifferencesAsync(cancellationToken) }.OfType<Trouble>()];

    private Trouble? SchedulerIn(IEnumerable<RoutineReport> timetable) =>
        timetable.FirstOrDefault(routine => routine.Standing == RoutineStanding.Missed && routine.Plan.Name is nameof(ReminderRounds) or nameof(OutboxDelivery)) is not { } missed ? null
        : new Trouble(Scheduler, $"Programmets ur går ikke: Der er ikke skrevet eller sendt noget siden {DanishText.Moment(missed.Last?.StartedAt ?? missed.State!.CountsFrom, clock.GetUtcNow())}.");

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

        return new Trouble(Mails, $"{DanishText.Capitalised(DanishText.Count(count, "mail", "mails"))} venter, og ingen er kommet af sted siden {DanishText.Moment(late, now)}. Se i udbakken, hvad mailserveren svarer.");
    }

    private async Task<Trouble?> DifferencesAsync(CancellationToken cancellationToken) =>
        await db.ReminderFindings.CountAsync(cancellationToken) is > 0 and var count
            ? new Trouble(Differences, $"{DanishText.Capitalised(DanishText.Count(count, "sted", "steder"))} siger en aftales tekst noget andet end kalenderen. Se listen under Påmindelser.")
            : null;
}
