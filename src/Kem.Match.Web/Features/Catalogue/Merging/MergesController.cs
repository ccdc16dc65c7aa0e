using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Catalogue.Merging;

/// <summary>A coordinator makes one of two entries for the same organisation, or two again.</summary>
public sealed class MergesController(KemDb db, OrganisationMerging merging) : Controller
{
    /// <summary>Entries that look like the same organisation.</summary>
    [HttpGet("/katalog/dubletter")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) =>
        Viewer.From(User).IsCoordinator ? View(Duplicates.Among(await InUseAsync(cancellationToken))) : NotFound();

    [HttpGet("/katalog/{id:guid}/sammenlaegning")]
    public async Task<IActionResult> New(Guid id, Guid? med, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } kept) return NotFound();
        if (med is null) return View("Choose", await ChoicesAsync(kept, cancellationToken));
        if (await FindAsync(med.Value, cancellationToken) is not { } removed) return NotFound();

        var form = new MergeForm { RemovedId = removed.Id, KeptVersion = VersionOf(kept), RemovedVersion = VersionOf(removed) };
        return View(await merging.PreviewAsync(kept, removed, form, cancellationToken));
    }

    [HttpPost("/katalog/{id:guid}/sammenlaegning")]
    public async Task<IActionResult> Create(Guid id, [Bind(Prefix = "Form")] MergeForm form, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } kept || await FindAsync(form.RemovedId, cancellationToken) is not { } removed) return NotFound();

        // Somebody else may have merged or changed one of them since the page was shown.
        db.Entry(kept).Property<long>(KemDb.Version).OriginalValue = form.KeptVersion;
        db.Entry(removed).Property<long>(KemDb.Version).OriginalValue = form.RemovedVersion;

        if (VersionOf(kept) == form.KeptVersion && VersionOf(removed) == form.RemovedVersion)
        {
            foreach (var refusal in await merging.RefusalsAsync(kept, removed, cancellationToken))
            {
                ModelState.AddModelError("", refusal);
            }

            if (!ModelState.IsValid) return View("New", await merging.PreviewAsync(kept, removed, form, cancellationToken));
        }
        else
        {
            return View("MergedMeanwhile", kept);
        }

        var merge = await merging.MergeAsync(kept, removed, form, User, cancellationToken);
        TempData.LeaveReceipt(
            $"{merge.RemovedName} og {kept.Name} er nu ét.", "Det kan fortrydes i 30 dage, så længe ingen har bygget videre på det.", $"/katalog/sammenlaegninger/{merge.Id}/fortryd");
        return Redirect($"/katalog/{id}");
    }

    [HttpPost("/katalog/sammenlaegninger/{id:guid}/fortryd")]
    public async Task<IActionResult> Undo(Guid id, CancellationToken cancellationToken)
    {
        var merge = await db.OrganisationMerges.VisibleTo(User).SingleOrDefaultAsync(m => m.Id == id, cancellationToken);
        if (merge is null) return NotFound();

        var kept = await db.Organisations.VisibleTo(User).SingleAsync(o => o.Id == merge.KeptId, cancellationToken);
        var removed = await db.Organisations.VisibleTo(User).SingleAsync(o => o.Id == merge.RemovedId, cancellationToken);

        if (await merging.WhyNotUndoAsync(merge, kept, cancellationToken) is { } why)
        {
            TempData.LeaveReceipt("Sammenlægningen kan ikke fortrydes.", why);
            return Redirect($"/katalog/{merge.KeptId}");
        }

        await merging.UndoAsync(merge, kept, removed, User, cancellationToken);
        TempData.LeaveReceipt($"{kept.Name} og {removed.Name} er igen to.", "Alt er flyttet tilbage. Forslag, der blev trukket tilbage, kan I sende igen.");
        return Redirect($"/katalog/{merge.KeptId}");
    }

    private async Task<MergeChoicePage> ChoicesAsync(Organisation kept, CancellationToken cancellationToken)
    {
        var all = await InUseAsync(cancellationToken);
        var likely = Duplicates.Among(all).Where(pair => pair.One.Id == kept.Id || pair.Other.Id == kept.Id).ToList();

        return new MergeChoicePage(kept, likely, [.. all.Where(o => o.Id != kept.Id)]);
    }

    private async Task<IReadOnlyList<Organisation>> InUseAsync(CancellationToken cancellationToken) =>
        await db.Organisations.VisibleTo(User).InUse().AsNoTracking().OrderBy(o => EF.Functions.Collate(o.Name, KemDb.DanishOrder)).ToListAsync(cancellationToken);

    private async Task<Organisation?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var organisation = await db.Organisations.VisibleTo(User).SingleOrDefaultAsync(o => o.Id == id, cancellationToken);
        return Viewer.From(User).IsCoordinator ? organisation : null;
    }

    private long VersionOf(Organisation organisation) => db.Entry(organisation).Property<long>(KemDb.Version).CurrentValue;
}
