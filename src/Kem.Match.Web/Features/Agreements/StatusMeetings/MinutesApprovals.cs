using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Agreements.Life;
using Kem.Match.Web.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>Approves minutes that nobody has objected to within seven days.</summary>
public sealed class MinutesApprovals(KemDb db, LifeEvidence evidence, TimeProvider clock) : IRoutine
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var waiting = await db.StatusMeetings.Include(m => m.Agreement).Where(m => m.State == MeetingState.Held && m.ApprovedAt == null).ToListAsync(cancellationToken);

        foreach (var meeting in waiting.Where(meeting => meeting.IsApprovalDueOn(clock.Today())))
        {
            meeting.Approve(clock.GetUtcNow());
            await evidence.MinutesAcceptedAsync(meeting, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
