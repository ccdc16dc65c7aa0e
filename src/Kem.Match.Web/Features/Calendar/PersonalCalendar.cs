using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Agreements.StatusMeetings;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Features.Proposals.Letters;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Calendar;

/// <summary>
/// Gathers one person's calendar: everything that the cooperations ask of whoever has this address, as a party's contact
/// or as the responsible coordinator.
/// </summary>
public sealed class PersonalCalendar(KemDb db, MeetingCalendar meetings, OutboxSettings outbox, TimeProvider clock)
{
    // Older meetings only make the file heavy; a calendar keeps its own past.
    private const int DaysBack = 365;

    public async Task<CalendarFeed> OfAsync(string address, CancellationToken cancellationToken)
    {
        var earliest = clock.Today().AddDays(-DaysBack).ToDateTime(TimeOnly.MinValue);
        var entries = (await FirstMeetingsAsync(address, cancellationToken)).Concat(await AgreementsAsync(address, cancellationToken));

        return new CalendarFeed("KEM Match", [.. entries.Where(entry => entry.Start >= earliest)]);
    }

    private async Task<IEnumerable<CalendarEntry>> FirstMeetingsAsync(string address, CancellationToken cancellationToken)
    {
        var person = address.Trim().ToLowerInvariant();
        var proposals = await db.Proposals.AsNoTracking()
            .Where(p => p.MeetingStartsAt != null)
            .Concerning(person)
            .Include(p => p.Partner).Include(p => p.Need).ThenInclude(n => n.Asker)
            .ToListAsync(cancellationToken);

        return proposals.Select(FirstMeeting);
    }

    private CalendarEntry FirstMeeting(MatchProposal proposal)
    {
        var isCalledOff = proposal.State == ProposalState.Withdrawn;
        var start = DanishTime.Local(proposal.MeetingStartsAt!.Value).DateTime;

        return new CalendarEntry(
            CalendarInvite.UidFor(proposal.Id, outbox.MessageIdDomain), proposal.MeetingSequence + (isCalledOff ? 1 : 0), proposal.ChangedAt,
            start, start + FirstMeetingLetter.Length, $"Møde: {proposal.Partner.Name} og {proposal.Need.Asker.Name}")
        {
            Location = proposal.MeetingPlace,
            IsCalledOff = isCalledOff,
        };
    }

    private async Task<IEnumerable<CalendarEntry>> AgreementsAsync(string address, CancellationToken cancellationToken)
    {
        var person = address.Trim().ToLowerInvariant();
        var agreements = await db.Agreements.AsNoTrackingWithIdentityResolution()
            .Where(a => a.InForceAt != null)
            .Concerning(person)
            .Include(a => a.StatusMeetings)
            .AsSplitQuery()
            .ToListAsync(cancellationToken);

        return agreements.SelectMany(agreement => agreement.StatusMeetings
            .Select(meeting => meetings.EntryFor(meeting, agreement))
            .Concat(meetings.DaysOf(agreement)));
    }
}
