using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Reminders;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Reminders.Watch;

/// <summary>
/// Goes through every agreement in force by a second way: reads its signed words, counts by itself what should be in the
/// calendar and in the ledger, and writes down where they differ.
/// </summary>
public sealed class ReminderWatch(KemDb db, ProgrammeWatch programmes, LetterHours hours, TimeProvider clock) : IRoutine
{
    private const int AtATime = 200;

    // Working days are found nearby; more than this is not the same day.
    private const int DaysNearby = 10;

    // From the evening before Maundy Thursday to the morning after Easter Monday, and a little more.
    private static readonly TimeSpan LongestWaitForLetters = TimeSpan.FromDays(6);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var findings = new List<ReminderFinding>();
        var ids = await db.Agreements.AsNoTracking().Where(a => a.State == AgreementState.InForce).Select(a => a.Id).ToListAsync(cancellationToken);

        foreach (var some in ids.Chunk(AtATime))
        {
            var agreements = await db.Agreements.AsNoTracking().Include(a => a.Parties).Include(a => a.StatusMeetings).AsSplitQuery().Where(a => some.Contains(a.Id)).ToListAsync(cancellationToken);
            var lines = (await db.Reminders.AsNoTracking().Where(r => some.Contains(r.RootId)).ToListAsync(cancellationToken)).ToLookup(line => line.RootId);
            var unplanned = await db.ReminderWork.AsNoTracking().Where(w => some.Contains(w.RootId)).Select(w => w.RootId).ToListAsync(cancellationToken);

            // What has just been changed is planned within a minute.
            findings.AddRange(agreements.Where(a => !unplanned.Contains(a.Id)).SelectMany(agreement => Differences(agreement, [.. lines[agreement.Id]])
                .Select(text => new ReminderFinding(agreement.MunicipalityCode, agreement.Id, agreement.Title, text, clock.GetUtcNow()))));
        }

        findings.AddRange(await programmes.FindAsync(cancellationToken));

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.ReminderFindings.ExecuteDeleteAsync(cancellationToken);
        db.ReminderFindings.AddRange(findings);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private IEnumerable<string> Differences(CooperationAgreement agreement, IReadOnlyList<Reminder> lines) =>
        AgreementReading.Of(agreement.Clauses) is not { } words ? []
        : InTerm(agreement, words).Concat(InMeetings(agreement, words)).Concat(agreement.StatusMeetings.SelectMany(meeting => InLedger(meeting, lines)));

    private static IEnumerable<string> InTerm(CooperationAgreement agreement, AgreementReading words)
    {
        if (words.StartsOn != agreement.StartsOn)
        {
            yield return $"Aftalens tekst siger, at den begynder {Day(words.StartsOn)}. Programmet regner med {Day(agreement.StartsOn)}.";
        }

        // The parties can have chosen another last day since, by all saying yes.
        var isProlonged = agreement.RenewedMonths > 0 || agreement.Questions.Any(question => question is { Kind: QuestionKind.Renewal, Outcome: QuestionOutcome.Yes });

        if (words.EndsOn != agreement.EndsOn && !isProlonged)
        {
            yield return $"Aftalens tekst siger, at den slutter {Day(words.EndsOn)}. Programmet regner med {Day(agreement.EndsOn)}, og ingen har forlænget den.";
        }

        if (words.RenewsItself != (agreement.Renewal == RenewalMode.Automatic))
        {
            yield return words.RenewsItself ? "Aftalens tekst siger, at den fortsætter af sig selv. Det regner programmet ikke med." : "Programmet regner med, at aftalen fortsætter af sig selv. Det siger teksten ikke.";
        }
    }

    private static IEnumerable<string> InMeetings(CooperationAgreement agreement, AgreementReading words)
    {
        var inForce = DanishTime.DayOf(agreement.InForceAt!.Value);
        var known = agreement.StatusMeetings.Select(meeting => meeting.PlannedOn).ToHashSet();

        foreach (var day in words.MeetingDays(agreement.EndsOn).Where(day => day > inForce && !known.Contains(day)))
        {
            yield return $"Aftalens tekst giver et statusmøde {Day(day)}. Det står ikke i kalenderen.";
        }

        foreach (var meeting in agreement.StatusMeetings.Where(meeting => meeting is { IsPlanned: true, Sequence: 0 }
            && Math.Abs(meeting.On.DayNumber - meeting.PlannedOn.DayNumber) > DaysNearby))
        {
            yield return $"Statusmødet {Day(meeting.PlannedOn)} er lagt {Day(meeting.On)}, men ingen har flyttet det.";
        }
    }

    /// <summary>Every meeting to come must have its invitation in the ledger, two weeks before, on a day when letters are sent.</summary>
    private IEnumerable<string> InLedger(StatusMeeting meeting, IReadOnlyList<Reminder> lines)
    {
        if (!meeting.IsPlanned || meeting.InvitedAt is not null || meeting.StartsAt <= clock.GetUtcNow()) yield break;

        var invitations = lines.Where(line => line.SubjectId == meeting.Id && line.Kind == AgreementReminders.StatusInvite && line.Occurrence == $"{meeting.Sequence}").ToList();
        var day = meeting.On.AddDays(-StatusMeeting.InviteDaysBefore);

        while (!hours.IsOpenOn(day))
        {
            day = day.AddDays(1);
        }

        if (invitations.Count == 0)
        {
            yield return $"Statusmødet {Day(meeting.On)} har ingen indkaldelse i regnskabet.";
        }

        foreach (var line in invitations.Where(line => DanishTime.DayOf(line.CalledForAt) != day || IsPutOff(line)).Take(1))
        {
            yield return $"Indkaldelsen til statusmødet {Day(meeting.On)} skal sendes {Day(day)}. I regnskabet står {Day(DanishTime.DayOf(line.DueAt))}.";
        }
    }

    // What was planned before its time leaves at its time; what was known too late leaves at the next hour of letters.
    private bool IsPutOff(Reminder line) =>
        line.IsExpected && line.DueAt != line.CalledForAt && (line.CalledForAt > clock.GetUtcNow() || line.DueAt > clock.GetUtcNow() + LongestWaitForLetters);

    private static string Day(DateOnly day) => DanishText.Date(day);
}
