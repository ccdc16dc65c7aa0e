using Kem.Match.Engine.Interchange;
using Kem.Match.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kem.Match.Web.Features.Ranking;

/// <summary>
/// The ranking in use, as the database has it. A change is seen at once on the server that made it and within a minute on
/// the others; nobody restarts anything. A model file that cannot be trusted is passed over for the one before it.
/// </summary>
public sealed class CurrentRanking(RankingModels models, IServiceScopeFactory scopes, TimeProvider clock, ILogger<CurrentRanking> logger)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private Snapshot snapshot = new(models.HandSet, null, DateTimeOffset.MinValue);

    /// <summary>The model that should be in use but cannot be read; null when all is well.</summary>
    public Guid? PassedOver => snapshot.PassedOver;

    public async Task<RankingInUse> GetAsync(CancellationToken cancellationToken) =>
        clock.GetUtcNow() - snapshot.ReadAt < MaxAge ? snapshot.Ranking : await LookAgainAsync(cancellationToken);

    /// <summary>Reads which model is in use now, and the model itself if it is another than before.</summary>
    public async Task<RankingInUse> LookAgainAsync(CancellationToken cancellationToken)
    {
        var (kept, now) = (snapshot, clock.GetUtcNow());
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<KemDb>();
        var chosen = await db.ModelsInUse.OrderByDescending(m => m.Since).ThenByDescending(m => m.Id).Select(m => m.RunId).ToListAsync(cancellationToken);

        foreach (var run in chosen.Append(null))
        {
            if (await FindAsync(db, run, kept.Ranking, cancellationToken) is not { } found) continue;

            var passedOver = run == chosen.FirstOrDefault() ? null : chosen[0];
            Tell(passedOver, kept.PassedOver);
            snapshot = new Snapshot(found, passedOver, now);
            return found;
        }

        throw new InvalidOperationException("The hand-set ranking is always there.");
    }

    private async Task<RankingInUse?> FindAsync(KemDb db, Guid? runId, RankingInUse kept, CancellationToken cancellationToken)
    {
        if (runId is not { } id) return models.HandSet;
        if (kept.RunId == id) return kept;

        var run = await db.TrainingRuns.AsNoTracking().Where(r => r.Id == id).Select(r => new { r.File, r.FileHash }).SingleAsync(cancellationToken);

        try
        {
            return models.Read(id, run.File, run.FileHash);
        }
        catch (InterchangeException e)
        {
            logger.LogError("The ranking model of training {Run}: {Problem}", id, e.Message);
            return null;
        }
    }

    private void Tell(Guid? passedOver, Guid? before)
    {
        if (passedOver is not null && passedOver != before)
        {
            logger.LogError("The ranking model of training {Run} cannot be read; the one before it is used.", passedOver);
        }
    }

    private sealed record Snapshot(RankingInUse Ranking, Guid? PassedOver, DateTimeOffset ReadAt);
}
