using Kem.Match.Web.Domain.Agreements;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>Who has signed and who is missing, party by party.</summary>
/// <param name="Agreement">What is signed.</param>
/// <param name="IsCoordinator">The reader may ask others and fetch the scanned sheets of paper.</param>
public sealed record SignatureList(CooperationAgreement Agreement, bool IsCoordinator)
{
    /// <summary>The paper that a signature stands on, for those who may fetch it.</summary>
    public string? ScanOf(Signatory signatory) =>
        IsSignedIn && signatory.PaperSigningId is { } paper ? $"/aftaler/{Agreement.Id}/papirunderskrift/{paper}" : null;

    /// <summary>Somebody with a personal link has no way to the file.</summary>
    public bool IsSignedIn { get; init; } = true;

    public bool CanReplace(Signatory signatory) => IsCoordinator && Agreement.CanBeReplaced(signatory);
}
