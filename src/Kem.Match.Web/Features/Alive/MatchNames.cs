using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Alive;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Alive;

/// <summary>What a question is about, as its reader knows it.</summary>
/// <param name="Others">Names of the other parties.</param>
/// <param name="Title">Of the agreement, or else of the need.</param>
/// <param name="SentBy">The coordinator who brought them together.</param>
/// <param name="SentByEmail">Where an answer to the letter goes.</param>
public sealed record MatchNames(IReadOnlyList<string> Others, string Title, string SentBy, string SentByEmail)
{
    public static async Task<MatchNames> AboutAsync(KemDb db, MatchQuestion question, CancellationToken cancellationToken)
    {
        var proposals = await db.Proposals.AsNoTracking().Include(p => p.Partner).Include(p => p.Need.Asker)
            .Where(p => p.Id == question.ProposalId || p.BundleId == question.MatchId).ToListAsync(cancellationToken);
        var agreement = await db.Agreements.AsNoTracking().Include(a => a.Parties).SingleOrDefaultAsync(a => a.Id == question.AgreementId, cancellationToken);
        var proposal = proposals.Single(p => p.Id == question.ProposalId);

        var parties = agreement is not null
            ? agreement.Parties.Select(p => (Id: p.OrganisationId, p.Name))
            : proposals.Where(p => p.IsAlive).Select(p => (Id: p.PartnerId, p.Partner.Name)).Append((Id: proposal.Need.AskerId, proposal.Need.Asker.Name));

        return new MatchNames(
            [.. parties.Where(party => party.Id != question.OrganisationId).Select(party => party.Name).Distinct()],
            agreement?.Title ?? proposal.Need.Title, proposal.SentBy, proposal.SentByEmail);
    }
}
