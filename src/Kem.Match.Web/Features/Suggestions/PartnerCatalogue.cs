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
/// it, and within a minute on the others; only what has changed is then read and indexed anew.
/// </summary>
public sealed class PartnerCatalogue(EngineInUse words, CatalogueChanges changes, IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Snapshot> snapshots = new();

    public async Task<PartnerIndex> IndexOfAsync(string municipalityCode, CancellationToken cancellationToken)
    {
        var engine = await words.GetAsync(cancellationToken);

        // Counted before reading, so that a change in between makes the snapshot old rather than wrong.
        var count = changes.CountOf(municipalityCode);

        if (snapshots.TryGetValue(municipalityCode, out var kept) && kept.Engine == engine && kept.ChangeCount == count && clock.GetUtcNow() - kept.ReadAt < MaxAge)
        {
            return kept.Index;
        }

        // A profile grows older by the day, so yesterday's index is not carried on; nor is one that was read with other words.
        var basis = kept?.Today == clock.Today() && kept.Engine == engine
            ? kept
            : new Snapshot(engine, PartnerIndex.Build(engine, []), [], count, clock.GetUtcNow(), clock.Today());
        var snapshot = await RefreshAsync(basis, municipalityCode, count, cancellationToken);
        snapshots[municipalityCode] = snapshot;
        return snapshot.Index;
    }

    private async Task<Snapshot> RefreshAsync(Snapshot basis, string municipalityCode, long count, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<KemDb>();
        var states = await StatesAsync(db, municipalityCode, basis.Today, cancellationToken);

        var changed = states.Where(state => !basis.States.TryGetValue(state.Key, out var before) || before != state.Value).Select(state => state.Key).ToList();
        var gone = basis.States.Keys.Where(id => !states.ContainsKey(id)).Select(id => id.ToString()).ToList();

        // All of them when there is nothing yet; a long list of ids would only make the query slower.
        var organisations = await db.Organisations.AsNoTracking().IgnoreAutoIncludes().Include(o => o.Offerings)
            .Where(o => o.MunicipalityCode == municipalityCode && (basis.States.Count == 0 || changed.Contains(o.Id)))
            .OrderBy(o => o.Id)
            .ToListAsync(cancellationToken);
        var profiles = organisations.Where(o => states.ContainsKey(o.Id))
            .Select(o => EngineProfiles.Of(o, states[o.Id].Workload, basis.Today, basis.Engine.Places.MunicipalityCode(o.Place))).ToList();

        var index = basis.States.Count == 0 ? PartnerIndex.Build(basis.Engine, profiles)
            : changed.Count + gone.Count == 0 ? basis.Index
            : basis.Index.Without(gone).With(profiles);
        return basis with { Index = index, States = states, ChangeCount = count, ReadAt = clock.GetUtcNow() };
    }

    private static async Task<Dictionary<Guid, State>> StatesAsync(KemDb db, string municipalityCode, DateOnly today, CancellationToken cancellationToken)
    {
        var versions = await db.Organisations.InUse().Where(o => o.MunicipalityCode == municipalityCode)
            .Select(o => new { o.Id, Version = EF.Property<long>(o, KemDb.Version) })
            .ToListAsync(cancellationToken);

        var open = await db.Proposals
            .Open().Where(p => p.MunicipalityCode == municipalityCode)
            .GroupBy(p => p.PartnerId).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);

        var active = await db.Agreements
            .Where(a => a.MunicipalityCode == municipalityCode && a.State == AgreementState.InForce)
            .SelectMany(a => a.Parties).GroupBy(p => p.OrganisationId).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);

        var asked = await db.Proposals
            .Where(p => p.MunicipalityCode == municipalityCode)
            .GroupBy(p => p.PartnerId).Select(g => new { g.Key, Last = g.Max(p => p.SentAt) })
            .ToDictionaryAsync(g => g.Key, g => DanishTime.DayOf(g.Last), cancellationToken);

        var (yearAgo, organisations) = (today.AddYears(-1), db.Organisations.Where(o => o.MunicipalityCode == municipalityCode).Select(o => o.Id));
        var shown = await db.ShownLists
            .Where(l => l.Day >= yearAgo && l.Day < today && organisations.Contains(l.AskerId))
            .SelectMany(l => l.Partners).GroupBy(p => p.OrganisationId).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);

        return versions.ToDictionary(o => o.Id, o => new State(o.Version, new Workload(
            open.GetValueOrDefault(o.Id), active.GetValueOrDefault(o.Id), asked.TryGetValue(o.Id, out var day) ? day : null, shown.GetValueOrDefault(o.Id))));
    }

    /// <summary>What makes an indexed profile old when it changes.</summary>
    private readonly record struct State(long Version, Workload Workload);

    private sealed record Snapshot(EngineData Engine, PartnerIndex Index, Dictionary<Guid, State> States, long ChangeCount, DateTimeOffset ReadAt, DateOnly Today);
}
