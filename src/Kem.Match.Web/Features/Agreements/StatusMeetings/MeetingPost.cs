using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Features.Agreements.Life;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>Writes to everybody who takes part in a meeting, in the same save as what the letters tell of.</summary>
public sealed class MeetingPost(KemDb db, MeetingReaders readers, MeetingCalendar calendar, Taxonomy taxonomy, LifePost lifePost, TimeProvider clock)
{
    private const int DaysForThePlan = 14;

    public async Task MoveAsync(StatusMeeting meeting, DateOnly on, TimeOnly time, string place, Viewer mover, CancellationToken cancellationToken)
    {
        var (oldDay, oldTime) = (meeting.On, meeting.Time);
        meeting.Move(on, time, place, clock.GetUtcNow());
        meeting.MovedBy(mover.Name, mover.Email);

        var municipality = await MunicipalityAsync(meeting, cancellationToken);
        var invite = calendar.For(meeting, meeting.Agreement, CalendarMethod.Request);
        await db.Outbox.HoldBackAsync(meeting.Id, "Mødet er flyttet.", cancellationToken);

        foreach (var reader in await readers.OfAsync(meeting, cancellationToken))
        {
            Write(new StatusMeetingMoved(reader, meeting, municipality, invite, oldDay, oldTime, mover.Name));
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task CallOffAsync(StatusMeeting meeting, Viewer by, CancellationToken cancellationToken)
    {
        meeting.MarkNotHeld(clock.GetUtcNow());

        var municipality = await MunicipalityAsync(meeting, cancellationToken);
        var cancelled = calendar.For(meeting, meeting.Agreement, CalendarMethod.Cancel);
        await db.Outbox.HoldBackAsync(meeting.Id, "Mødet er aflyst.", cancellationToken);

        foreach (var reader in await readers.OfAsync(meeting, cancellationToken))
        {
            Write(new StatusMeetingCalledOff(reader, meeting, municipality, cancelled, by.Name));
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task SendMinutesAsync(StatusMeeting meeting, CancellationToken cancellationToken)
    {
        var municipality = await MunicipalityAsync(meeting, cancellationToken);
        var agenda = taxonomy.AgendaOf(meeting);

        foreach (var reader in await readers.OfAsync(meeting, cancellationToken))
        {
            Write(new MinutesLetter(reader, meeting, municipality, agenda));
        }

        if (meeting.Agreement.StartVolunteerPlan(meeting, clock.Today().AddDays(DaysForThePlan), clock.GetUtcNow()))
        {
            await lifePost.ToAllAsync(meeting.Agreement, (reader, m) => new TooFewVolunteers(reader, meeting.Agreement, m, meeting), cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private void Write(Letter letter) => db.Outbox.Add(OutgoingMail.From(letter, clock.GetUtcNow()));

    private Task<Municipality> MunicipalityAsync(StatusMeeting meeting, CancellationToken cancellationToken) =>
        db.Municipalities.SingleAsync(m => m.Code == meeting.Agreement.MunicipalityCode, cancellationToken);
}
