using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Proposals;

namespace Kem.Match.Web.Features.Calendar;

// The databases lower the letters, and addresses hold none whose small form depends on a language.
#pragma warning disable CA1304, CA1311, CA1862

/// <summary>What one person takes part in. An address is the same whether or not somebody wrote it with capitals.</summary>
internal static class CalendarQueries
{
    /// <param name="proposals">All of them.</param>
    /// <param name="person">An address in small letters.</param>
    public static IQueryable<MatchProposal> Concerning(this IQueryable<MatchProposal> proposals, string person) => proposals.Where(
        p => p.Partner.ContactEmail.ToLower() == person || p.Need.Asker.ContactEmail.ToLower() == person || p.SentByEmail.ToLower() == person);

    /// <param name="agreements">All of them.</param>
    /// <param name="person">An address in small letters.</param>
    public static IQueryable<CooperationAgreement> Concerning(this IQueryable<CooperationAgreement> agreements, string person) => agreements.Where(
        a => a.ResponsibleEmail.ToLower() == person || a.Parties.Any(p => p.ContactEmail.ToLower() == person));
}
