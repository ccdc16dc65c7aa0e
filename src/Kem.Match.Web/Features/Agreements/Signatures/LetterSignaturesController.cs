using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>Signing with the personal link in a mail. To look changes nothing: mail scanners look too.</summary>
[AllowAnonymous, PrivateLetter]
public sealed class LetterSignaturesController(KemDb db, AccessLinks links, SigningRound round, TextChanges changes, SeenText seen, Taxonomy taxonomy) : Controller
{
    [HttpGet("u/{token}")]
    public async Task<IActionResult> Letter(string token, CancellationToken cancellationToken)
    {
        var page = await PageAsync(token, cancellationToken);
        if (page is null) return await GoneAsync(token, cancellationToken);

        return IsSomebodyElse(page) ? NotYours() : View(page);
    }

    [HttpPost("u/{token}")]
    public async Task<IActionResult> Letter(string token, [Bind(Prefix = "Form")] SigningForm form, CancellationToken cancellationToken)
    {
        var page = await PageAsync(token, cancellationToken);
        if (page is null) return await GoneAsync(token, cancellationToken);
        if (IsSomebodyElse(page)) return NotYours();
        if (page.CanAnswer && !ModelState.IsValid) return View(page with { Form = form });

        return await round.AnswerAsync(page.Signatory.Id, form, SigningWay.Link, cancellationToken) == SigningOutcome.TextChanged
            ? await ChangedAsync(token, cancellationToken)
            : RedirectToAction(nameof(Letter), new { token });
    }

    [HttpGet("u/{token}/print")]
    public async Task<IActionResult> Print(string token, CancellationToken cancellationToken)
    {
        var page = await PageAsync(token, cancellationToken);
        if (page is null) return await GoneAsync(token, cancellationToken);

        return IsSomebodyElse(page) ? NotYours() : View(page);
    }

    [HttpGet("u/{token}/ikke-den-rette")]
    public async Task<IActionResult> NotRight(string token, CancellationToken cancellationToken)
    {
        var page = await PageAsync(token, cancellationToken);
        if (page is null) return await GoneAsync(token, cancellationToken);
        if (IsSomebodyElse(page)) return NotYours();

        return page.CanAnswer ? View(new NotRightPage(page, new NotRightForm { TextHash = page.Agreement.TextHash })) : RedirectToAction(nameof(Letter), new { token });
    }

    [HttpPost("u/{token}/ikke-den-rette")]
    public async Task<IActionResult> NotRight(string token, [Bind(Prefix = "Form")] NotRightForm form, CancellationToken cancellationToken)
    {
        var page = await PageAsync(token, cancellationToken);
        if (page is null) return await GoneAsync(token, cancellationToken);
        if (IsSomebodyElse(page)) return NotYours();
        if (!ModelState.IsValid) return View(new NotRightPage(page, form));

        return await round.SayNotRightAsync(page.Signatory.Id, form, cancellationToken) == SigningOutcome.TextChanged
            ? await ChangedAsync(token, cancellationToken)
            : View("NotRightThanks", page);
    }

    private async Task<SigningPage?> PageAsync(string token, CancellationToken cancellationToken)
    {
        var link = await links.FindAsync(LinkPurpose.SignAgreement, token, cancellationToken);
        if (link is null || await SignedWithAsync(link, cancellationToken) is not var (agreement, signatory) || agreement.IsDraft) return null;

        var municipality = await db.Municipalities.AsNoTracking().SingleAsync(m => m.Code == agreement.MunicipalityCode, cancellationToken);
        return SigningPage.Of(agreement, signatory, municipality, taxonomy, seen.Note(signatory.Id, agreement.TextHash), token);
    }

    private async Task<(CooperationAgreement Agreement, Signatory Signatory)?> SignedWithAsync(AccessLink link, CancellationToken cancellationToken)
    {
        var agreement = await db.Agreements.Whole().AsNoTracking()
            .SingleOrDefaultAsync(a => a.Parties.Any(p => p.Signatories.Any(s => s.Id == link.SubjectId)), cancellationToken);

        return agreement is null ? null : (agreement, agreement.Signatories.Single(signatory => signatory.Id == link.SubjectId));
    }

    // Whoever sends agreements must not answer them for others, not even with a link that was sent on to them.
    private bool IsSomebodyElse(SigningPage page) => Viewer.From(User) is { IsCoordinator: true } viewer && !page.Signatory.HasAddress(viewer.Email);

    private ViewResult NotYours()
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return View("NotYours");
    }

    /// <summary>A link that was closed says so; any other link that opens nothing says the same as a link that never was.</summary>
    private async Task<IActionResult> GoneAsync(string token, CancellationToken cancellationToken)
    {
        var hash = LinkKey.Hash(token);
        if (await db.AccessLinks.AnyAsync(l => l.TokenHash == hash && l.Purpose == LinkPurpose.SignAgreement && l.RevokedAt != null, cancellationToken))
        {
            return await ChangedAsync(token, cancellationToken);
        }

        return this.LinkGone();
    }

    private async Task<IActionResult> ChangedAsync(string token, CancellationToken cancellationToken)
    {
        var hash = LinkKey.Hash(token);
        var link = await db.AccessLinks.AsNoTracking().SingleAsync(l => l.TokenHash == hash, cancellationToken);
        var signed = await SignedWithAsync(link, cancellationToken);

        Response.StatusCode = StatusCodes.Status409Conflict;
        return signed is not { } known ? View("LinkClosed")
            : known.Signatory.IsNotRight ? View("NotRightThanks", null)
            : View("Changed", await changes.SinceAsync(link, known.Agreement, cancellationToken));
    }
}
