using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Catalogue;

/// <summary>A coordinator has been out to see somebody (besøg).</summary>
public sealed class VisitsController(KemDb db, TimeProvider clock) : Controller
{
    [HttpPost("/katalog/{id:guid}/besoeg")]
    public async Task<IActionResult> Create(Guid id, CancellationToken cancellationToken)
    {
        var organisation = await db.Organisations.VisibleTo(User).SingleOrDefaultAsync(o => o.Id == id, cancellationToken);
        if (organisation is null || !Viewer.From(User).IsCoordinator) return NotFound();

        organisation.RecordVisit(clock.Today());
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt("Besøget i dag er noteret.", "Hørte du noget nyt? Så ret profilen, mens du husker det.");
        return Redirect($"/katalog/{id}");
    }
}
