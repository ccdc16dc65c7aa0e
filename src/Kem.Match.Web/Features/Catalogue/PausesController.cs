using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Catalogue;

/// <summary>A time in which nobody may send a proposal (pause).</summary>
public sealed class PausesController(KemDb db, ProfilePages pages, TimeProvider clock) : Controller
{
    private const int LongestInMonths = 24;
    private const string UntilField = $"{nameof(ProfilePage.Pause)}.{nameof(PauseForm.Until)}";

    [HttpPost("/katalog/{id:guid}/pause")]
    public async Task<IActionResult> Create(Guid id, [Bind(Prefix = nameof(ProfilePage.Pause))] PauseForm form, CancellationToken cancellationToken)
    {
        var organisation = await FindAsync(id, cancellationToken);
        if (organisation is null) return NotFound();

        if (form.Until <= clock.Today()) ModelState.AddModelError(UntilField, "Vælg en dag efter i dag.");
        if (form.Until > clock.Today().AddMonths(LongestInMonths)) ModelState.AddModelError(UntilField, "Vælg en dag inden for de næste 2 år.");
        if (!ModelState.IsValid) return View("Profile", await pages.ShowAsync(organisation, User, form, cancellationToken));

        organisation.PauseUntil(form.Until);
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt($"{organisation.Name} holder pause til og med {DanishText.Date(form.Until!.Value)}.", "Så længe bliver der ikke sendt forslag.", $"/katalog/{id}/pause/slut");
        return Redirect($"/katalog/{id}");
    }

    [HttpPost("/katalog/{id:guid}/pause/slut")]
    public async Task<IActionResult> End(Guid id, CancellationToken cancellationToken)
    {
        var organisation = await FindAsync(id, cancellationToken);
        if (organisation is null) return NotFound();

        organisation.PauseUntil(null);
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt("Pausen er slut.", "Nu kan der komme forslag igen.");
        return Redirect($"/katalog/{id}");
    }

    private async Task<Organisation?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var organisation = await db.Organisations.VisibleTo(User).SingleOrDefaultAsync(o => o.Id == id, cancellationToken);
        return organisation is not null && Viewer.From(User).MayEdit(organisation) ? organisation : null;
    }
}
