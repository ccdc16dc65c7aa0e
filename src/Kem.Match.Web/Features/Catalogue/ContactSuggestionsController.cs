using Kem.Match.Web.Data;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Catalogue;

/// <summary>Somebody said who the right person is; the organisation or the coordinator says whether it is so from now on.</summary>
public sealed class ContactSuggestionsController(KemDb db, TimeProvider clock) : Controller
{
    [HttpPost("katalog/{id:guid}/kontaktforslag")]
    public async Task<IActionResult> Decide(Guid id, Guid forslag, bool ja, CancellationToken cancellationToken)
    {
        var viewer = Viewer.From(User);
        var organisation = await db.Organisations.VisibleTo(User).SingleOrDefaultAsync(o => o.Id == id, cancellationToken);
        var suggestion = await db.ProposalForwards.SingleOrDefaultAsync(f => f.Id == forslag && f.OrganisationId == id && f.DecidedAt == null, cancellationToken);
        if (organisation is null || suggestion is null || !viewer.MayEdit(organisation)) return NotFound();

        suggestion.Decide(clock.GetUtcNow());

        if (ja)
        {
            organisation.SayWhoToWriteTo(suggestion.ToName, suggestion.ToEmail);
        }

        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt(
            ja ? $"{suggestion.ToName} er nu kontakt" : "Kontakten er som før",
            ja ? "Telefon og titel på den gamle kontakt er fjernet. Skriv de nye på profilen." : "Vi bruger kun det nye navn til det ene forslag.");
        return Redirect(viewer.IsOwn(organisation) ? "/vores-profil" : $"/katalog/{id}");
    }
}
