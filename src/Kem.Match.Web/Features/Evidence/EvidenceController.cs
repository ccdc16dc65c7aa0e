using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Evidence;

/// <summary>The evidence behind an agreement, for those who may see it and are signed in.</summary>
public sealed class EvidenceController(KemDb db, EvidenceFiles files) : Controller
{
    [HttpGet("aftaler/{id:guid}/bevis")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken) =>
        await VisibleAsync(id, cancellationToken) is { } agreement
            ? View(await files.PageAsync(agreement, Door(id), Viewer.From(User).IsCoordinator, cancellationToken))
            : NotFound();

    [HttpGet("aftaler/{id:guid}/udskrift")]
    public async Task<IActionResult> Print(Guid id, CancellationToken cancellationToken) =>
        await VisibleAsync(id, cancellationToken) is { } agreement
            ? await files.PrintPageAsync(agreement, Door(id), Response, cancellationToken) ?? NotFound()
            : NotFound();

    [HttpGet("aftaler/{id:guid}/dokument")]
    public Task<IActionResult> Html(Guid id, CancellationToken cancellationToken) => FileAsync(id, DocumentFormat.Html, cancellationToken);

    [HttpGet("aftaler/{id:guid}/dokument.pdf")]
    public Task<IActionResult> Pdf(Guid id, CancellationToken cancellationToken) => FileAsync(id, DocumentFormat.Pdf, cancellationToken);

    private async Task<IActionResult> FileAsync(Guid id, DocumentFormat format, CancellationToken cancellationToken) =>
        await VisibleAsync(id, cancellationToken) is { } agreement ? await files.FileAsync(agreement, format, cancellationToken) ?? NotFound() : NotFound();

    private Task<CooperationAgreement?> VisibleAsync(Guid id, CancellationToken cancellationToken) =>
        db.Agreements.VisibleTo(User).Include(a => a.Parties).AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellationToken);

    private static string Door(Guid id) => $"/aftaler/{id}";
}
