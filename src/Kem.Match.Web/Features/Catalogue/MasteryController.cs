using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Catalogue;

/// <summary>An organisation says how well it masters what it can. The answers of a health check are not looked at here.</summary>
public sealed class MasteryController(KemDb db, Taxonomy taxonomy) : Controller
{
    [HttpGet("/katalog/{id:guid}/hvor-godt")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
    {
        var organisation = await FindAsync(id, cancellationToken);
        if (organisation is null) return NotFound();

        return View("Mastery", ShownFor(organisation, new MasteryForm
        {
            Version = db.Entry(organisation).Property<long>(KemDb.Version).CurrentValue,
            Levels = organisation.Mastery.ToDictionary(level => level.Key, level => (Mastery?)level.Value),
        }));
    }

    [HttpPost("/katalog/{id:guid}/hvor-godt")]
    public async Task<IActionResult> Update(Guid id, MasteryForm written, CancellationToken cancellationToken)
    {
        var organisation = await FindAsync(id, cancellationToken);
        if (organisation is null) return NotFound();
        if (!ModelState.IsValid) return View("Mastery", ShownFor(organisation, written));

        // Somebody else's change since the form was opened must be seen, not overwritten.
        db.Entry(organisation).Property<long>(KemDb.Version).OriginalValue = written.Version;
        organisation.SayHowWell(written.Said());

        if (Viewer.From(User).IsOwn(organisation))
        {
            TempData.LeaveReceipt("Gemt.", "Det står nu på jeres profil.");
        }
        else
        {
            organisation.RequireConfirmation();
            TempData.LeaveReceipt("Gemt.", $"Nu skal {organisation.Name} sige ja til profilen, før andre foreninger ser den.");
        }

        await db.SaveChangesAsync(cancellationToken);
        return Redirect($"/katalog/{id}");
    }

    private async Task<Organisation?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var organisation = await db.Organisations.VisibleTo(User).SingleOrDefaultAsync(o => o.Id == id, cancellationToken);
        return organisation is { Competences.Count: > 0 } && Viewer.From(User).MayEdit(organisation) ? organisation : null;
    }

    private MasteryForm ShownFor(Organisation organisation, MasteryForm form)
    {
        form.Organisation = organisation;
        form.Competences = [.. taxonomy.Competences.Terms.Where(term => organisation.Competences.Contains(term.Code))];
        foreach (var competence in form.Competences) form.Levels.TryAdd(competence.Code, null);
        form.IsOwn = Viewer.From(User).IsOwn(organisation);
        return form;
    }
}
