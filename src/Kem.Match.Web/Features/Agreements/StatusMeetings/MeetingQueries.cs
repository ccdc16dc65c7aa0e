using Kem.Match.Web.Domain.Agreements;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

public static class MeetingQueries
{
    /// <summary>With the agreement, its parties and its other meetings: what was said last time belongs on the agenda.</summary>
    public static IQueryable<StatusMeeting> Whole(this IQueryable<StatusMeeting> meetings) => meetings
        .Include(m => m.Agreement).ThenInclude(a => a.Parties)
        .Include(m => m.Agreement).ThenInclude(a => a.StatusMeetings)
        .AsSplitQuery();

    /// <summary>Nobody hears of the meetings of an agreement that was stopped, except the talk that looks back on it.</summary>
    public static IQueryable<StatusMeeting> PlannedInForce(this IQueryable<StatusMeeting> meetings) =>
        meetings.Where(m => m.State == MeetingState.Planned
            && (m.Agreement.State == AgreementState.InForce || (m.IsClosing && (m.Agreement.State == AgreementState.Ended || m.Agreement.State == AgreementState.Expired))));
}
