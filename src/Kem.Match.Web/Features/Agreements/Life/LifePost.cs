using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Features.Agreements.StatusMeetings;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Life;

/// <summary>Somebody who hears of what happens to an agreement.</summary>
/// <param name="To">Name and address.</param>
/// <param name="Code">Tells the readers of one agreement apart.</param>
/// <param name="Door">Their way in: the party's personal link, or the page of somebody with an account.</param>
/// <param name="Party">The party they speak for; null for the responsible coordinator.</param>
public sealed record LifeReader(Recipient To, string Code, string Door, AgreementParty? Party);

/// <summary>Writes to everybody in an agreement, in the same save as what the letters tell of.</summary>
public sealed class LifePost(KemDb db, AccessLinks links, MeetingReaders meetingReaders, MeetingCalendar calendar, TimeProvider clock)
{
    // A letter about the old time that still waits would only confuse.
    private const string TimeIsOld = "Mødet er taget af kalenderen eller flyttet.";

    // Long enough to tell what came of it after the last day.
    private static readonly TimeSpan LinkLivesAfterLastDay = TimeSpan.FromDays(120);

    public async Task ToAllAsync(CooperationAgreement agreement, Func<LifeReader, Municipality, AgreementLetter> letter, CancellationToken cancellationToken)
    {
        var municipality = await MunicipalityAsync(agreement, cancellationToken);

        foreach (var reader in await ReadersAsync(agreement, cancellationToken))
        {
            Write(letter(reader, municipality));
        }
    }

    /// <summary>Takes meetings out of the calendars of those who have them there.</summary>
    public async Task CancelAsync(CooperationAgreement agreement, IEnumerable<StatusMeeting> cancelled, CancellationToken cancellationToken)
    {
        var municipality = await MunicipalityAsync(agreement, cancellationToken);

        foreach (var meeting in cancelled)
        {
            await db.Outbox.HoldBackAsync(meeting.Id, TimeIsOld, cancellationToken);
            var invite = calendar.For(meeting, agreement, CalendarMethod.Cancel);

            foreach (var reader in await meetingReaders.OfAsync(meeting, agreement, cancellationToken))
            {
                Write(new MeetingCancelled(reader, meeting, agreement, municipality, invite));
            }
        }
    }

    public async Task MovedAsync(CooperationAgreement agreement, IEnumerable<MovedMeeting> moved, CancellationToken cancellationToken)
    {
        var municipality = await MunicipalityAsync(agreement, cancellationToken);

        foreach (var (meeting, oldDay, oldTime) in moved)
        {
            await db.Outbox.HoldBackAsync(meeting.Id, TimeIsOld, cancellationToken);
            var invite = calendar.For(meeting, agreement, CalendarMethod.Request);

            foreach (var reader in await meetingReaders.OfAsync(meeting, agreement, cancellationToken))
            {
                Write(new StatusMeetingMoved(reader, meeting, municipality, invite, oldDay, oldTime, "Den nye aftale"));
            }
        }
    }

    /// <summary>Puts meetings back in the calendars from which they were taken.</summary>
    public async Task BackAsync(CooperationAgreement agreement, IEnumerable<StatusMeeting> back, CancellationToken cancellationToken)
    {
        var municipality = await MunicipalityAsync(agreement, cancellationToken);

        foreach (var meeting in back)
        {
            await db.Outbox.HoldBackAsync(meeting.Id, TimeIsOld, cancellationToken);
            var invite = calendar.For(meeting, agreement, CalendarMethod.Request);

            foreach (var reader in await meetingReaders.OfAsync(meeting, agreement, cancellationToken))
            {
                Write(new MeetingIsBack(reader, meeting, agreement, municipality, invite));
            }
        }
    }

    /// <summary>Everybody who hears of what happens; new links are stored in the caller's save.</summary>
    public async Task<IReadOnlyList<LifeReader>> ReadersAsync(CooperationAgreement agreement, CancellationToken cancellationToken)
    {
        var readers = new List<LifeReader>();

        if (AgreementLetter.ResponsibleFor(agreement) is { } responsible)
        {
            readers.Add(new LifeReader(responsible, "responsible", $"/aftaler/{agreement.Id}", Party: null));
        }

        // The coordinator answers for the municipality where he or she is signed in.
        foreach (var (party, contact) in AgreementLetter.ContactsOf(agreement.Parties.Where(party => !party.IsReachedAt(agreement.ResponsibleEmail))))
        {
            readers.Add(new LifeReader(contact, party.Id.ToString(), await LinkAsync(agreement, party, cancellationToken), party));
        }

        return readers;
    }

    private async Task<string> LinkAsync(CooperationAgreement agreement, AgreementParty party, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var lastUse = agreement.LastDay.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) + LinkLivesAfterLastDay;
        var lifetime = new[] { lastUse - now.UtcDateTime, LinkLivesAfterLastDay }.Max();
        var known = await db.AccessLinks
            .Where(l => l.Purpose == LinkPurpose.AgreementLife && l.SubjectId == party.Id && l.Address == party.ContactEmail && l.RevokedAt == null)
            .OrderByDescending(l => l.ExpiresAt)
            .FirstOrDefaultAsync(cancellationToken);

        return LinkKey.Reference(known is not null && known.ExpiresAt >= now + LinkLivesAfterLastDay / 2
            ? known
            : links.Issue(LinkPurpose.AgreementLife, party.Id, party.OrganisationId, party.ContactEmail, lifetime));
    }

    private void Write(Letter letter) => db.Outbox.Add(OutgoingMail.From(letter, clock.GetUtcNow()));

    private Task<Municipality> MunicipalityAsync(CooperationAgreement agreement, CancellationToken cancellationToken) =>
        db.Municipalities.SingleAsync(m => m.Code == agreement.MunicipalityCode, cancellationToken);
}
