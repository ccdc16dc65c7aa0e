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

    /// <summary>A coordinator writes the agreement on everybody's behalf; the others answer it with a signature.</summary>
    public static IQueryable<CooperationAgreement> EditableBy(this IQueryable<CooperationAgreement> agreements, ClaimsPrincipal user) =>
        Viewer.From(user).IsCoordinator ? agreements.VisibleTo(user) : agreements.Where(a => false);
}
