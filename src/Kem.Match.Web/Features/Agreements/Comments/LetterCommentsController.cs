using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kem.Match.Web.Features.Agreements.Comments;

/// <summary>Reading a draft and commenting on it with the personal link in a mail. To look changes nothing.</summary>
[AllowAnonymous, PrivateLetter, RequestFormLimits(ValueLengthLimit = DraftDesk.LongestPaste)]
public sealed class LetterCommentsController(AccessLinks links, CommentRound round) : Controller
{
    [HttpGet("g/{token}")]
    public async Task<IActionResult> Letter(string token, CancellationToken cancellationToken)
    {
        var link = await links.FindAsync(LinkPurpose.CommentOnDraft, token, cancellationToken);
        return link is not null && await round.PageAsync(link.SubjectId, form: null, cancellationToken) is { } page ? View(page) : this.LinkGone();
    }

    [HttpPost("g/{token}")]
    public async Task<IActionResult> Letter(string token, [Bind(Prefix = "Form")] CommentForm form, CancellationToken cancellationToken)
    {
        var link = await links.FindAsync(LinkPurpose.CommentOnDraft, token, cancellationToken);
        var page = link is null ? null : await round.PageAsync(link.SubjectId, form, cancellationToken);
        if (link is null || page is null) return this.LinkGone();
        if (!page.CanComment) return RedirectToAction(nameof(Letter), new { token });
        if (!ModelState.IsValid) return View(page);

        var stored = await round.SayAsync(page, form, link.Id.ToString("N"), cancellationToken);
        TempData.LeaveReceipt(CommentReceipt.Title(stored), CommentReceipt.Next(page, form, stored));
        return RedirectToAction(nameof(Letter), new { token });
    }
}

/// <summary>What one is told after commenting.</summary>
internal static class CommentReceipt
{
    public static string Title(int stored) => stored == 0 ? "Der var ikke noget nyt at sende." : $"Tak. {DanishText.Capitalised(DanishText.Count(stored, "kommentar", "kommentarer"))} er sendt.";

    public static string Next(CommentPage page, CommentForm form, int stored)
    {
        var textNow = AgreementText.Hash(page.Agreement.Title, page.Clauses.Select(clause => clause.Clause));
        var meanwhile = form.TextHash is { Length: > 0 } seen && seen != textNow
            ? " Teksten blev ændret, mens du skrev. Se, om det stadig passer."
            : "";

        return (stored == 0 ? "Skriv en kommentar, eller ret en tekst, og send igen." : $"{page.Agreement.ResponsibleName} læser dem og svarer her på siden.") + meanwhile;
    }
}
