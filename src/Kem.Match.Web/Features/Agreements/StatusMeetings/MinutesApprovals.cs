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
        var today = clock.Today();
        var writtenBefore = DanishTime.At(today.AddDays(-StatusMeeting.DaysToObject), TimeOnly.MinValue);
        var waiting = await db.StatusMeetings.IgnoreAutoIncludes().Include(m => m.Objections)
            .Where(m => m.State == MeetingState.Held && m.ApprovedAt == null && m.MinutesAt < writtenBefore).ToListAsync(cancellationToken);
        var due = waiting.FindAll(meeting => meeting.IsApprovalDueOn(today));
        var ids = due.ConvertAll(meeting => meeting.AgreementId);
        var agreements = await db.Agreements.AsNoTracking().IgnoreAutoIncludes().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, cancellationToken);

        foreach (var meeting in due)
        {
            meeting.Approve(clock.GetUtcNow());
            await evidence.MinutesAcceptedAsync(agreements[meeting.AgreementId], meeting, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
