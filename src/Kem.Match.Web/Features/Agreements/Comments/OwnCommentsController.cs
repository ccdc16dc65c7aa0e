using Kem.Match.Web.Data;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Comments;

/// <summary>Reading a draft and commenting on it as somebody who is signed in for a party.</summary>
[RequestFormLimits(ValueLengthLimit = DraftDesk.LongestPaste)]
public sealed class OwnCommentsController(KemDb db, CommentRound round) : Controller
{
    [HttpGet("aftaler/{id:guid}/kommentarer")]
    public async Task<IActionResult> Own(Guid id, CancellationToken cancellationToken) =>
        await PageAsync(id, form: null, cancellationToken) is { } page ? View(page) : NotFound();

    [HttpPost("aftaler/{id:guid}/kommentarer")]
    public async Task<IActionResult> Own(Guid id, [Bind(Prefix = "Form")] CommentForm form, CancellationToken cancellationToken)
    {
        var page = await PageAsync(id, form, cancellationToken);
        if (page is null) return NotFound();
        if (!page.CanComment) return RedirectToAction(nameof(Own), new { id });
        if (!ModelState.IsValid) return View(page);

        var stored = await round.SayAsync(page, form, Viewer.From(User).UserId.ToString("N"), cancellationToken);
        TempData.LeaveReceipt(CommentReceipt.Title(stored), CommentReceipt.Next(page, form, stored));
        return RedirectToAction(nameof(Own), new { id });
    }

    private async Task<CommentPage?> PageAsync(Guid id, CommentForm? form, CancellationToken cancellationToken)
    {
        var viewer = Viewer.From(User);
        var partyId = await db.Agreements.VisibleTo(User)
            .Where(a => a.Id == id)
            .SelectMany(a => a.Parties)
            .Where(p => p.OrganisationId == viewer.OrganisationId)
            .Select(p => (Guid?)p.Id)
            .SingleOrDefaultAsync(cancellationToken);

        return partyId is { } party ? await round.PageAsync(party, form, cancellationToken) : null;
    }
}
