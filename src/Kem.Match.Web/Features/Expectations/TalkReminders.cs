using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Expectations;

/// <summary>Reminds a side, once, that it has not answered before the first meeting.</summary>
public sealed class TalkReminders(KemDb db, TalkPost post, TimeProvider clock) : IRoutine
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var waiting = await db.TalkSides
            .Where(s => s.SentAt == null && s.RemindedAt == null && s.Talk.HeldAt == null && s.ContactEmail != "")
            .Include(s => s.Talk).ThenInclude(t => t.Sides)
            .AsSplitQuery()
            .ToListAsync(cancellationToken);
        var proposals = waiting.Select(side => side.Talk.ProposalId).Distinct().ToList();
        var meetings = await db.Proposals.Where(p => proposals.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.MeetingStartsAt, cancellationToken);

        foreach (var side in waiting)
        {
            var meetingAt = meetings[side.Talk.ProposalId];
            var meetingOn = meetingAt is { } at ? DanishTime.DayOf(at) : (DateOnly?)null;
            var isOver = meetingAt <= now;

            if (!isOver && side.Talk.IsReminderDueOn(side, today, meetingOn))
            {
                side.MarkReminded(now);
                await post.RemindAsync(side, meetingAt, cancellationToken);
            }
        }

        // The marks and the mails are saved together, so nobody is reminded twice.
        await db.SaveChangesAsync(cancellationToken);
    }
}
