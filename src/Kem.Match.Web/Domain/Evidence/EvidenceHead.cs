using Kem.Match.Web.Domain.Agreements;

namespace Kem.Match.Web.Domain.Evidence;

/// <summary>
/// How long an agreement's chain is and how it ends, sealed with the key. Without it, the last events could be cut off and
/// what is left would still hang together.
/// </summary>
public sealed class EvidenceHead(Guid agreementId)
{
    public Guid AgreementId { get; private set; } = agreementId;
    public int Count { get; private set; }

    /// <summary>The hash of the last event.</summary>
    public string Hash { get; private set; } = "";

    public string Seal { get; private set; } = "";

    /// <summary>Makes the next event and moves the seal on to it.</summary>
    public EvidenceEvent Append(
        CooperationAgreement agreement, EvidenceKind kind, string actor, Guid? subjectId, EvidenceDetails details, DateTimeOffset at, EvidenceKey key)
    {
        if (agreement.Id != AgreementId) throw new InvalidOperationException($"Agreement {agreement.Id} has another trail than {AgreementId}.");

        var wholeMilliseconds = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
        var next = new EvidenceEvent(
            AgreementId, Count + 1, wholeMilliseconds, kind, actor, subjectId, agreement.TextVersion, agreement.TextHash, details.ToText(), Hash);
        next.Hash = key.HashOf(next);

        Count = next.Number;
        Hash = next.Hash;
        Seal = key.SealOf(this);
        return next;
    }
}
