using Kem.Match.Engine;
using Kem.Match.Engine.Taxonomy;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Words;
using Kem.Match.Web.Features.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Features.Suggestions;

/// <summary>
/// The engine's words as they are now: the files in <c>data/</c> and the corrections in the database. A correction is
/// heard at once on the server that saved it and within a minute on the others; nobody restarts anything.
/// </summary>
public sealed class EngineInUse(EngineData files, Func<IEnumerable<ConceptSource>, EngineData> read, IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private Snapshot snapshot = new(files, "", DateTimeOffset.MinValue);

    public async Task<EngineData> GetAsync(CancellationToken cancellationToken) =>
        clock.GetUtcNow() - snapshot.ReadAt < MaxAge ? snapshot.Data : await LookAgainAsync(cancellationToken);

    /// <summary>Reads the corrections, and the lexicon anew if they are others than before.</summary>
    public async Task<EngineData> LookAgainAsync(CancellationToken cancellationToken)
    {
        var (kept, now) = (snapshot, clock.GetUtcNow());
        var corrections = await InForceAsync(cancellationToken);
        var which = string.Join(' ', corrections.Select(c => c.Id));
        var data = which == kept.Corrections ? kept.Data : With(corrections);
        snapshot = new Snapshot(data, which, now);
        return data;
    }

    private EngineData With(List<WordCorrection> corrections)
    {
        if (corrections.Count == 0) return files;

        using var file = new MemoryStream(CorrectionsFile.Of(corrections, files.Vocabulary));
        return read([new ConceptSource(CorrectionsFile.Name, file)]);
    }

    private async Task<List<WordCorrection>> InForceAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<KemDb>();
        return await db.WordCorrections.AsNoTracking().Where(c => c.UndoneAt == null).OrderBy(c => c.Id).ToListAsync(cancellationToken);
    }

    private sealed record Snapshot(EngineData Data, string Corrections, DateTimeOffset ReadAt);
}
