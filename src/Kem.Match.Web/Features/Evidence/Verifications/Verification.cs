using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Evidence.Verifications;

public enum VerifiedAs
{
    /// <summary>No file of ours has this SHA-256.</summary>
    Unknown,

    /// <summary>All have signed this text, and it is the agreement's text now.</summary>
    Signed,

    /// <summary>It lies for signature, and somebody is missing.</summary>
    NotSignedByAll,

    /// <summary>Somebody refused, or it was taken back, or another text came in its place.</summary>
    Superseded,

    /// <summary>It is the hash of an event in a trail.</summary>
    Event,
}

/// <summary>
/// What may be told about a file. Whoever has the file knows what is in it, so they are told its title and who signed. Whoever
/// has only the number is told the organisations and the day.
/// </summary>
public sealed record VerificationAnswer(VerifiedAs Result, string Sha256)
{
    public string Title { get; init; } = "";
    public DocumentFormat Format { get; init; }
    public int TextVersion { get; init; }
    public IReadOnlyList<string> Organisations { get; init; } = [];
    public IReadOnlyList<string> Signatories { get; init; } = [];
    public DateTimeOffset? InForceAt { get; init; }
    public DateOnly EndsOn { get; init; }
    public bool HasEnded { get; init; }
    public int EventNumber { get; init; }

    /// <summary>The trail behind it was checked just now and is whole.</summary>
    public bool TrailHolds { get; init; }
}

/// <summary>Finds the agreement behind a SHA-256.</summary>
public sealed class FileVerification(KemDb db, EvidenceVerification trails)
{
    public async Task<VerificationAnswer> AnswerAsync(string sha256, bool hasTheFile, CancellationToken cancellationToken)
    {
        var found = await db.AgreementDocuments.AsNoTracking().Where(d => d.Sha256 == sha256)
            .Select(d => new { d.AgreementId, d.TextVersion, d.Format }).FirstOrDefaultAsync(cancellationToken);

        if (found is null) return await EventAsync(sha256, cancellationToken);

        var agreement = await db.Agreements.AsNoTracking().Include(a => a.Parties).SingleAsync(a => a.Id == found.AgreementId, cancellationToken);
        var signatures = await db.EvidenceEvents.AsNoTracking()
            .Where(e => e.AgreementId == agreement.Id && e.TextVersion == found.TextVersion && (e.Kind == EvidenceKind.Signed || e.Kind == EvidenceKind.SignedOnPaper))
            .OrderBy(e => e.Number).Select(e => e.Details).ToListAsync(cancellationToken);

        return new VerificationAnswer(ResultOf(agreement, found.TextVersion), sha256)
        {
            Title = hasTheFile ? agreement.Title : "",
            Format = found.Format,
            TextVersion = found.TextVersion,
            Organisations = [.. agreement.Parties.Select(party => party.Name)],
            Signatories = hasTheFile ? [.. signatures.Select(EvidenceDetails.Read).Select(details => details.Name ?? "").Where(name => name.Length > 0)] : [],
            InForceAt = agreement.InForceAt,
            EndsOn = agreement.EndsOn,
            HasEnded = agreement.State is AgreementState.Ended or AgreementState.Expired,
            TrailHolds = (await trails.OneAsync(agreement.Id, cancellationToken)).Fault is null,
        };
    }

    private async Task<VerificationAnswer> EventAsync(string hash, CancellationToken cancellationToken)
    {
        var happened = await db.EvidenceEvents.AsNoTracking().Where(e => e.Hash == hash).Select(e => new { e.AgreementId, e.Number }).FirstOrDefaultAsync(cancellationToken);

        return happened is null
            ? new VerificationAnswer(VerifiedAs.Unknown, hash)
            : new VerificationAnswer(VerifiedAs.Event, hash)
            {
                EventNumber = happened.Number,
                TrailHolds = (await trails.OneAsync(happened.AgreementId, cancellationToken)).Fault is null,
            };
    }

    private static VerifiedAs ResultOf(CooperationAgreement agreement, int textVersion) =>
        textVersion != agreement.TextVersion || agreement.State is AgreementState.Draft or AgreementState.Declined or AgreementState.Superseded ? VerifiedAs.Superseded
        : agreement.InForceAt is null ? VerifiedAs.NotSignedByAll
        : VerifiedAs.Signed;
}
