using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>Invites to status meetings two weeks before.</summary>
public sealed class StatusMeetingInvitations(KemDb db, MeetingReaders readers, MeetingCalendar calendar, Taxonomy taxonomy, TimeProvider clock) : IRoutine
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var lastDay = today.AddDays(StatusMeeting.InviteDaysBefore);
        var municipalities = await db.Municipalities.ToDictionaryAsync(m => m.Code, cancellationToken);
        var near = await db.StatusMeetings.PlannedInForce().Where(m => m.InvitedAt == null && m.On >= today && m.On <= lastDay).Whole().ToListAsync(cancellationToken);

        foreach (var meeting in near.Where(meeting => meeting.IsInvitationDueOn(today)))
        {
            var invite = calendar.For(meeting, meeting.Agreement, CalendarMethod.Request);
            var agenda = taxonomy.AgendaOf(meeting.Agreement.Method);
            meeting.MarkInvited(now);

            foreach (var reader in await readers.OfAsync(meeting, cancellationToken))
            {
                db.Outbox.Add(OutgoingMail.From(new StatusMeetingInvitation(reader, meeting, municipalities[meeting.Agreement.MunicipalityCode], invite, agenda), now));
            }
        }

        // The marks and the mails are saved together, so an invitation is neither lost nor written twice.
        await db.SaveChangesAsync(cancellationToken);
    }
}
