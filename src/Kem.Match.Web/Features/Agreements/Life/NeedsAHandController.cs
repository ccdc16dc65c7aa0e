using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Life;

/// <summary>A coordinator sees which agreements need a hand, and why.</summary>
public sealed class NeedsAHandController(KemDb db, TimeProvider clock) : Controller
{
    [HttpGet("aftaler/hjaelp")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        if (!Viewer.From(User).IsCoordinator) return NotFound();

        var agreements = await db.Agreements.EditableBy(User).Whole().AsNoTrackingWithIdentityResolution().ToListAsync(cancellationToken);
        return View("NeedsAHand", NeedsAHand.Among(agreements, clock.Today()));
    }
}
