using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Life;

/// <summary>A coordinator begins a new text for an agreement in force. The old one stands until all have signed the new.</summary>
public sealed class AmendmentsController(KemDb db, TimeProvider clock) : Controller
{
    [HttpPost("aftaler/{id:guid}/aendring")]
    public async Task<IActionResult> Create(Guid id, CancellationToken cancellationToken)
    {
        var old = await db.Agreements.EditableBy(User).Whole().SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
        if (old is null) return NotFound();
        if (!old.IsInForce) return Redirect($"/aftaler/{id}");

        // One change at a time: a second click leads to the same draft.
        var begun = await db.Agreements.EditableBy(User)
            .Where(a => a.AmendsId == id && (a.State == AgreementState.Draft || a.State == AgreementState.OutForSignature || a.State == AgreementState.Declined))
            .FirstOrDefaultAsync(cancellationToken);
        if (begun is not null) return Redirect($"/aftaler/{begun.Id}");

        var agreement = Amendment.Of(old, clock.GetUtcNow());
        db.Agreements.Add(agreement);
        await db.SaveChangesAsync(cancellationToken);
        TempData.LeaveReceipt("Her er en kladde til den nye aftale.", "Ret det, der skal ændres. Den gamle gælder, til alle har skrevet under på den nye.");
        return Redirect($"/aftaler/{agreement.Id}/ret");
    }
}
