using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Catalogue.Merging;

/// <summary>A coordinator writes down that an organisation exists no more, deletes one that nothing hangs on, or regrets it.</summary>
public sealed class RetirementsController(KemDb db, Belongings belongings, OrganisationRetirement retirement, TimeProvider clock) : Controller
{
    [HttpGet("/katalog/{id:guid}/nedlaeggelse")]
    public async Task<IActionResult> New(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } organisation) return NotFound();

        return organisation.IsInUse
            ? View("Retire", await retirement.PageAsync(organisation, new RetirementForm { On = clock.Today() }, cancellationToken))
            : Redirect($"/katalog/{id}");
    }

    [HttpPost("/katalog/{id:guid}/nedlaeggelse")]
    public async Task<IActionResult> Create(Guid id, [Bind(Prefix = "Form")] RetirementForm form, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } organisation) return NotFound();
        if (!organisation.IsInUse) return Redirect($"/katalog/{id}");
        if (form.On > clock.Today()) ModelState.AddModelError("Form.On", "Vælg i dag eller en dag før.");

        foreach (var agreement in await retirement.UndecidedAsync(id, form, cancellationToken))
        {
            ModelState.AddModelError($"Form.Fates[{agreement.Id}]", $"Vælg, hvad der skal ske med »{agreement.Title}«.");
        }

        if (!ModelState.IsValid || (await retirement.RefusalsAsync(organisation, cancellationToken)).Count > 0) return View("Retire", await retirement.PageAsync(organisation, form, cancellationToken));

        await retirement.RetireAsync(organisation, form, Viewer.From(User).Name, cancellationToken);
        TempData.LeaveReceipt($"{organisation.Name} er nedlagt.", "De bliver ikke foreslået mere. Deres aftaler kan stadig læses.", $"/katalog/{id}/genaabning");
        return Redirect($"/katalog/{id}");
    }

    [HttpPost("/katalog/{id:guid}/genaabning")]
    public async Task<IActionResult> Reopen(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } organisation) return NotFound();
        if (!organisation.IsRetired) return Redirect($"/katalog/{id}");

        organisation.Reopen();
        await db.SaveChangesAsync(cancellationToken);
        TempData.LeaveReceipt($"{organisation.Name} er i kataloget igen.", "Forslag og aftaler, der blev lukket, kommer ikke igen af sig selv.");
        return Redirect($"/katalog/{id}");
    }

    [HttpPost("/katalog/{id:guid}/sletning")]
    public async Task<IActionResult> Delete(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } organisation) return NotFound();

        if (!await belongings.HasNoneAsync(id, cancellationToken))
        {
            TempData.LeaveReceipt("Den kan ikke slettes.", "Der er kommet noget til, som hænger på den. Du kan nedlægge den i stedet.");
            return Redirect($"/katalog/{id}/nedlaeggelse");
        }

        db.Organisations.Remove(organisation);
        await db.SaveChangesAsync(cancellationToken);
        TempData.LeaveReceipt($"{organisation.Name} er slettet.");
        return Redirect("/katalog");
    }

    private async Task<Organisation?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var organisation = await db.Organisations.VisibleTo(User).SingleOrDefaultAsync(o => o.Id == id, cancellationToken);
        return Viewer.From(User).IsCoordinator ? organisation : null;
    }
}
