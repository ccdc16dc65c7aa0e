using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Proposals;

/// <summary>Closes what nobody answered. Does all that is due, so a server that was away catches up.</summary>
public sealed class ProposalLapses(KemDb db, ProposalMail mail, TimeProvider clock) : IRoutine
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var waiting = await db.Proposals.WithParties()
            .Where(p => p.State == ProposalState.Sent && p.AnswerBy < today)
            .ToListAsync(cancellationToken);

        // Who holds a pause is not taken to be silent.
        foreach (var proposal in waiting.Where(proposal => !proposal.Partner.IsPausedOn(today) && proposal.HasLapsedOn(today)))
        {
            proposal.Lapse(clock.GetUtcNow());
            await mail.SendLapseAsync(proposal, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
