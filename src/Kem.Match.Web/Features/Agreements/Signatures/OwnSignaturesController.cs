using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>Signing while signed in: as oneself, for one's own organisation, and for nobody else.</summary>
public sealed class OwnSignaturesController(KemDb db, SigningRound round, TextChanges changes, SeenText seen, Taxonomy taxonomy) : Controller
{
    [HttpGet("aftaler/{id:guid}/underskrift")]
    public async Task<IActionResult> Own(Guid id, CancellationToken cancellationToken)
    {
        var page = await PageAsync(id, cancellationToken);
        if (page is null) return NotFound();

        return page.Agreement.IsDraft ? Redirect($"/aftaler/{id}") : View(page);
    }

    [HttpPost("aftaler/{id:guid}/underskrift")]
    public async Task<IActionResult> Own(Guid id, [Bind(Prefix = "Form")] SigningForm form, CancellationToken cancellationToken)
    {
        var page = await PageAsync(id, cancellationToken);
        if (page is null) return NotFound();
        if (page.CanAnswer && !ModelState.IsValid) return View(page with { Form = form });

        var outcome = await round.AnswerAsync(page.Signatory.Id, form, SigningWay.SignedIn, cancellationToken);
        if (outcome == SigningOutcome.TextChanged) return await ChangedAsync(page, form, cancellationToken);

        TempData.LeaveReceipt(form.Answer == SigningAnswer.Decline ? "Svaret er gemt. Du skriver ikke under." : "Tak. Du har skrevet under.");
        return Redirect($"/aftaler/{id}");
    }

    private async Task<SigningPage?> PageAsync(Guid id, CancellationToken cancellationToken)
    {
        var viewer = Viewer.From(User);
        var agreement = await db.Agreements.VisibleTo(User).Whole().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
        if (agreement?.SignatoryOf(viewer.OrganisationId, viewer.Email) is not { } signatory) return null;

        var municipality = await db.Municipalities.AsNoTracking().SingleAsync(m => m.Code == agreement.MunicipalityCode, cancellationToken);
        return SigningPage.Of(agreement, signatory, municipality, taxonomy, seen.Note(signatory.Id, agreement.TextHash));
    }

    private async Task<IActionResult> ChangedAsync(SigningPage page, SigningForm form, CancellationToken cancellationToken)
    {
        Response.StatusCode = StatusCodes.Status409Conflict;
        return View("ChangedSignedIn", await changes.SinceAsync(form.TextHash ?? "", page.Agreement, cancellationToken));
    }
}
