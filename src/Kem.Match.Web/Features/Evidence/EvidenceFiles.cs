using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Features.Agreements;
using Kem.Match.Web.Mailing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Evidence;

/// <summary>The evidence page and the files behind it, the same for those who are signed in and those who have a link.</summary>
public sealed class EvidenceFiles(KemDb db, EvidenceVerification verification, PartiesNow partiesNow, LinkKey links, TimeProvider clock)
{
    public async Task<EvidencePage> PageAsync(CooperationAgreement agreement, string door, bool isCoordinator, CancellationToken cancellationToken)
    {
        var events = await EventsAsync(agreement.Id, cancellationToken);
        var files = await db.AgreementDocuments.AsNoTracking().Where(d => d.AgreementId == agreement.Id)
            .OrderByDescending(d => d.TextVersion).ThenByDescending(d => d.Format)
            .Select(d => new KeptFile(d.TextVersion, d.Format, d.Sha256, d.MadeAt, d.TextVersion == agreement.TextVersion && !agreement.IsDraft))
            .ToListAsync(cancellationToken);

        return new EvidencePage(
            agreement, door, await verification.OneAsync(agreement.Id, cancellationToken),
            [.. events.Select(happened => EvidenceEntry.Of(happened, isCoordinator)).Reverse()], files,
            await db.SignedCopies.AsNoTracking().SingleOrDefaultAsync(c => c.AgreementId == agreement.Id && c.TextVersion == agreement.TextVersion, cancellationToken),
            await db.JournalEntries.AsNoTracking().SingleOrDefaultAsync(e => e.AgreementId == agreement.Id, cancellationToken), isCoordinator)
        {
            PartyNotes = await partiesNow.NotesAsync(agreement, cancellationToken),
        };
    }

    /// <summary>The document with its certificate, to read and to print; null when there is none.</summary>
    public async Task<IActionResult?> PrintPageAsync(CooperationAgreement agreement, string door, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await DocumentAsync(agreement, DocumentFormat.Html, cancellationToken) is not { } document) return null;

        var bar = $"<a href=\"{DocumentText.Encode(door)}/bevis\">Tilbage</a>. Tryk Ctrl og P for at udskrive. På en telefon vælger du Del og Udskriv.";
        var page = SignedPage.Write(document, await EventsAsync(agreement.Id, cancellationToken), clock.GetUtcNow(), links.Resolve("/bekraeft"), bar);

        // The document brings its own style and nothing else, and is shown in no other page.
        response.Headers.ContentSecurityPolicy = DocumentText.Policy + "; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        return new FileContentResult(page, "text/html; charset=utf-8");
    }

    /// <summary>A kept file, byte for byte; null when there is none.</summary>
    public async Task<IActionResult?> FileAsync(CooperationAgreement agreement, DocumentFormat format, CancellationToken cancellationToken) =>
        await DocumentAsync(agreement, format, cancellationToken) is not { } document ? null
        : format == DocumentFormat.Pdf ? new FileContentResult(document.Bytes, "application/pdf") { FileDownloadName = MailText.FileName($"{agreement.Title}.pdf") }
        : new FileContentResult(document.Bytes, "text/html; charset=utf-8") { FileDownloadName = MailText.FileName($"{agreement.Title}.html") };

    private Task<AgreementDocument?> DocumentAsync(CooperationAgreement agreement, DocumentFormat format, CancellationToken cancellationToken) =>
        agreement.IsDraft
            ? Task.FromResult<AgreementDocument?>(null)
            : db.AgreementDocuments.AsNoTracking().SingleOrDefaultAsync(
                d => d.AgreementId == agreement.Id && d.TextVersion == agreement.TextVersion && d.Format == format, cancellationToken);

    private Task<List<EvidenceEvent>> EventsAsync(Guid agreementId, CancellationToken cancellationToken) =>
        db.EvidenceEvents.AsNoTracking().Where(e => e.AgreementId == agreementId).OrderBy(e => e.Number).ToListAsync(cancellationToken);
}
