using System.Linq.Expressions;

namespace Kem.Match.Web.Domain.Proposals;

/// <summary>The rule that protects volunteers: nobody has more than a few proposals to answer at a time.</summary>
public static class OpenProposals
{
    /// <summary>Nobody gets more than this many open proposals at a time.</summary>
    public const int MostPerPartner = 3;

    private static readonly Func<MatchProposal, bool> IsOne = IsOpen().Compile();

    /// <summary>The states in which the partner owes an answer.</summary>
    public static IReadOnlyList<ProposalState> States { get; } = [ProposalState.Sent, ProposalState.Question];

    public static IQueryable<MatchProposal> Open(this IQueryable<MatchProposal> proposals) => proposals.Where(IsOpen());

    public static bool Contains(MatchProposal proposal) => IsOne(proposal);

    /// <summary>
    /// The first free place among those that a partner has, 1 to <see cref="MostPerPartner"/>; null when all are taken. The
    /// database lets one proposal only have a place, so that two who send at once cannot both get the last one.
    /// </summary>
    public static int? FreePlace(IEnumerable<int?> taken)
    {
        var places = taken.ToHashSet();
        return Enumerable.Range(1, MostPerPartner).Where(place => !places.Contains(place)).Select(place => (int?)place).FirstOrDefault();
    }

    // Written as a function because the list of states is not there yet while the fields above are filled in.
    private static Expression<Func<MatchProposal, bool>> IsOpen() => proposal => States.Contains(proposal.State);
}
