using Kem.Match.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Catalogue;

/// <summary>One organisation: what it can and lacks, and how far one has come with it.</summary>
public sealed class ProfilesController(KemDb db, ProfilePages pages) : Controller
{
    [HttpGet("/katalog/{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken)
    {
        var organisation = await db.Organisations.VisibleTo(User).AsNoTracking().SingleOrDefaultAsync(o => o.Id == id, cancellationToken);

        // Old links and letters may name an entry that has become part of another; it is temporary, for the merge may be undone.
        if (organisation?.MergedIntoId is { } now) return Redirect($"/katalog/{now}");

        return organisation is null ? NotFound() : View("Profile", await pages.ShowAsync(organisation, User, new PauseForm(), cancellationToken));
    }

    [HttpGet("/vores-profil")]
    public IActionResult Own() =>
        Viewer.From(User).OrganisationId is var id && id != Guid.Empty ? Redirect($"/katalog/{id}") : Redirect("/katalog");
}
