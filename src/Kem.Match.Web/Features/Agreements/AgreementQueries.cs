using System.Security.Claims;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements;

public static class AgreementQueries
{
    /// <summary>With its parties and meetings.</summary>
    public static IQueryable<CooperationAgreement> Whole(this IQueryable<CooperationAgreement> agreements) =>
        agreements.Include(a => a.Parties).Include(a => a.StatusMeetings).AsSplitQuery();

    /// <summary>
    /// What decides when something happens and whom it concerns: without the text, and without what was written at the meetings.
    /// Of the clauses it has the one from which the next turn (<see cref="CooperationAgreement.NextTurnOn"/>) follows, so that it can be saved.
    /// </summary>
    public static IQueryable<CooperationAgreement> WithCalendar(this IQueryable<CooperationAgreement> agreements) => agreements
        .IgnoreAutoIncludes()
        .Include(a => a.Parties).ThenInclude(p => p.Signatories)
        .Include(a => a.StatusMeetings).Include(a => a.Pauses).Include(a => a.Questions)
        .Include(a => a.Clauses.Where(c => c.Code == CooperationAgreement.MunicipalRoleClause))
        .AsSplitQuery();

    /// <summary>A coordinator writes the agreement on everybody's behalf; the others answer it with a signature.</summary>
    public static IQueryable<CooperationAgreement> EditableBy(this IQueryable<CooperationAgreement> agreements, ClaimsPrincipal user) =>
        Viewer.From(user).IsCoordinator ? agreements.VisibleTo(user) : agreements.Where(a => false);
}
