using Kem.Match.Web.Domain.Evidence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Kem.Match.Web.Data;

/// <summary>Refuses a save that would change or delete evidence, before the database has to (see <see cref="AppendOnlyTables"/>).</summary>
public sealed class AppendOnlyEvidence : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        RefuseChanges(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        RefuseChanges(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private static void RefuseChanges(DbContext db)
    {
        if (db.ChangeTracker.Entries().FirstOrDefault(entry => entry is { Entity: EvidenceEvent or AgreementDocument, State: EntityState.Modified or EntityState.Deleted }) is { Entity: var touched })
        {
            throw new InvalidOperationException($"{touched.GetType().Name} is evidence and stays as it is.");
        }
    }
}
