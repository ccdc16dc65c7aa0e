using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Programmes;
using Kem.Match.Web.Domain.Reminders;
using Kem.Match.Web.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Reminders.Watch;

/// <summary>
/// Reads the plan of every running programme, counts its rounds and meetings by itself, and names where the calendar or the
/// ledger says something else.
/// </summary>
public sealed class ProgrammeWatch(KemDb db, LetterHours hours, TimeProvider clock)
{
    public async Task<IReadOnlyList<ReminderFinding>> FindAsync(CancellationToken cancellationToken)
    {
        var programmes = await db.Programmes.AsNoTracking().Whole()
            .Where(p => p.StoppedAt == null && !db.ReminderWork.Any(work => work.RootId == p.Id)).ToListAsync(cancellationToken);
        var ids = programmes.Select(programme => programme.Id).ToList();
        var lines = (await db.Reminders.AsNoTracking().Where(r => ids.Contains(r.RootId)).ToListAsync(cancellationToken)).ToLookup(line => line.RootId);

        return
        [
            .. from now in await db.AsTheyAreAsync(programmes, cancellationToken)
               from text in Differences(now, [.. lines[now.Programme.Id]])
               select new ReminderFinding(now.Programme.MunicipalityCode, now.Programme.Id, now.Programme.Title, text, clock.GetUtcNow()) { RootKind = ReminderRootKind.Programme },
        ];
    }

    private IEnumerable<string> Differences(ProgrammeNow now, IReadOnlyList<Reminder> lines) =>
        ProgrammeReading.Of(now.Programme.PlanText) is not { } words ? ["Planen kan ikke læses. Se forløbet igennem."]
        : InPlan(now.Programme, words)
            .Concat(now.Programme.Rounds.SelectMany(round => InRound(round, words)))
            .Concat(now.Programme.Rounds.SelectMany(round => InLedger(now, round, words, lines)))
            .Concat(InFollowUps(now.Programme, words, lines));

    private static IEnumerable<string> InPlan(CapacityProgramme programme, ProgrammeReading words)
    {
        if (words.StartsOn != programme.StartsOn)
        {
            yield return $"Planen siger, at forløbet begynder {Day(words.StartsOn)}. Programmet regner med {Day(programme.StartsOn)}.";
        }

        if (words.Months != programme.Months)
        {
            yield return $"Planen siger, at forløbet varer {words.Months} måneder. Programmet regner med {programme.Months}.";
        }
    }

    private IEnumerable<string> InRound(ProgrammeRound round, ProgrammeReading words)
    {
        var (opens, closes) = DaysOf(round.Number, words);

        if ((round.OpensOn, round.ClosesOn) != (opens, closes))
        {
            yield return $"Planen giver runde {round.Number} fra {Day(opens)} til {Day(closes)}. I kalenderen står {Day(round.OpensOn)} til {Day(round.ClosesOn)}.";
        }
    }

    /// <summary>Everybody who is still to be asked must have an invitation in the ledger, on the day that the plan gives.</summary>
    private IEnumerable<string> InLedger(ProgrammeNow now, ProgrammeRound round, ProgrammeReading words, IReadOnlyList<Reminder> lines)
    {
        var (opens, closes) = DaysOf(round.Number, words);
        if (closes < clock.Today()) yield break;

        foreach (var member in now.WhoOwe(round))
        {
            var day = OpenDay(member.JoinedOn > opens ? member.JoinedOn : opens);
            var line = lines.FirstOrDefault(line => line.Kind == ProgrammeReminders.ToTakeCheckup && line.SubjectId == round.Id
                && line.Reader == member.Id.ToString() && line.Occurrence == $"{round.Sequence}");

            if (line is null)
            {
                yield return $"{member.Name} har ingen indbydelse til runde {round.Number} i regnskabet.";
            }
            else if (DanishTime.DayOf(line.CalledForAt) != day || (line.IsExpected && line.CalledForAt > clock.GetUtcNow() && line.DueAt != line.CalledForAt))
            {
                yield return $"Indbydelsen fra runde {round.Number} til {member.Name} skal sendes {Day(day)}. I regnskabet står {Day(DanishTime.DayOf(line.DueAt))}.";
            }
        }
    }

    private IEnumerable<string> InFollowUps(CapacityProgramme programme, ProgrammeReading words, IReadOnlyList<Reminder> lines)
    {
        foreach (var (index, meeting) in words.FollowUpDays().Select(WorkingDay).Index())
        {
            if (meeting <= clock.Today() || programme.DoneOn(ProgrammeItem.FollowUps[index]) is not null) continue;

            if (!lines.Any(line => line.Kind == ProgrammeReminders.FollowUpSoon && line.Occurrence == $"{meeting:yyyy-MM-dd}:{index + 1}"))
            {
                yield return $"Mødet {Day(meeting)} efter forløbet har ingen påmindelse i regnskabet.";
            }
        }
    }

    private (DateOnly OpensOn, DateOnly ClosesOn) DaysOf(int round, ProgrammeReading words) =>
        words.Moved.TryGetValue(round, out var moved) ? moved
        : OpenFrom(OpenDay(words.OpeningOf(round)), words.DaysOpen);

    private static (DateOnly OpensOn, DateOnly ClosesOn) OpenFrom(DateOnly day, int days) => (day, day.AddDays(days - 1));

    private DateOnly OpenDay(DateOnly day)
    {
        while (!hours.IsOpenOn(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    private static DateOnly WorkingDay(DateOnly day)
    {
        while (!DanishHolidays.IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    private static string Day(DateOnly day) => DanishText.Date(day);
}
