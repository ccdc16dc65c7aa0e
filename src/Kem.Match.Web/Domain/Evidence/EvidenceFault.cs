namespace Kem.Match.Web.Domain.Evidence;

public enum EvidenceFaultKind
{
    /// <summary>The event does not say what it said when it was written.</summary>
    Altered,

    /// <summary>An event has been taken out of the middle.</summary>
    Missing,

    /// <summary>An event stands there that was never written.</summary>
    Inserted,

    /// <summary>A real event stands in another's place.</summary>
    Swapped,

    /// <summary>The last events are gone.</summary>
    Truncated,

    /// <summary>The sealed end of the chain is gone, forged or too old.</summary>
    HeadAltered,

    /// <summary>Trail and head hang together but are older than what was noted outside the database.</summary>
    RolledBack,

    /// <summary>There should be a trail and there is none.</summary>
    NoTrail,

    /// <summary>A kept file is not the one that was signed or kept.</summary>
    DocumentAltered,

    DocumentMissing,

    /// <summary>The agreement names another text than the one that was sent for signature.</summary>
    AgreementAltered,
}

/// <summary>What is wrong with an agreement's evidence, and where it begins.</summary>
/// <param name="AgreementId">Whose evidence it is.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Number">The first event that is wrong; 0 when it is not about one.</param>
public sealed record EvidenceFault(Guid AgreementId, EvidenceFaultKind Kind, long Number);
