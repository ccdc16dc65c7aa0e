using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>A coordinator sends a finished draft to be signed, and can take it back.</summary>
public sealed class SignatureRoundsController(KemDb db, SigningRound round, SignerAddresses addresses, PartiesNow partiesNow, Taxonomy taxonomy) : Controller
{
    [HttpGet("aftaler/{id:guid}/underskriftsrunde")]
    public async Task<IActionResult> New(Guid id, CancellationToken cancellationToken)
    {
        var agreement = await EditableAsync(id, cancellationToken);
        if (agreement is null) return NotFound();
        if (!agreement.IsDraft) return Redirect($"/aftaler/{id}");
        if (AgreementText.WhatIsMissing(agreement, taxonomy) is { Count: > 0 } missing) return Redirect($"/aftaler/{id}/{PageOf(missing)}");
        if (await partiesNow.ClosedDownAsync(agreement, cancellationToken) is { Count: > 0 } closed) return RefusedParties(id, closed);

        return View("Round", new SignatureRoundPage(agreement, AgreementText.Write(agreement, taxonomy), Viewer.From(User).Email));
    }

    [HttpPost("aftaler/{id:guid}/underskriftsrunde")]
    public async Task<IActionResult> Create(Guid id, CancellationToken cancellationToken)
    {
        var agreement = await EditableAsync(id, cancellationToken);
        if (agreement is null) return NotFound();
        if (!agreement.IsDraft) return Redirect($"/aftaler/{id}");
        if (AgreementText.WhatIsMissing(agreement, taxonomy) is { Count: > 0 } missing) return Refused(agreement, missing);
        if (await partiesNow.ClosedDownAsync(agreement, cancellationToken) is { Count: > 0 } closed) return RefusedParties(id, closed);
        if (!await addresses.AreInOrderAsync(agreement, Viewer.From(User), cancellationToken)) return RefusedAddresses(id);

        await round.SendAsync(agreement, Viewer.From(User), cancellationToken);
        TempData.LeaveReceipt("Aftalen er sendt til underskrift.", "De, der skal skrive under, får en mail om lidt. Du kan følge med her.");
        return Redirect($"/aftaler/{id}");
    }

    [HttpPost("aftaler/{id:guid}/tilbagekaldelse")]
    public async Task<IActionResult> TakeBack(Guid id, [FromForm(Name = "underskrifter")] int? signaturesSeen, CancellationToken cancellationToken)
    {
        var agreement = await EditableAsync(id, cancellationToken);
        if (agreement is null) return NotFound();
        if (!agreement.CanBeTakenBack) return Redirect($"/aftaler/{id}");
        if (agreement.Signatories.Count(signatory => signatory.HasSigned) != signaturesSeen) return SignedMeanwhile(id);

        await round.TakeBackAsync(agreement, Viewer.From(User), cancellationToken);
        TempData.LeaveReceipt("Aftalen er taget tilbage.", "Underskrifterne gælder ikke mere, og linkene er lukket. Ret teksten, og send den igen.");
        return Redirect($"/aftaler/{id}/ret");
    }

    // Somebody who signed while the coordinator was looking is not undone unseen.
    private ViewResult SignedMeanwhile(Guid id)
    {
        Response.StatusCode = StatusCodes.Status409Conflict;
        return View("SignedMeanwhile", id);
    }

    private RedirectResult RefusedParties(Guid id, IReadOnlyList<string> closed)
    {
        TempData.LeaveReceipt("Aftalen er ikke sendt.", $"{DanishText.List(closed)} er nedlagt. Tag dem ud af aftalen, eller vælg en anden.");
        return Redirect($"/aftaler/{id}/ret");
    }

    private RedirectResult RefusedAddresses(Guid id)
    {
        TempData.LeaveReceipt("Aftalen er ikke sendt.", "En mail på listen hører til en koordinator. Ret den, for en koordinator må ikke skrive under for andre.");
        return Redirect($"/aftaler/{id}/{AgreementText.SigningPage}");
    }

    private static string PageOf(IReadOnlyList<MissingAnswer> missing) => missing.FirstOrDefault(answer => answer.Page is null) is null ? AgreementText.SigningPage : "ret";

    private IActionResult Refused(CooperationAgreement agreement, IReadOnlyList<MissingAnswer> missing)
    {
        if (PageOf(missing) == AgreementText.SigningPage) return Redirect($"/aftaler/{agreement.Id}/{AgreementText.SigningPage}");

        foreach (var answer in missing)
        {
            ModelState.AddModelError($"Form.{answer.Field}", $"Svar på: {answer.Question}");
        }

        return View("Edit", AgreementFormPage.Of(agreement, AgreementForm.Of(agreement), taxonomy));
    }

    private Task<CooperationAgreement?> EditableAsync(Guid id, CancellationToken cancellationToken) =>
        db.Agreements.EditableBy(User).Whole().SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
}

/// <summary>The text as it will be sent, and to whom.</summary>
public sealed record SignatureRoundPage(CooperationAgreement Agreement, IReadOnlyList<AgreementClause> Clauses, string SenderEmail);
