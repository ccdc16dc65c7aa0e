using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>Reminds of status meetings two days before.</summary>
public sealed class StatusMeetingReminders(KemDb db, MeetingReaders readers, TimeProvider clock) : IRoutine
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var lastDay = today.AddDays(StatusMeeting.RemindDaysBefore);
        var municipalities = await db.Municipalities.ToDictionaryAsync(m => m.Code, cancellationToken);
        var near = await db.StatusMeetings.PlannedInForce().Where(m => m.RemindedAt == null && m.On >= today && m.On <= lastDay).Whole().ToListAsync(cancellationToken);

        foreach (var meeting in near.Where(meeting => meeting.IsReminderDueOn(today) && meeting.StartsAt > now))
        {
            meeting.MarkReminded(now);

            foreach (var reader in await readers.OfAsync(meeting, cancellationToken))
            {
                db.Outbox.Add(OutgoingMail.From(new StatusMeetingReminder(reader, meeting, municipalities[meeting.Agreement.MunicipalityCode]), now));
            }
        }

        // The marks and the mails are saved together, so a reminder is neither lost nor written twice.
        await db.SaveChangesAsync(cancellationToken);
    }
}
