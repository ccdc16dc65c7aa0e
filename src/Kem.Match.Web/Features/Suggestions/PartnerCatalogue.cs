using System.Collections.Concurrent;
using Kem.Match.Engine;
using Kem.Match.Engine.Search;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Proposals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Features.Suggestions;

/// <summary>
/// Keeps one search index for each municipality in memory. A saved change makes it old at once on the server that saved
/// it, and within a minute on the others.
/// </summary>
public sealed class PartnerCatalogue(EngineData engine, CatalogueChanges changes, IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Snapshot> snapshots = new();

    public async Task<PartnerIndex> IndexOfAsync(string municipalityCode, CancellationToken cancellationToken)
    {
        // Counted before reading, so that a change in between makes the snapshot old rather than wrong.
        var count = changes.CountOf(municipalityCode);

        if (snapshots.TryGetValue(municipalityCode, out var kept) && kept.ChangeCount == count && clock.GetUtcNow() - kept.BuiltAt < MaxAge)
        {
            return kept.Index;
        }

        var snapshot = new Snapshot(await BuildAsync(municipalityCode, cancellationToken), count, clock.GetUtcNow());
        snapshots[municipalityCode] = snapshot;
        return snapshot.Index;
    }

    private async Task<PartnerIndex> BuildAsync(string municipalityCode, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<KemDb>();
        var today = clock.Today();

        var organisations = await db.Organisations.AsNoTracking().IgnoreAutoIncludes()
            .Where(o => o.MunicipalityCode == municipalityCode)
            .OrderBy(o => o.Id)
            .ToListAsync(cancellationToken);

        var open = await db.Proposals
            .Where(p => p.MunicipalityCode == municipalityCode && (p.State == ProposalState.Sent || p.State == ProposalState.Question))
            .GroupBy(p => p.PartnerId).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);

        var active = await db.Agreements
            .Where(a => a.MunicipalityCode == municipalityCode && a.State == AgreementState.InForce)
            .SelectMany(a => a.Parties).GroupBy(p => p.OrganisationId).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);

        return PartnerIndex.Build(engine, organisations.Select(o =>
            EngineProfiles.Of(o, open.GetValueOrDefault(o.Id), active.GetValueOrDefault(o.Id), today)));
    }

    private sealed record Snapshot(PartnerIndex Index, long ChangeCount, DateTimeOffset BuiltAt);
}
