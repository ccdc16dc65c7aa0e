using System.Globalization;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Reminders;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Kem.Match.Web.Features.Reminders;

/// <summary>
/// Keeps the ledger of reminders: plans again what has changed, and writes what is due. Everything that is due and not done is
/// done, so a server that was away catches up in one round; the line of the ledger, the mark and the mail are saved together.
/// </summary>
public sealed class ReminderRounds(KemDb db, IEnumerable<IReminderDesk> desks, LetterHours hours, TimeProvider clock, ILogger<ReminderRounds> logger) : IRoutine
{
    // So many matters are read and saved together. When one of them is changed by somebody at that moment, each is taken alone.
    private const int AtATime = 50;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var roots in (await RootsAsync(cancellationToken)).Chunk(AtATime))
        {
            cancellationToken.ThrowIfCancellationRequested();

            if (!await TryKeepAsync(roots, cancellationToken))
            {
                foreach (var root in roots)
                {
                    await TryKeepAsync([root], cancellationToken);
                }
            }
        }
    }

    /// <summary>Those that have changed, and those with something due.</summary>
    private async Task<IReadOnlyList<ReminderRoot>> RootsAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var changed = await db.ReminderWork.AsNoTracking().Select(w => new { w.RootKind, w.RootId }).Distinct().ToListAsync(cancellationToken);
        var due = await db.Reminders.AsNoTracking()
            .Where(r => r.State == ReminderState.Expected && r.DueAt <= now)
            .Select(r => new { r.RootKind, r.RootId }).Distinct().ToListAsync(cancellationToken);

        return [.. changed.Concat(due).Select(root => new ReminderRoot(root.RootKind, root.RootId)).Distinct()];
    }

    // One that cannot be kept now, because somebody changes it or because it cannot be written, stops no other.
    private async Task<bool> TryKeepAsync(IReadOnlyCollection<ReminderRoot> roots, CancellationToken cancellationToken)
    {
        try
        {
            db.RemindersArePlanned = true;
            await KeepAsync(roots, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (Conflicts.IsConflict(exception))
        {
            return false;
        }
        catch (InvalidOperationException exception)
        {
            logger.LogError(exception, "The reminders of {Roots} cannot be written.", string.Join(", ", roots.Select(root => $"{root.Kind} {root.Id}")));
            return false;
        }
        finally
        {
            db.RemindersArePlanned = false;
            db.ChangeTracker.Clear();
        }
    }

    private async Task KeepAsync(IReadOnlyCollection<ReminderRoot> roots, CancellationToken cancellationToken)
    {
        // The notes are read before the matters: what is changed after this leaves a new one.
        var ids = roots.Select(root => root.Id).ToList();
        db.ReminderWork.RemoveRange(await db.ReminderWork.Where(w => ids.Contains(w.RootId)).ToListAsync(cancellationToken));

        var matters = new List<RemindedMatter>();

        foreach (var desk in desks)
        {
            var wanted = roots.Where(root => root.Kind == desk.Kind).Select(root => root.Id).ToList();
            if (wanted.Count > 0) matters.AddRange(await desk.OpenAsync(wanted, cancellationToken));
        }

        var calls = matters.ToDictionary(matter => matter.Root, OpenCalls);
        var lines = await LinesAsync(calls, ids, cancellationToken);

        foreach (var matter in matters)
        {
            await KeepAsync(matter, calls[matter.Root], lines, cancellationToken);
        }

        foreach (var gone in lines.All.Where(line => !calls.ContainsKey(line.Key)).SelectMany(line => line.Value).Where(line => line.IsExpected))
        {
            lines.Touch(gone).Drop(DropReason.Changed, "Det, mailen handler om, findes ikke mere.", clock.GetUtcNow());
        }
    }

    private static List<ReminderCall> OpenCalls(RemindedMatter matter) => [.. matter.Calls().Where(call => !call.IsSettled)];

    /// <summary>The lines of each matter that are still expected, or that it still calls for.</summary>
    private async Task<KeptLines> LinesAsync(Dictionary<ReminderRoot, List<ReminderCall>> calls, List<Guid> ids, CancellationToken cancellationToken)
    {
        var subjects = calls.Values.SelectMany(its => its).Select(call => call.SubjectId).Distinct().ToList();
        var occurrences = calls.Values.SelectMany(its => its).Select(call => call.Occurrence).Distinct().ToList();
        var lines = new KeptLines(db);

        // The subjects are many and go as one parameter.
        await lines.ReadAsync(
            db.Reminders.Where(r => ids.Contains(r.RootId) && (r.State == ReminderState.Expected || (EF.Parameter(subjects).Contains(r.SubjectId) && occurrences.Contains(r.Occurrence)))),
            cancellationToken);

        return lines;
    }

    private async Task KeepAsync(RemindedMatter matter, List<ReminderCall> calls, KeptLines kept, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var lines = kept.Of(matter.Root);
        Plan(matter, calls, kept);

        while (lines.Where(line => line.IsExpected && line.DueAt <= now).MinBy(Place) is { } first)
        {
            if (now > first.UselessAfter || hours.Next(now) > first.UselessAfter)
            {
                kept.Touch(first).Drop(DropReason.Outdated, "Forældet: Den blev ikke skrevet i tide og er ikke længere aktuel.", now);
            }
            else if (matter.QuietUntil(first) is { } quiet)
            {
                kept.Touch(first).Postpone(hours.OnOrAfter(quiet.AddDays(1)));
            }
            else if (lines.Exists(line => line.IsExpected && line.DueAt <= now && Place(line).CompareTo(Place(first)) > 0
                && (line.Kind, line.SubjectId, line.Reader) == (first.Kind, first.SubjectId, first.Reader)))
            {
                kept.Touch(first).Drop(DropReason.Superseded, "En senere påmindelse om det samme gik i stedet.", now);
            }
            else
            {
                await WriteAsync(matter, [.. lines.Where(line => line.IsExpected && line.DueAt <= now
                    && (line.Kind, line.SubjectId, line.Occurrence) == (first.Kind, first.SubjectId, first.Occurrence)).Select(kept.Touch)], cancellationToken);

                // What was written may settle or call off something else.
                Plan(matter, OpenCalls(matter), kept);
            }
        }
    }

    /// <summary>Brings the ledger in step with what the matter calls for.</summary>
    private void Plan(RemindedMatter matter, List<ReminderCall> calls, KeptLines kept)
    {
        var now = clock.GetUtcNow();
        var earliest = hours.Next(now);
        var lines = kept.Of(matter.Root);

        foreach (var call in calls)
        {
            if (lines.Find(line => line.IsFor(call)) is not { } line)
            {
                if (call.UselessAfter > now) kept.Add(call, matter, earliest);
            }
            else if (line.IsExpected && !line.HasTimesOf(call))
            {
                kept.Touch(line).Follow(call, earliest);
            }
            else if (line.CanBeRevived)
            {
                kept.Touch(line).Revive(call, earliest);
            }
        }

        foreach (var line in lines.Where(line => line.IsExpected && !calls.Exists(line.IsFor)))
        {
            kept.Touch(line).Drop(DropReason.Changed, matter.WhyNot(line), now);
        }
    }

    private async Task WriteAsync(RemindedMatter matter, List<Reminder> due, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var first = due[0];
        var letters = await matter.WriteAsync(first.Kind, first.SubjectId, NumberOf(first), cancellationToken);

        foreach (var line in due)
        {
            if (letters.GetValueOrDefault(line.Reader) is { } letter)
            {
                var mail = OutgoingMail.From(letter, now, hours.Next(now));
                db.Outbox.Add(mail);
                line.Write(mail.Id, now);
            }
            else
            {
                line.Drop(DropReason.NoReader, "Der er ingen mailadresse at skrive til, eller samme person får mailen for en anden part.", now);
            }
        }
    }

    // After a holiday the first and the second may be called for on the same day.
    private static (DateTimeOffset CalledForAt, int Number) Place(Reminder line) => (line.CalledForAt, NumberOf(line));

    // The last part of "7:2" says which time it is.
    private static int NumberOf(Reminder reminder) => int.Parse(reminder.Occurrence.Split(':')[^1], CultureInfo.InvariantCulture);
}
