using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Life;

public sealed class RenewalForm
{
    [Required(ErrorMessage = "Vælg den dag, aftalen nu skal gælde til."), Display(Name = "Gælder til")]
    public DateOnly? EndsOn { get; init; }
}

public sealed record RenewalPage(CooperationAgreement Agreement, RenewalForm Form);

/// <summary>Somebody signed in proposes to go on; each party then says yes or no for itself.</summary>
public sealed class RenewalsController(KemDb db, LifePost post, TimeProvider clock) : Controller
{
    private const int LongestYears = 10;

    [HttpGet("aftaler/{id:guid}/forlaengelse")]
    public async Task<IActionResult> New(Guid id, CancellationToken cancellationToken)
    {
        var agreement = await OwnAsync(id, cancellationToken);
        if (agreement is null) return NotFound();

        return agreement.CanBeRenewed ? View("Renewal", new RenewalPage(agreement, new RenewalForm { EndsOn = agreement.Term.Renewed().EndsOn })) : Redirect($"/aftaler/{id}");
    }

    [HttpPost("aftaler/{id:guid}/forlaengelse")]
    public async Task<IActionResult> New(Guid id, [Bind(Prefix = "Form")] RenewalForm form, CancellationToken cancellationToken)
    {
        var agreement = await OwnAsync(id, cancellationToken);
        if (agreement is null) return NotFound();
        if (!agreement.CanBeRenewed) return Redirect($"/aftaler/{id}");
        if (form.EndsOn <= agreement.EndsOn) ModelState.AddModelError("Form.EndsOn", $"Vælg en dag efter {DanishText.Date(agreement.EndsOn)}. Så længe gælder aftalen allerede.");
        if (form.EndsOn > agreement.EndsOn.AddYears(LongestYears)) ModelState.AddModelError("Form.EndsOn", $"Vælg en dag inden for {LongestYears} år.");
        if (!ModelState.IsValid) return View("Renewal", new RenewalPage(agreement, form));

        agreement.ProposeRenewal(form.EndsOn!.Value, Viewer.From(User).Name, clock.GetUtcNow());
        await post.ToAllAsync(agreement, (reader, m) => new RenewalAsked(reader, agreement, m, agreement.OpenQuestion!), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        TempData.LeaveReceipt("Alle er spurgt.", "Hver part svarer ja eller nej med sit link. Aftalen bliver forlænget, når alle har sagt ja.");
        return Redirect($"/aftaler/{id}");
    }

    // A party may propose as well as the coordinator; who only may look is not among them.
    private async Task<CooperationAgreement?> OwnAsync(Guid id, CancellationToken cancellationToken)
    {
        var agreement = await db.Agreements.VisibleTo(User).Whole().SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
        var viewer = Viewer.From(User);
        return agreement is not null && (viewer.IsCoordinator || agreement.PartyOf(viewer.OrganisationId) is { LeavesOn: null }) ? agreement : null;
    }
}
