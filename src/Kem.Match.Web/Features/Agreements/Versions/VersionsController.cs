using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Versions;

/// <summary>The texts of an agreement: what changed between any two, a draft kept on purpose, and an older one put back.</summary>
public sealed class VersionsController(KemDb db, DraftDesk desk, Taxonomy taxonomy, TimeProvider clock) : Controller
{
    [HttpGet("aftaler/{id:guid}/versioner")]
    public async Task<IActionResult> Index(Guid id, string? fra, string? til, CancellationToken cancellationToken)
    {
        var agreement = await db.Agreements.VisibleTo(User).Whole().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
        if (agreement is null) return NotFound();

        // Drafts are the coordinator's; a party sees the texts that it was sent.
        var canWrite = Viewer.From(User).IsCoordinator;
        var versions = await db.AgreementVersions.AsNoTracking()
            .Where(v => v.AgreementId == id && (canWrite || v.Reason == VersionReason.SentForComments || v.Reason == VersionReason.SentForSignature))
            .ToListAsync(cancellationToken);
        var now = agreement.IsDraft ? AgreementText.Write(agreement, taxonomy) : agreement.Clauses;

        return View(VersionsPage.Of(agreement, versions, now, fra, til, canWrite));
    }

    [HttpPost("aftaler/{id:guid}/versioner")]
    public async Task<IActionResult> Create(Guid id, CancellationToken cancellationToken)
    {
        var agreement = await desk.OpenAsync(id, User, cancellationToken);
        if (agreement is null) return NotFound();
        if (!agreement.IsDraft) return RedirectToAction(nameof(Index), new { id });

        Keep(agreement, VersionReason.Saved);
        await db.SaveChangesAsync(cancellationToken);
        TempData.LeaveReceipt("Teksten er gemt som en version.", "Du kan altid komme tilbage til den.");
        return RedirectToAction(nameof(Index), new { id });
    }

    [HttpPost("aftaler/{id:guid}/versioner/{versionId:guid}/gendannelse")]
    public async Task<IActionResult> Restore(Guid id, Guid versionId, CancellationToken cancellationToken)
    {
        var agreement = await desk.OpenAsync(id, User, cancellationToken);
        var version = await db.AgreementVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Id == versionId && v.AgreementId == id, cancellationToken);
        if (agreement is null || version is null) return NotFound();
        if (!agreement.IsDraft) return RedirectToAction(nameof(Index), new { id });

        Keep(agreement, VersionReason.BeforeRestoring);
        // An old text may name an entry of the catalogue that has become part of another since.
        agreement.Restore(version.Content.With(await db.Organisations.VisibleTo(User).MergedIntoAsync(cancellationToken)), clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        TempData.LeaveReceipt("Den ældre tekst er tilbage.", version.Content.LacksTerms
            ? "Varsel, forlængelse og hvem der skriver under, var ikke gemt dengang. De er, som de var før. Teksten, der stod før, ligger under Versioner."
            : "Den tekst, der stod før, ligger under Versioner.");
        return Redirect($"/aftaler/{id}/ret");
    }

    private void Keep(CooperationAgreement agreement, VersionReason reason) =>
        db.AgreementVersions.Add(AgreementVersion.Of(agreement, AgreementText.Write(agreement, taxonomy), reason, Viewer.From(User).Name, clock.GetUtcNow()));
}
