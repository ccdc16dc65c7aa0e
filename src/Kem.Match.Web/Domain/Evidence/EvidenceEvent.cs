namespace Kem.Match.Web.Domain.Evidence;

/// <summary>
/// One link of the chain behind an agreement (beviskæde): what happened, when, to which text, and by whom. It is never
/// changed or removed. Each event carries the hash of the one before, so nothing can be altered in the middle unseen.
/// </summary>
public sealed class EvidenceEvent
{
    internal EvidenceEvent(
        Guid agreementId, int number, DateTimeOffset at, EvidenceKind kind, string actor, Guid? subjectId, int textVersion, string textHash, string details, string previousHash)
    {
        AgreementId = agreementId;
        Number = number;
        At = at;
        Kind = kind;
        Actor = actor;
        SubjectId = subjectId;
        TextVersion = textVersion;
        TextHash = textHash;
        Details = details;
        PreviousHash = previousHash;
    }

    public Guid AgreementId { get; private set; }

    /// <summary>Counted from 1, without gaps.</summary>
    public int Number { get; private set; }

    /// <summary>Whole milliseconds, so that both databases give back exactly what was hashed.</summary>
    public DateTimeOffset At { get; private set; }

    public EvidenceKind Kind { get; private set; }

    /// <summary>Who did it, by name; KEM Match when the service did it itself.</summary>
    public string Actor { get; private set; }

    /// <summary>The party, signatory, mail or meeting that it is about.</summary>
    public Guid? SubjectId { get; private set; }

    /// <summary>The number of the text it is about.</summary>
    public int TextVersion { get; private set; }

    /// <summary>SHA-256 of the document's bytes; empty while the agreement is a draft.</summary>
    public string TextHash { get; private set; }

    /// <summary><see cref="EvidenceDetails"/> exactly as they were hashed.</summary>
    public string Details { get; private set; }

    /// <summary>The hash of the event before; empty in the first.</summary>
    public string PreviousHash { get; private set; }

    /// <summary>What <see cref="EvidenceKey.HashOf(EvidenceEvent)"/> makes of everything above.</summary>
    public string Hash { get; internal set; } = "";
}
