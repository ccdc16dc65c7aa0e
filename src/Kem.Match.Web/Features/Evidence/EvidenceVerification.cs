using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Evidence;

namespace Kem.Match.Web.Features.Evidence;

/// <summary>Walks the trails and finds what is wrong with them.</summary>
public sealed class EvidenceVerification(StoredTrails trails, EvidenceKey key, EvidenceWitness witness)
{
    public async Task<VerifiedTrail> OneAsync(Guid agreementId, CancellationToken cancellationToken)
    {
        var trail = await trails.OfAsync(agreementId, cancellationToken);
        return Verify(trail, witness.Read());
    }

    /// <summary>Every trail, and those that are noted outside the database and gone from it.</summary>
    public async Task<IReadOnlyList<VerifiedTrail>> AllAsync(CancellationToken cancellationToken)
    {
        var noted = witness.Read();
        var stored = await trails.AllAsync(cancellationToken);
        var gone = noted.Keys.Except(stored.Select(trail => trail.AgreementId)).Select(id => new StoredTrail(id, [], null, [], null));

        return [.. stored.Concat(gone).Select(trail => Verify(trail, noted))];
    }

    private VerifiedTrail Verify(StoredTrail trail, IReadOnlyDictionary<Guid, WitnessedHead> noted) => new(
        trail.AgreementId, trail.Rows.Count, trail.Head?.Hash ?? "", TrailCheck.FirstFault(trail, key, noted.GetValueOrDefault(trail.AgreementId)));
}

/// <param name="AgreementId">Whose trail it is.</param>
/// <param name="Events">How many events it has.</param>
/// <param name="HeadHash">The hash it ends with.</param>
/// <param name="Fault">The first thing that is wrong; null when all is well.</param>
public sealed record VerifiedTrail(Guid AgreementId, int Events, string HeadHash, EvidenceFault? Fault);
