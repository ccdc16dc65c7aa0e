using Kem.Match.Web.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Data;

public static class MergedOrganisations
{
    /// <summary>Which organisation stands for each that was merged into another.</summary>
    public static Task<Dictionary<Guid, Guid>> MergedIntoAsync(this IQueryable<Organisation> organisations, CancellationToken cancellationToken) =>
        organisations.Where(o => o.MergedIntoId != null).ToDictionaryAsync(o => o.Id, o => o.MergedIntoId!.Value, cancellationToken);
}
