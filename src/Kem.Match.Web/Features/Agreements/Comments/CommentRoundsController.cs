using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Comments;

/// <summary>A coordinator asks the parties about a draft, reads what they say, and says when it is enough.</summary>
public sealed class CommentRoundsController(KemDb db, DraftDesk desk, CommentRound round, Taxonomy taxonomy, TimeProvider clock) : Controller
{
    [HttpGet("aftaler/{id:guid}/gennemsyn")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken)
    {
        var agreement = await desk.OpenAsync(id, User, cancellationToken);
        if (agreement is null) return NotFound();

        var comments = await db.DraftComments.AsNoTracking().Where(c => c.AgreementId == id).ToListAsync(cancellationToken);
        return View(CommentRoundPage.Of(agreement, comments, taxonomy, Viewer.From(User).Email));
    }

    [HttpPost("aftaler/{id:guid}/gennemsyn")]
    public async Task<IActionResult> Create(Guid id, CancellationToken cancellationToken)
    {
        var agreement = await desk.OpenAsync(id, User, cancellationToken);
        if (agreement is null) return NotFound();
        if (!agreement.IsDraft) return Redirect($"/aftaler/{id}");

        // Two presses are one round: the second finds a text that is out already and has not been changed since.
        if (!agreement.IsOutForComments || agreement.ChangedAt > agreement.OutForCommentsSince)
        {
            await round.OpenAsync(agreement, Viewer.From(User), cancellationToken);
        }

        TempData.LeaveReceipt("Udkastet er sendt til gennemsyn.", "Hver part får en mail med et link om lidt. Du får en mail, når nogen har skrevet.");
        return RedirectToAction(nameof(Details), new { id });
    }

    [HttpPost("aftaler/{id:guid}/gennemsyn/afslutning")]
    public async Task<IActionResult> Close(Guid id, CancellationToken cancellationToken)
    {
        var agreement = await desk.OpenAsync(id, User, cancellationToken);
        if (agreement is null) return NotFound();

        if (agreement.IsOutForComments)
        {
            agreement.CloseComments(clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            TempData.LeaveReceipt("Gennemsynet er slut.", "Parterne kan ikke skrive mere nu. Du kan altid sende udkastet igen.");
        }

        return RedirectToAction(nameof(Details), new { id });
    }
}
