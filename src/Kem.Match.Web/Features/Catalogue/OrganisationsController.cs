using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Catalogue;

/// <summary>
/// Writing about an organisation. What it writes itself is confirmed by that; what the coordinator writes must be
/// looked at by the organisation before others see it.
/// </summary>
public sealed class OrganisationsController(KemDb db, Taxonomy taxonomy, TimeProvider clock) : Controller
{
    [HttpGet("/katalog/ny")]
    public IActionResult New() => Viewer.From(User).IsCoordinator ? View("Form", new OrganisationForm()) : NotFound();

    [HttpPost("/katalog/ny")]
    public async Task<IActionResult> Create(OrganisationForm written, CancellationToken cancellationToken)
    {
        var viewer = Viewer.From(User);
        if (!viewer.IsCoordinator) return NotFound();
        if (!IsInOrder(written)) return View("Form", written);

        var organisation = new Organisation(viewer.MunicipalityCode, written.Kind, written.ToDescription(taxonomy));
        db.Organisations.Add(organisation);
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt($"{organisation.Name} står nu i kataloget.", "Andre foreninger ser først profilen, når den er bekræftet.");
        return Redirect($"/katalog/{organisation.Id}");
    }

    [HttpGet("/katalog/{id:guid}/ret")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
    {
        var organisation = await FindAsync(id, cancellationToken);
        if (organisation is null) return NotFound();

        return View("Form", ShownFor(organisation, OrganisationForm.From(organisation, db.Entry(organisation).Property<long>(KemDb.Version).CurrentValue)));
    }

    [HttpPost("/katalog/{id:guid}/ret")]
    public async Task<IActionResult> Update(Guid id, OrganisationForm written, CancellationToken cancellationToken)
    {
        var organisation = await FindAsync(id, cancellationToken);
        if (organisation is null) return NotFound();
        if (!IsInOrder(written)) return View("Form", ShownFor(organisation, written));

        // Somebody else's change since the form was opened must be seen, not overwritten.
        db.Entry(organisation).Property<long>(KemDb.Version).OriginalValue = written.Version;
        organisation.Describe(written.ToDescription(taxonomy) with { Mastery = organisation.Mastery });

        if (Viewer.From(User).IsOwn(organisation))
        {
            organisation.Confirm(clock.Today());
            TempData.LeaveReceipt("Profilen er rettet og bekræftet.");
        }
        else
        {
            organisation.RequireConfirmation();
            TempData.LeaveReceipt("Profilen er rettet.", $"Nu skal {organisation.Name} sige ja til den, før andre foreninger ser den.");
        }

        await db.SaveChangesAsync(cancellationToken);
        return Redirect($"/katalog/{id}");
    }

    private bool IsInOrder(OrganisationForm written)
    {
        foreach (var (field, message) in written.Contradictions(clock.Today()))
        {
            ModelState.AddModelError(field, message);
        }

        return ModelState.IsValid;
    }

    private async Task<Organisation?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var organisation = await db.Organisations.VisibleTo(User).SingleOrDefaultAsync(o => o.Id == id, cancellationToken);
        return organisation is not null && Viewer.From(User).MayEdit(organisation) ? organisation : null;
    }

    private OrganisationForm ShownFor(Organisation organisation, OrganisationForm form)
    {
        (form.OrganisationId, form.IsOwn) = (organisation.Id, Viewer.From(User).IsOwn(organisation));
        return form;
    }
}
