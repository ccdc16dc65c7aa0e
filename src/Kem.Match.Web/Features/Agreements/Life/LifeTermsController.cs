using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Life;

/// <summary>How a draft is to live: notice, renewal, meetings, volunteers, and when the municipality steps back.</summary>
public sealed class LifeTermsController(KemDb db, TimeProvider clock) : Controller
{
    [HttpGet("aftaler/{id:guid}/vilkaar")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
    {
        var agreement = await EditableAsync(id, cancellationToken);
        if (agreement is null) return NotFound();

        return agreement.IsDraft ? View("LifeTerms", new LifeTermsPage(agreement, LifeTermsForm.Of(agreement))) : Redirect($"/aftaler/{id}");
    }

    [HttpPost("aftaler/{id:guid}/vilkaar")]
    public async Task<IActionResult> Edit(Guid id, [Bind(Prefix = "Form")] LifeTermsForm form, CancellationToken cancellationToken)
    {
        var agreement = await EditableAsync(id, cancellationToken);
        if (agreement is null) return NotFound();
        if (!agreement.IsDraft) return Redirect($"/aftaler/{id}");

        foreach (var (field, message) in form.ProblemsWith(agreement))
        {
            ModelState.AddModelError($"Form.{field}", message);
        }

        if (!ModelState.IsValid) return View("LifeTerms", new LifeTermsPage(agreement, form));

        agreement.DescribeLife(form.ToTerms(agreement), clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        TempData.LeaveReceipt("Gemt.", "Teksten om periode og ophør i aftalen er rettet.");
        return Redirect($"/aftaler/{id}/ret");
    }

    private Task<CooperationAgreement?> EditableAsync(Guid id, CancellationToken cancellationToken) =>
        db.Agreements.EditableBy(User).Whole().SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
}
