using Kem.Match.Web.Domain.Checkups;
using Kem.Match.Web.Domain.Programmes;
using Kem.Match.Web.Domain.Reminders;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Data;

public static class ProgrammeQueries
{
    /// <summary>With its associations; rounds and ticks are part of it.</summary>
    public static IQueryable<CapacityProgramme> Whole(this IQueryable<CapacityProgramme> programmes) => programmes.Include(p => p.Members).AsSplitQuery();

    /// <summary>Programmes with what their letters and their boards depend on. How far each health check is; no answer leaves the store.</summary>
    public static async Task<IReadOnlyList<ProgrammeNow>> AsTheyAreAsync(this KemDb db, IReadOnlyCollection<CapacityProgramme> programmes, CancellationToken cancellationToken)
    {
        var ids = programmes.Select(programme => programme.Id).ToList();
        var organisations = programmes.SelectMany(programme => programme.Members).Select(member => member.OrganisationId).Distinct().ToList();

        var states = (await db.Checkups.AsNoTracking().Where(c => ids.Contains(c.ProgrammeId))
            .Select(c => new { c.ProgrammeId, State = new CheckupState(c.Id, c.MemberId, c.Round, c.InvitedAt, c.SavedAt != null, c.ClosedAt != null) })
            .ToListAsync(cancellationToken)).ToLookup(found => found.ProgrammeId, found => found.State);
        var passed = (await db.Organisations.AsNoTracking().Where(o => organisations.Contains(o.Id) && (o.MergedIntoId != null || o.RetiredOn != null))
            .Select(o => o.Id).ToListAsync(cancellationToken)).ToHashSet();

        return [.. programmes.Select(programme => new ProgrammeNow(programme, [.. states[programme.Id]], passed))];
    }
}
