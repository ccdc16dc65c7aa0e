using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>Asks for minutes 3, 7 and 14 days after the meeting; then it stays on the coordinator's list, without mails.</summary>
public sealed class MinutesReminders(KemDb db, TimeProvider clock) : IRoutine
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var municipalities = await db.Municipalities.ToDictionaryAsync(m => m.Code, cancellationToken);

        foreach (var meeting in await db.StatusMeetings.PlannedInForce().Where(m => m.On < today).Whole().ToListAsync(cancellationToken))
        {
            if (!meeting.IsMinutesReminderDueOn(today)) continue;

            meeting.MarkMinutesReminded(today, now);

            if (AgreementLetter.ResponsibleFor(meeting.Agreement) is { } responsible)
            {
                db.Outbox.Add(OutgoingMail.From(new MinutesReminder(responsible, meeting, municipalities[meeting.Agreement.MunicipalityCode]), now));
            }
        }

        // The marks and the mails are saved together, so a reminder is neither lost nor written twice.
        await db.SaveChangesAsync(cancellationToken);
    }
}
