using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Kem.Match.Web.Features.Evidence;

/// <summary>
/// Notes each night, outside the database, how every trail ends. A trail that does not go on from where it was noted keeps
/// its old note, so that the fault stays visible until a person has looked.
/// </summary>
public sealed class EvidenceNotes(KemDb db, EvidenceWitness witness, EvidenceKey key, TimeProvider clock, ILogger<EvidenceNotes> logger) : IRoutine
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var noted = witness.Read().ToDictionary();

        foreach (var head in await db.EvidenceHeads.AsNoTracking().ToListAsync(cancellationToken))
        {
            if (!noted.TryGetValue(head.AgreementId, out var before) || await GoesOnFromAsync(head, before, cancellationToken))
            {
                noted[head.AgreementId] = new WitnessedHead(head.AgreementId, head.Count, head.Hash);
            }
            else
            {
                logger.LogCritical("The evidence of agreement {AgreementId} does not go on from event {Number}, which was noted earlier.", head.AgreementId, before.Count);
            }
        }

        witness.Write(noted.Values.OrderBy(head => head.AgreementId));
    }

    /// <summary>
    /// The first time the service runs with evidence, agreements may be there that have none. Their trails begin now and say
    /// so; later an agreement without a trail is a fault.
    /// </summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (witness.Exists) return;

        foreach (var agreement in await db.Agreements.Include(a => a.Parties)
            .Where(a => a.State != AgreementState.Draft && !db.EvidenceHeads.Any(h => h.AgreementId == a.Id)).ToListAsync(cancellationToken))
        {
            var head = new EvidenceHead(agreement.Id);
            db.EvidenceHeads.Add(head);
            db.EvidenceEvents.Add(head.Append(
                agreement, EvidenceKind.TrailBegan, EvidenceTrail.Service, null, new() { Note = $"Aftalen er ældre end beviskæden. Tilstand: {agreement.State}." }, clock.GetUtcNow(), key));
        }

        await db.SaveChangesAsync(cancellationToken);
        await RunAsync(cancellationToken);
    }

    private async Task<bool> GoesOnFromAsync(EvidenceHead head, WitnessedHead noted, CancellationToken cancellationToken) =>
        head.Count >= noted.Count
        && await db.EvidenceEvents.AnyAsync(e => e.AgreementId == head.AgreementId && e.Number == noted.Count && e.Hash == noted.Hash, cancellationToken);
}
