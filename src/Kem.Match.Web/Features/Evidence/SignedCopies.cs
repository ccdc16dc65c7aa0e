using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Features.Agreements;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Kem.Match.Web.Features.Evidence;

/// <summary>
/// When all have signed: makes the PDF and keeps it, and sends everybody a receipt with the file. A PDF that cannot be made
/// is tried again; after some attempts the receipts go out with the HTML file, so that nobody waits for a program.
/// </summary>
public sealed class SignedCopies(
    KemDb db, IPdfPrinter printer, EvidenceTrail trail, LinkKey links, TimeProvider clock, ILogger<SignedCopies> logger) : IRoutine
{
    private const int AtATime = 20;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var id in await DueAsync(cancellationToken))
        {
            db.ChangeTracker.Clear();

            try
            {
                await FinishAsync(id, cancellationToken);
            }
            // Somebody wrote in the same trail, or another server made the copy; what is left is due again next time.
            catch (DbUpdateException exception)
            {
                logger.LogInformation(exception, "The signed copy of agreement {AgreementId} waits for its next turn.", id);
            }
        }
    }

    private Task<List<Guid>> DueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();

        return db.Agreements
            .Where(a => a.InForceAt != null && a.State != AgreementState.Draft)
            .Where(a => db.AgreementDocuments.Any(d => d.AgreementId == a.Id && d.TextVersion == a.TextVersion && d.Format == DocumentFormat.Html))
            .Where(a => !db.SignedCopies.Any(c => c.AgreementId == a.Id && c.TextVersion == a.TextVersion
                && ((c.PdfAt != null && c.ReceiptsAt != null) || c.TryAgainAt > now)))
            .OrderBy(a => a.InForceAt)
            .Select(a => a.Id)
            .Take(AtATime)
            .ToListAsync(cancellationToken);
    }

    private async Task FinishAsync(Guid agreementId, CancellationToken cancellationToken)
    {
        var agreement = await db.Agreements.Include(a => a.Parties).SingleAsync(a => a.Id == agreementId, cancellationToken);
        var documents = await db.AgreementDocuments.Where(d => d.AgreementId == agreementId && d.TextVersion == agreement.TextVersion).ToListAsync(cancellationToken);
        var copy = await db.SignedCopies.FindAsync([agreementId, agreement.TextVersion], cancellationToken);

        if (copy is null)
        {
            copy = new SignedCopy(agreementId, agreement.TextVersion);
            db.SignedCopies.Add(copy);
        }

        var pdf = documents.SingleOrDefault(d => d.Format == DocumentFormat.Pdf);
        var html = documents.Single(d => d.Format == DocumentFormat.Html);

        if (copy.IsDueAt(clock.GetUtcNow()))
        {
            pdf ??= await MakePdfAsync(agreement, html, copy, cancellationToken);
        }

        if (copy.ReceiptsAt is null && (pdf is not null || copy.HasGivenUpWaiting))
        {
            await WriteReceiptsAsync(agreement, pdf ?? html, cancellationToken);
            copy.MarkReceiptsWritten(clock.GetUtcNow());
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<AgreementDocument?> MakePdfAsync(CooperationAgreement agreement, AgreementDocument html, SignedCopy copy, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var events = await db.EvidenceEvents.AsNoTracking().Where(e => e.AgreementId == agreement.Id).OrderBy(e => e.Number).ToListAsync(cancellationToken);
        var (bytes, problem) = await printer.PrintAsync(SignedPage.Write(html, events, now, links.Resolve("/bekraeft"), bar: ""), cancellationToken);

        if (bytes is null)
        {
            NoteProblem(copy, problem, now);
            return null;
        }

        var pdf = AgreementDocument.Of(agreement.Id, agreement.TextVersion, DocumentFormat.Pdf, bytes, now);
        db.AgreementDocuments.Add(pdf);
        copy.MarkMade(now);
        await trail.AppendAsync(agreement, EvidenceKind.PdfKept, EvidenceTrail.Service, null, new() { FileHash = pdf.Sha256 }, cancellationToken);
        return pdf;
    }

    private void NoteProblem(SignedCopy copy, string problem, DateTimeOffset now)
    {
        logger.LogWarning("The PDF of agreement {AgreementId} was not made: {Problem}", copy.AgreementId, problem);

        if (printer.IsInstalled)
        {
            copy.MarkFailed(problem, now);
        }
        else
        {
            copy.MarkImpossible(problem, now);
        }
    }

    private async Task WriteReceiptsAsync(CooperationAgreement agreement, AgreementDocument document, CancellationToken cancellationToken)
    {
        var municipality = await db.Municipalities.SingleAsync(m => m.Code == agreement.MunicipalityCode, cancellationToken);
        var head = await db.EvidenceHeads.FindAsync([agreement.Id], cancellationToken) ?? new EvidenceHead(agreement.Id);
        var file = AttachmentOf(agreement, document);

        foreach (var to in await ReceiversAsync(agreement, cancellationToken))
        {
            db.Outbox.Add(OutgoingMail.From(new AgreementReceipt(to, agreement, municipality, document, file, head), clock.GetUtcNow()));
        }
    }

    // Whoever is the contact, whoever has signed, and the responsible; nobody gets it twice.
    private async Task<IEnumerable<Recipient>> ReceiversAsync(CooperationAgreement agreement, CancellationToken cancellationToken)
    {
        var signed = await db.EvidenceEvents.AsNoTracking()
            .Where(e => e.AgreementId == agreement.Id && e.TextVersion == agreement.TextVersion && e.Kind == EvidenceKind.Signed)
            .Select(e => e.Details).ToListAsync(cancellationToken);

        var signatories = signed.Select(EvidenceDetails.Read)
            .Where(details => MailAddresses.IsValid(details.Address ?? ""))
            .Select(details => Recipient.Create(details.Name, details.Address!));

        return AgreementLetter.ContactsOf(agreement.Parties).Select(pair => pair.Contact)
            .Concat(signatories)
            .Concat(AgreementLetter.ResponsibleFor(agreement) is { } responsible ? [responsible] : [])
            .DistinctBy(to => to.Address.ToUpperInvariant());
    }

    private static MailAttachment AttachmentOf(CooperationAgreement agreement, AgreementDocument document) => document.Format == DocumentFormat.Pdf
        ? new MailAttachment($"{agreement.Title}.pdf", "application/pdf", document.Bytes)
        : new MailAttachment($"{agreement.Title}.html", "text/html", document.Bytes);
}
