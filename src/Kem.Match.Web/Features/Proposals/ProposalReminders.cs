using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Proposals;

/// <summary>
/// Reminds those who have not answered, twice at most, and closes what nobody answered. Does all that is due, so a server
/// that was away catches up; the mark and the mail are saved together, so nobody is reminded twice.
/// </summary>
public sealed class ProposalReminders(KemDb db, ProposalMail mail, TimeProvider clock) : IRoutine
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var waiting = await db.Proposals.WithParties()
            .Where(p => p.State == ProposalState.Sent)
            .ToListAsync(cancellationToken);

        // Who holds a pause is neither reminded nor taken to be silent.
        foreach (var proposal in waiting.Where(proposal => !proposal.Partner.IsPausedOn(today)))
        {
            if (proposal.HasLapsedOn(today))
            {
                proposal.Lapse(clock.GetUtcNow());
                await mail.SendLapseAsync(proposal, cancellationToken);
            }
            else if (proposal.IsReminderDueOn(today) && proposal.CanBeMailed)
            {
                proposal.MarkReminded(today, clock.GetUtcNow());
                await mail.SendReminderAsync(proposal, cancellationToken);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
