using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements;

/// <summary>The agreements to read: as a list, as a file, one with its story, and its bare text.</summary>
public sealed class AgreementsController(KemDb db, PartiesNow partiesNow, AgreementLine line, Taxonomy taxonomy, TimeProvider clock) : Controller
{
    [HttpGet("aftaler")]
    public async Task<IActionResult> Index(string? tilstand, CancellationToken cancellationToken) =>
        View(AgreementList.Of(await VisibleAsync(cancellationToken), tilstand, clock.Today(), Viewer.From(User).IsCoordinator));

    [HttpGet("aftaler.csv")]
    public async Task<IActionResult> Csv(CancellationToken cancellationToken) =>
        File(AgreementSpreadsheet.Write(await VisibleAsync(cancellationToken), taxonomy, clock.Today()), Spreadsheet.ContentType, "aftaler.csv");

    [HttpGet("aftaler/{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken) =>
        await PageAsync(id, cancellationToken) is { } page ? View(page) : NotFound();

    [HttpGet("aftaler/{id:guid}/tekst")]
    public async Task<IActionResult> Text(Guid id, CancellationToken cancellationToken) =>
        await PageAsync(id, cancellationToken) is { } page ? View(page) : NotFound();

    private async Task<IReadOnlyList<CooperationAgreement>> VisibleAsync(CancellationToken cancellationToken) =>
        await db.Agreements.VisibleTo(User).Whole().AsNoTracking().OrderBy(a => a.CreatedAt).ToListAsync(cancellationToken);

    private async Task<AgreementPage?> PageAsync(Guid id, CancellationToken cancellationToken)
    {
        var agreement = await db.Agreements.VisibleTo(User).Whole().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
        if (agreement is null) return null;

        var amendedBy = await db.Agreements.VisibleTo(User).Where(a => a.AmendsId == id).OrderByDescending(a => a.CreatedAt).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(cancellationToken);
        var history = await line.BeforeAsync(agreement, Viewer.From(User), cancellationToken);
        return AgreementPage.Of(agreement, await ProposalAsync(agreement, cancellationToken), taxonomy, Viewer.From(User), clock.Today(), history, amendedBy) with { PartyNotes = await partiesNow.NotesAsync(agreement, cancellationToken) };
    }

    private Task<MatchProposal?> ProposalAsync(CooperationAgreement agreement, CancellationToken cancellationToken) =>
        db.Proposals.VisibleTo(User).AsNoTracking().Include(p => p.Partner).SingleOrDefaultAsync(p => p.Id == agreement.ProposalId, cancellationToken);
}
