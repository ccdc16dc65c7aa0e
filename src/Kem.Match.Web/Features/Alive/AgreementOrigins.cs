using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Proposals;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Alive;

/// <summary>Which proposal an agreement comes from, also when it took the place of another one.</summary>
public sealed class AgreementOrigins
{
    private readonly Dictionary<Guid, Guid> amends;
    private readonly Dictionary<Guid, MatchProposal> proposals;

    private AgreementOrigins(Dictionary<Guid, Guid> amends, Dictionary<Guid, MatchProposal> proposals) => (this.amends, this.proposals) = (amends, proposals);

    public static async Task<AgreementOrigins> ReadAsync(KemDb db, CancellationToken cancellationToken) => new(
        await db.Agreements.Where(a => a.AmendsId != null).Select(a => new { a.Id, AmendsId = a.AmendsId!.Value }).ToDictionaryAsync(a => a.Id, a => a.AmendsId, cancellationToken),
        await (
            from agreement in db.Agreements
            where agreement.InForceAt != null
            join proposal in db.Proposals.AsNoTracking() on agreement.ProposalId equals proposal.Id
            select new { agreement.Id, proposal }).ToDictionaryAsync(a => a.Id, a => a.proposal, cancellationToken));

    /// <summary>The first agreement of the line.</summary>
    public Guid FirstOf(Guid agreementId)
    {
        while (amends.TryGetValue(agreementId, out var before))
        {
            agreementId = before;
        }

        return agreementId;
    }

    /// <summary>Null when the parties found each other without a proposal.</summary>
    public MatchProposal? ProposalOf(Guid agreementId) => proposals.GetValueOrDefault(FirstOf(agreementId));
}
