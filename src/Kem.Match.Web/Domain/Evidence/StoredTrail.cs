namespace Kem.Match.Web.Domain.Evidence;

/// <summary>Everything that is stored about one agreement's evidence, read without believing any of it.</summary>
/// <param name="AgreementId">Whose trail it is.</param>
/// <param name="Rows">The events, the lowest number first.</param>
/// <param name="Head">Null when there is none.</param>
/// <param name="Documents">The kept files.</param>
/// <param name="CurrentText">Number and hash of the text that the agreement itself names; null in a draft.</param>
public sealed record StoredTrail(
    Guid AgreementId, IReadOnlyList<EvidenceRow> Rows, StoredHead? Head, IReadOnlyList<StoredDocument> Documents, StoredText? CurrentText);

public sealed record StoredHead(long Count, string Hash, string Seal);

/// <param name="TextVersion">Which text it is.</param>
/// <param name="Format">Html or Pdf.</param>
/// <param name="Sha256">What the row says.</param>
/// <param name="Computed">What the bytes give.</param>
public sealed record StoredDocument(string TextVersion, string Format, string Sha256, string Computed);

public sealed record StoredText(string TextVersion, string TextHash);

/// <summary>How a trail ended once, noted outside the database.</summary>
public sealed record WitnessedHead(Guid AgreementId, int Count, string Hash);
