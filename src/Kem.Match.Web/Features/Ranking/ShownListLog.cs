using System.Threading.Channels;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Ranking;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kem.Match.Web.Features.Ranking;

/// <summary>
/// Writes down which partners were shown and which were compared, after the page has gone out, so that nobody waits for it
/// and no page fails with it. What waits is written before the program stops. A list that is lost after all does no
/// harm: it teaches nothing. Answers, signatures and meetings never pass here; they are read from where they happened.
/// </summary>
public sealed class ShownListLog(IServiceScopeFactory scopes, ILogger<ShownListLog> logger) : BackgroundService
{
    private const int MostWaiting = 1_000;

    private readonly Channel<Func<KemDb, Task>> waiting = Channel.CreateBounded<Func<KemDb, Task>>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Somebody was shown this list. The same list twice in a day is one.</summary>
    public void Note(ShownList list) => waiting.Writer.TryWrite(async db =>
    {
        var isKnown = await db.ShownLists.AnyAsync(l => l.NeedId == list.NeedId && l.Day == list.Day && l.Content == list.Content);

        if (!isKnown)
        {
            db.ShownLists.Add(list);
        }
    });

    /// <summary>These partners were ticked and compared. The first time counts.</summary>
    public void Note(IReadOnlyList<ComparedPartner> compared) => waiting.Writer.TryWrite(async db =>
    {
        foreach (var partner in compared)
        {
            var isKnown = await db.ComparedPartners.AnyAsync(c => c.NeedId == partner.NeedId && c.OrganisationId == partner.OrganisationId);

            if (!isKnown)
            {
                db.ComparedPartners.Add(partner);
            }
        }
    });

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not stopped by the token: StopAsync closes the channel, and what lies in it is written first.
        await foreach (var note in waiting.Reader.ReadAllAsync(CancellationToken.None))
        {
            await WriteAsync(note);
        }
    }

    private async Task WriteAsync(Func<KemDb, Task> note)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<KemDb>();
            await note(db);
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (Exception e)
        {
            // Another server wrote the same list, or the need is gone, or the database is: the next page is noted again.
            logger.LogWarning(e, "A shown list was not written down.");
        }
    }
}
