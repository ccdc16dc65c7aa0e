using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Agreements.Endings;
using Kem.Match.Web.Features.Agreements.StatusMeetings;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Agreements.Life;

/// <summary>What happens to a running agreement when one of its parties exists no more; a coordinator decides it.</summary>
public enum PartyFate
{
    /// <summary>Another entry of the same organisation stands in its place.</summary>
    GoesOn,

    /// <summary>The party leaves; of several, the others are asked whether they go on.</summary>
    Leaves,

    /// <summary>The agreement ends today.</summary>
    Ends,
}

/// <summary>Lets a party leave at once, or an agreement end, with letters, calendars and evidence in the caller's save.</summary>
public sealed class PartyDeparture(LifePost post, LifeEvidence evidence, MeetingCalendar calendar, TimeProvider clock)
{
    public async Task LeaveAsync(CooperationAgreement agreement, AgreementParty party, string reason, string by, CancellationToken cancellationToken)
    {
        var planned = agreement.StatusMeetings.Where(meeting => meeting.IsPlanned).ToList();
        agreement.LoseParty(party, reason, clock.Today(), clock.GetUtcNow());
        await evidence.NoticeGivenAsync(agreement, by, party.Id, party.LeavesOn ?? agreement.LastDay, cancellationToken);

        await (party.LeavesOn is null
            ? post.ToAllAsync(agreement, (reader, m) => new NoticeGiven(reader, agreement, m, party.Name), cancellationToken)
            : post.ToAllAsync(agreement, (reader, m) => new PartyLeaves(reader, agreement, m, party), cancellationToken));
        await post.CancelAsync(agreement, planned.Where(meeting => !meeting.IsPlanned), cancellationToken);
    }

    public async Task EndAsync(CooperationAgreement agreement, string reason, string by, CancellationToken cancellationToken)
    {
        var next = agreement.NextMeeting;
        agreement.End(reason, clock.GetUtcNow());
        await evidence.EndedAsync(agreement, by, cancellationToken);

        var cancelled = next is null ? null : calendar.For(next, agreement, CalendarMethod.Cancel);
        await post.ToAllAsync(agreement, (reader, m) => new AgreementEnded(reader, agreement, m, cancelled), cancellationToken);
    }
}
