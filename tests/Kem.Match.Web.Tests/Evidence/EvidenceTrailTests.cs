using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Features.Evidence;
using Kem.Match.Web.Tests.Agreements;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Tests.Evidence;

public sealed class EvidenceTrailTests : IDisposable
{
    private const int MostTries = 40;

    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Each_event_carries_the_hash_of_the_one_before_and_the_head_the_hash_of_the_last()
    {
        var id = await app.SaveAsync(Lektiecafe.OutForSignature(organisations: AgreementSteps.Parties));

        await NoteAsync(id, "et", "to");
        await NoteAsync(id, "tre");

        var (events, head) = await TrailAsync(id);
        var key = app.Services.GetRequiredService<EvidenceKey>();
        Assert.Equal([1, 2, 3], events.Select(e => e.Number));
        Assert.Equal(["", events[0].Hash, events[1].Hash], events.Select(e => e.PreviousHash));
        Assert.All(events, e => Assert.Equal(key.HashOf(e), e.Hash));
        Assert.Equal((3, events[2].Hash, key.SealOf(head)), (head.Count, head.Hash, head.Seal));
        Assert.Equal("tre", EvidenceDetails.Read(events[2].Details).Note);
    }

    [Fact]
    public async Task An_event_that_is_not_saved_with_its_change_is_not_there_at_all()
    {
        var id = await app.SaveAsync(Lektiecafe.OutForSignature(organisations: AgreementSteps.Parties));

        await Assert.ThrowsAnyAsync<DbUpdateException>(() => InScopeAsync(async (db, trail) =>
        {
            var agreement = await db.Agreements.SingleAsync(a => a.Id == id);
            await trail.AppendAsync(agreement, EvidenceKind.Renewed, "Birgit", null, new(), CancellationToken.None);
            agreement.ComeFrom(Guid.NewGuid(), Guid.NewGuid());
            await db.SaveChangesAsync();
        }));

        Assert.Empty((await TrailAsync(id)).Events);
    }

    [Fact]
    public async Task Many_at_once_make_one_chain_without_gaps_when_the_loser_tries_again()
    {
        const int writers = 20;
        var id = await app.SaveAsync(Lektiecafe.OutForSignature(organisations: AgreementSteps.Parties));

        await Task.WhenAll(Enumerable.Range(0, writers).Select(n => Task.Run(() => NoteUntilSavedAsync(id, $"{n}"))));

        var (events, head) = await TrailAsync(id);
        Assert.Equal(Enumerable.Range(1, writers), events.Select(e => e.Number));
        Assert.Equal(events[..^1].Select(e => e.Hash), events[1..].Select(e => e.PreviousHash));
        Assert.Equal(writers, events.Select(e => e.Details).Distinct().Count());
        Assert.Equal((writers, events[^1].Hash), (head.Count, head.Hash));
    }

    [Fact]
    public async Task Evidence_is_neither_changed_nor_deleted_through_the_application()
    {
        var id = await app.SaveAsync(Lektiecafe.OutForSignature(organisations: AgreementSteps.Parties));
        await NoteAsync(id, "står fast");

        await app.WithDb(async db =>
        {
            var written = await db.EvidenceEvents.SingleAsync();

            await Assert.ThrowsAnyAsync<Exception>(() => db.EvidenceEvents.ExecuteDeleteAsync());
            await Assert.ThrowsAnyAsync<Exception>(() => db.EvidenceEvents.ExecuteUpdateAsync(set => set.SetProperty(e => e.Actor, "En anden")));

            db.Remove(written);
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());

            db.Entry(written).State = EntityState.Modified;
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
        });

        Assert.Single((await TrailAsync(id)).Events);
    }

    [Fact]
    public void A_field_that_says_nothing_is_not_written()
    {
        var details = new EvidenceDetails { Name = "مريم Østergård", Role = "formand" };

        Assert.Equal("""{"name":"مريم Østergård","role":"formand"}""", details.ToText());
        Assert.Equal(details, EvidenceDetails.Read(details.ToText()));
    }

    private Task NoteAsync(Guid id, params string[] notes) => InScopeAsync(async (db, trail) =>
    {
        var agreement = await db.Agreements.SingleAsync(a => a.Id == id);

        foreach (var note in notes)
        {
            await trail.AppendAsync(agreement, EvidenceKind.Renewed, "Birgit", null, new() { Note = note }, CancellationToken.None);
        }

        await db.SaveChangesAsync();
    });

    private async Task NoteUntilSavedAsync(Guid id, string note)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await NoteAsync(id, note);
                return;
            }
            catch (DbUpdateException) when (attempt < MostTries)
            {
            }
        }
    }

    private Task<(List<EvidenceEvent> Events, EvidenceHead Head)> TrailAsync(Guid id) => app.WithDb(async db => (
        await db.EvidenceEvents.AsNoTracking().Where(e => e.AgreementId == id).OrderBy(e => e.Number).ToListAsync(),
        (await db.EvidenceHeads.AsNoTracking().SingleOrDefaultAsync(h => h.AgreementId == id))!));

    private async Task InScopeAsync(Func<KemDb, EvidenceTrail, Task> act)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<KemDb>(), scope.ServiceProvider.GetRequiredService<EvidenceTrail>());
    }
}
