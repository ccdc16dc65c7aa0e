using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Proposals;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Catalogue.Merging;

/// <summary>Takes proposals back kindly when the organisation that they went to, or came from, is gone.</summary>
public sealed class ProposalClosing(KemDb db, ProposalMail mail, TimeProvider clock)
{
    private const string HeldBack = "Forslaget er trukket tilbage.";

    /// <summary>Those that still wait for an answer.</summary>
    public async Task CloseOpenToAsync(Guid organisationId, WithdrawalReason why, string by, CancellationToken cancellationToken) =>
        await CloseAsync(db.Proposals.Open().Where(p => p.PartnerId == organisationId), why, by, cancellationToken);

    /// <summary>Those that still live, sent to it or about its own needs.</summary>
    public async Task CloseAllOfAsync(Guid organisationId, string by, CancellationToken cancellationToken)
    {
        await CloseAsync(db.Proposals.Where(p => p.PartnerId == organisationId), WithdrawalReason.PartnerIsRetired, by, cancellationToken);
        await CloseAsync(db.Proposals.Where(p => p.Need.AskerId == organisationId), WithdrawalReason.NeedIsGone, by, cancellationToken);
    }

    private async Task CloseAsync(IQueryable<MatchProposal> proposals, WithdrawalReason why, string by, CancellationToken cancellationToken)
    {
        foreach (var proposal in (await proposals.Include(p => p.Partner).Include(p => p.Need.Asker).OrderBy(p => p.SentAt).ToListAsync(cancellationToken)).Where(p => p.CanBeWithdrawn))
        {
            await db.Outbox.HoldBackAsync(proposal.Id, HeldBack, cancellationToken);
            proposal.Withdraw(why, by, clock.GetUtcNow());
            await mail.SendWithdrawalAsync(proposal, cancellationToken);
        }
    }
}
