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
}
