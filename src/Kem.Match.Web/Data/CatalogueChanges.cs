using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Kem.Match.Web.Data;

/// <summary>
/// Counts, for each municipality, the saved changes that matter to the ranking: profiles, open proposals and agreements.
/// Whoever keeps an index compares the count and knows when the index is old.
/// </summary>
public sealed class CatalogueChanges : SaveChangesInterceptor
{
    private readonly ConcurrentDictionary<string, long> counts = new();
    private readonly ConditionalWeakTable<DbContext, HashSet<string>> beingSaved = [];

    public long CountOf(string municipalityCode) => counts.GetValueOrDefault(municipalityCode);

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Note(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Note(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Count(eventData.Context!);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Count(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private void Note(DbContext db) =>
        beingSaved.AddOrUpdate(db, [.. db.ChangeTracker.Entries()
            .Where(entry => entry.State is not (EntityState.Unchanged or EntityState.Detached))
            .Select(entry => entry.Entity switch
            {
                Organisation organisation => organisation.MunicipalityCode,
                MatchProposal proposal => proposal.MunicipalityCode,
                CooperationAgreement agreement => agreement.MunicipalityCode,
                _ => null,
            })
            .OfType<string>()]);

    private void Count(DbContext db)
    {
        if (!beingSaved.TryGetValue(db, out var municipalities)) return;

        foreach (var municipality in municipalities)
        {
            counts.AddOrUpdate(municipality, 1, (_, count) => count + 1);
        }

        beingSaved.Remove(db);
    }
}
