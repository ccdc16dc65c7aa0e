using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Agreements;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>An agreement whose text is another than the one somebody read.</summary>
/// <param name="Agreement">As it is now.</param>
/// <param name="Changes">What was changed; null while the new text is not sent yet, or the old one is not known.</param>
public sealed record ChangedText(CooperationAgreement Agreement, TextComparison? Changes);

/// <summary>Lays the text that somebody was sent beside the one that lies there now. A draft is shown to nobody.</summary>
public sealed class TextChanges(KemDb db)
{
    public Task<ChangedText> SinceAsync(AccessLink link, CooperationAgreement agreement, CancellationToken cancellationToken) =>
        SinceAsync(agreement, Sent(agreement).Where(version => version.SavedAt <= link.CreatedAt), cancellationToken);

    public Task<ChangedText> SinceAsync(string textHash, CooperationAgreement agreement, CancellationToken cancellationToken) =>
        SinceAsync(agreement, Sent(agreement).Where(version => version.TextHash == textHash), cancellationToken);

    private IQueryable<AgreementVersion> Sent(CooperationAgreement agreement) =>
        db.AgreementVersions.AsNoTracking().Where(version => version.AgreementId == agreement.Id && version.Reason == VersionReason.SentForSignature);

    private static async Task<ChangedText> SinceAsync(CooperationAgreement agreement, IQueryable<AgreementVersion> read, CancellationToken cancellationToken)
    {
        if (agreement.IsDraft || await read.OrderByDescending(version => version.SavedAt).FirstOrDefaultAsync(cancellationToken) is not { } before)
        {
            return new ChangedText(agreement, Changes: null);
        }

        return new ChangedText(agreement, TextComparison.Of(before.Title, before.Clauses, agreement.Title, agreement.Clauses));
    }
}
