using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Comments;

/// <summary>A coordinator takes over the words that somebody suggested, or answers.</summary>
public sealed class CommentRepliesController(KemDb db, DraftDesk desk, Taxonomy taxonomy, TimeProvider clock) : Controller
{
    private const int LongestContribution = 1000;

    [HttpPost("aftaler/{id:guid}/kommentarer/{commentId:guid}/overtagelse")]
    public async Task<IActionResult> TakeOver(Guid id, Guid commentId, CancellationToken cancellationToken)
    {
        var (agreement, comment) = await FindAsync(id, commentId, cancellationToken);
        if (agreement is null || comment is null) return NotFound();
        if (!agreement.IsDraft || !comment.IsOpen) return BackToComments(id);

        if (SuggestedAnswer.KeyOf(comment, agreement) is not { } key)
        {
            TempData.LeaveReceipt("Forslaget kan ikke sættes ind.", "Parten er ikke med mere. Svar på det i stedet.");
        }
        else if (comment.Field.StartsWith(CommentPage.Own, StringComparison.Ordinal) && comment.Text.Length > LongestContribution)
        {
            TempData.LeaveReceipt("Forslaget er for langt til feltet.", $"Der er plads til {LongestContribution} tegn. Kort det af i kladden, og svar bagefter.");
        }
        else
        {
            var form = AgreementForm.Of(agreement);
            DraftFields.Put(form, key, comment.Text);
            form.WriteTo(agreement, taxonomy, clock.GetUtcNow());
            comment.TakeOver(Viewer.From(User).Name, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            TempData.LeaveReceipt("Forslaget står i kladden nu.");
        }

        return BackToComments(id);
    }

    [HttpPost("aftaler/{id:guid}/kommentarer/{commentId:guid}/svar")]
    public async Task<IActionResult> Answer(Guid id, Guid commentId, [StringLength(CommentForm.MaxLength)] string? reply, CancellationToken cancellationToken)
    {
        var (agreement, comment) = await FindAsync(id, commentId, cancellationToken);
        if (agreement is null || comment is null) return NotFound();
        if (!comment.IsOpen) return BackToComments(id);

        if (!ModelState.IsValid)
        {
            TempData.LeaveReceipt("Svaret er for langt.", $"Det må højst fylde {CommentForm.MaxLength} tegn.");
            return BackToComments(id);
        }

        comment.Answer(DraftFields.Trimmed(reply), Viewer.From(User).Name, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        TempData.LeaveReceipt("Kommentaren er lukket.", "Parterne kan se svaret på siden med udkastet.");
        return BackToComments(id);
    }

    private async Task<(CooperationAgreement? Agreement, DraftComment? Comment)> FindAsync(Guid id, Guid commentId, CancellationToken cancellationToken)
    {
        var agreement = await desk.OpenAsync(id, User, cancellationToken);
        return (agreement, agreement is null ? null : await db.DraftComments.SingleOrDefaultAsync(c => c.Id == commentId && c.AgreementId == id, cancellationToken));
    }

    private RedirectResult BackToComments(Guid id) => Redirect($"/aftaler/{id}/gennemsyn");
}
