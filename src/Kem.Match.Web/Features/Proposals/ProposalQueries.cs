using Kem.Match.Web.Domain.Proposals;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Proposals;

internal static class ProposalQueries
{
    /// <summary>With those it is about: the partner, and the need with the one who has it.</summary>
    public static IQueryable<MatchProposal> WithParties(this IQueryable<MatchProposal> proposals) =>
        proposals.Include(p => p.Partner).Include(p => p.Need).ThenInclude(n => n.Asker);

    /// <summary>With all that was said: questions, calls and who it was passed on to.</summary>
    public static IQueryable<MatchProposal> WithStory(this IQueryable<MatchProposal> proposals) =>
        proposals.WithParties().Include(p => p.Messages).Include(p => p.Calls).Include(p => p.Forwards);

    /// <summary>The others who were asked about the same need on their own, and who have not fallen away.</summary>
    public static IQueryable<MatchProposal> OthersAskedAbout(this IQueryable<MatchProposal> proposals, MatchProposal proposal) =>
        proposals.Where(p => p.NeedId == proposal.NeedId && p.Id != proposal.Id && (p.BundleId == null || p.BundleId != proposal.BundleId)
            && (p.State == ProposalState.Sent || p.State == ProposalState.Question || p.State == ProposalState.Interested || p.State == ProposalState.Later));
}
