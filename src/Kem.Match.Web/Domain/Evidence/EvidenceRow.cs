namespace Kem.Match.Web.Domain.Evidence;

/// <summary>
/// An event as texts, exactly as they are hashed. What somebody has put in the database by hand may be no event at all, and
/// must still be readable here.
/// </summary>
public sealed record EvidenceRow(
    string AgreementId,
    long Number,
    string At,
    string Kind,
    string Actor,
    string SubjectId,
    string TextVersion,
    string TextHash,
    string Details,
    string PreviousHash,
    string Hash);
