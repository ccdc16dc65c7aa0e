using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Organisations;
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
        var waiting = await db.Proposals.Include(p => p.Partner).Include(p => p.Need).ThenInclude(n => n.Asker)
            .Where(p => p.State == ProposalState.Sent)
            .ToListAsync(cancellationToken);

        foreach (var proposal in waiting)
        {
            if (proposal.HasLapsedOn(today))
            {
                proposal.Lapse(clock.GetUtcNow());
            }
            else if (proposal.IsReminderDueOn(today) && proposal.Partner is { PreferredChannel: Channel.Email, CanBeMailed: true } partner && !partner.IsPausedOn(today))
            {
                proposal.MarkReminded(today, clock.GetUtcNow());
                await mail.SendReminderAsync(proposal, cancellationToken);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
