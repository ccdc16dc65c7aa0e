using System.Security.Cryptography;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>Signing with a pen: the sheet that is printed, and what a coordinator records of it afterwards.</summary>
public sealed class PaperSignaturesController(KemDb db, SigningRound round, TextChanges changes, TimeProvider clock) : Controller
{
    private const string FileField = "Form.Scan";

    [HttpGet("aftaler/{id:guid}/underskriftsark")]
    public async Task<IActionResult> Sheet(Guid id, CancellationToken cancellationToken)
    {
        var agreement = await db.Agreements.VisibleTo(User).Whole().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
        if (agreement is null) return NotFound();

        return agreement.IsOutForSignature ? View(agreement) : Redirect($"/aftaler/{id}");
    }

    [HttpGet("aftaler/{id:guid}/papirunderskrift")]
    public async Task<IActionResult> New(Guid id, CancellationToken cancellationToken)
    {
        var agreement = await EditableAsync(id, cancellationToken);
        if (agreement is null) return NotFound();
        if (!agreement.Signatories.Any(agreement.CanSignOnPaper)) return Redirect($"/aftaler/{id}");

        return View("Paper", PaperPage.Of(agreement, clock.Today()));
    }

    [HttpPost("aftaler/{id:guid}/papirunderskrift")]
    public async Task<IActionResult> New(Guid id, [Bind(Prefix = "Form")] PaperForm form, CancellationToken cancellationToken)
    {
        var agreement = await EditableAsync(id, cancellationToken);
        if (agreement is null) return NotFound();
        if (form.TextHash != agreement.TextHash) return await ChangedAsync(agreement, form, cancellationToken);
        if (!agreement.Signatories.Any(agreement.CanSignOnPaper)) return Redirect($"/aftaler/{id}");

        var sheet = await ReadAsync(form, cancellationToken);
        var signers = agreement.Signatories.Where(signatory => form.Signers.Contains(signatory.Id)).ToList();
        RefuseWhatCannotBe(agreement, form, signers);

        if (!ModelState.IsValid || sheet is null)
        {
            AskForFileAgain();
            return View("Paper", new PaperPage(agreement, form, clock.Today()));
        }

        var paper = PaperOf(form);

        try
        {
            await round.RecordPaperAsync(agreement, paper, signers, ScanOf(agreement, paper, sheet), form.TextHash!, cancellationToken);
        }
        catch (Exception exception) when (Conflicts.IsConflict(exception))
        {
            return await SomebodyWasFirstAsync(id, form, cancellationToken);
        }

        TempData.LeaveReceipt("Underskrifterne på papir er gemt.", agreement.IsInForce ? "Alle har skrevet under. Aftalen gælder nu." : "Du kan følge med her.");
        return Redirect($"/aftaler/{id}");
    }

    [HttpGet("aftaler/{id:guid}/papirunderskrift/{paperId:guid}")]
    public async Task<IActionResult> Scan(Guid id, Guid paperId, CancellationToken cancellationToken)
    {
        if (!await db.Agreements.VisibleTo(User).AnyAsync(a => a.Id == id, cancellationToken)) return NotFound();

        var scan = await db.PaperScans.AsNoTracking().SingleOrDefaultAsync(s => s.PaperSigningId == paperId && s.AgreementId == id, cancellationToken);
        if (scan is null) return NotFound();

        // As a file to save, under a name of ours: it is never shown as part of the site.
        return File(scan.Content, scan.MediaType, $"underskrifter-{paperId:N}.{ScannedSheet.ExtensionOf(scan.MediaType)}");
    }

    private async Task<ScannedSheet?> ReadAsync(PaperForm form, CancellationToken cancellationToken)
    {
        if (form.Scan is null) return null;

        var (sheet, problem) = await ScannedSheet.ReadAsync(form.Scan, cancellationToken);

        if (sheet is null)
        {
            ModelState.AddModelError(FileField, problem);
        }

        return sheet;
    }

    private void RefuseWhatCannotBe(CooperationAgreement agreement, PaperForm form, List<Signatory> signers)
    {
        if (form.SignedOn > clock.Today())
        {
            ModelState.AddModelError("Form.SignedOn", "Dagen er ikke kommet endnu. Ret den.");
        }
        else if (form.SignedOn < DanishTime.DayOf(agreement.SentForSignatureAt!.Value))
        {
            ModelState.AddModelError("Form.SignedOn", $"Teksten blev først sendt {DanishText.Date(DanishTime.DayOf(agreement.SentForSignatureAt!.Value))}. Ret dagen.");
        }

        if (signers.Find(signatory => !agreement.CanSignOnPaper(signatory)) is { } answered)
        {
            ModelState.AddModelError("Form.Signers", $"{answered.Name} har allerede svaret. Fjern krydset.");
        }

        if (IsSame(form.FirstWitness, form.SecondWitness))
        {
            ModelState.AddModelError("Form.SecondWitness", "De to vidner skal være to personer. Skriv et andet navn.");
        }

        foreach (var (field, witness) in new[] { ("Form.FirstWitness", form.FirstWitness), ("Form.SecondWitness", form.SecondWitness) })
        {
            if (signers.Exists(signatory => IsSame(signatory.Name, witness)))
            {
                ModelState.AddModelError(field, "Den, der skriver under, kan ikke være vidne. Skriv et andet navn.");
            }
        }
    }

    // A browser does not send the same file twice by itself.
    private void AskForFileAgain()
    {
        if (ModelState.GetFieldValidationState(FileField) != Microsoft.AspNetCore.Mvc.ModelBinding.ModelValidationState.Invalid)
        {
            ModelState.AddModelError(FileField, "Vælg filen igen.");
        }
    }

    // Somebody answered in the same moment. What was typed stands; only who can still sign on paper may be another.
    private async Task<IActionResult> SomebodyWasFirstAsync(Guid id, PaperForm form, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var agreement = await EditableAsync(id, cancellationToken);
        if (agreement is null) return NotFound();
        if (form.TextHash != agreement.TextHash) return await ChangedAsync(agreement, form, cancellationToken);

        if (!agreement.Signatories.Any(agreement.CanSignOnPaper))
        {
            TempData.LeaveReceipt("Alle har svaret i mellemtiden.", "Der er ikke flere, som kan skrives ind på papir.");
            return Redirect($"/aftaler/{id}");
        }

        Response.StatusCode = StatusCodes.Status409Conflict;
        ModelState.AddModelError("Form.Signers", "En af dem svarede, mens du skrev. Se efter, hvem der mangler, og gem igen.");
        AskForFileAgain();
        return View("Paper", new PaperPage(agreement, form, clock.Today()));
    }

    private PaperSigning PaperOf(PaperForm form) => new(
        form.SignedOn!.Value, form.Place!.Trim(), form.FirstWitness!.Trim(), form.SecondWitness!.Trim(), Viewer.From(User).Name, clock.GetUtcNow());

    private static PaperScan ScanOf(CooperationAgreement agreement, PaperSigning paper, ScannedSheet sheet) =>
        new(paper.Id, agreement.Id, sheet.MediaType, sheet.Content, Convert.ToHexStringLower(SHA256.HashData(sheet.Content)));

    private async Task<IActionResult> ChangedAsync(CooperationAgreement agreement, PaperForm form, CancellationToken cancellationToken)
    {
        Response.StatusCode = StatusCodes.Status409Conflict;
        return View("ChangedSignedIn", await changes.SinceAsync(form.TextHash ?? "", agreement, cancellationToken));
    }

    private static bool IsSame(string? one, string? other) => !string.IsNullOrWhiteSpace(one) && string.Equals(one.Trim(), other?.Trim(), StringComparison.OrdinalIgnoreCase);

    private Task<CooperationAgreement?> EditableAsync(Guid id, CancellationToken cancellationToken) =>
        db.Agreements.EditableBy(User).Whole().SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
}

/// <summary>Those who may have signed on the sheet, and what is told of it.</summary>
public sealed record PaperPage(CooperationAgreement Agreement, PaperForm Form, DateOnly Today)
{
    public IEnumerable<Microsoft.AspNetCore.Mvc.Rendering.SelectListItem> People => Agreement.Signatories.Where(Agreement.CanSignOnPaper)
        .Select(signatory => new Microsoft.AspNetCore.Mvc.Rendering.SelectListItem($"{SigningWords.Introduce(signatory)} ({Agreement.PartyOf(signatory).Name})", $"{signatory.Id}"));

    /// <summary>Whoever was to sign on paper is ticked beforehand: they are the reason for the sheet.</summary>
    public static PaperPage Of(CooperationAgreement agreement, DateOnly today) => new(agreement, new PaperForm
    {
        TextHash = agreement.TextHash,
        Signers = [.. agreement.Signatories.Where(signatory => signatory.Way == SigningWay.Paper && agreement.CanSignOnPaper(signatory)).Select(signatory => signatory.Id)],
        SignedOn = today,
    }, today);
}
