using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Catalogue;

/// <summary>The organisation says that its profile is right. Nobody else can say it.</summary>
public sealed class ConfirmationsController(KemDb db, TimeProvider clock) : Controller
{
    [HttpPost("/katalog/{id:guid}/bekraeftelse")]
    public async Task<IActionResult> Create(Guid id, CancellationToken cancellationToken)
    {
        var organisation = await db.Organisations.VisibleTo(User).SingleOrDefaultAsync(o => o.Id == id, cancellationToken);
        if (organisation is null || !Viewer.From(User).IsOwn(organisation)) return NotFound();

        organisation.Confirm(clock.Today());
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt("Tak. Profilen er bekræftet.", "Nu kan andre i kommunen se den. Vi spørger igen om et år.");
        return Redirect($"/katalog/{id}");
    }
}
