using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Agreements;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>Signing with the personal link in a mail. To look changes nothing: mail scanners look too.</summary>
[AllowAnonymous, PrivateLetter]
public sealed class LetterSignaturesController(KemDb db, AccessLinks links, SigningRound round) : Controller
{
    [HttpGet("u/{token}")]
    public async Task<IActionResult> Letter(string token, CancellationToken cancellationToken) =>
        await PageAsync(token, cancellationToken) is { } page ? View(page) : await GoneAsync(token, cancellationToken);

    [HttpPost("u/{token}")]
    public async Task<IActionResult> Letter(string token, [Bind(Prefix = "Form")] SigningForm form, CancellationToken cancellationToken)
    {
        var page = await PageAsync(token, cancellationToken);
        if (page is null) return await GoneAsync(token, cancellationToken);
        if (page.CanAnswer && !ModelState.IsValid) return View(page with { Form = form });

        return await round.AnswerAsync(page.Party.Id, form, SigningWay.Link, cancellationToken) == SigningOutcome.TextChanged
            ? Changed()
            : RedirectToAction(nameof(Letter), new { token });
    }

    private async Task<SigningPage?> PageAsync(string token, CancellationToken cancellationToken)
    {
        var link = await links.FindAsync(LinkPurpose.SignAgreement, token, cancellationToken);
        if (link is null) return null;

        var agreement = await db.Agreements.Whole().AsNoTracking().SingleOrDefaultAsync(a => a.Parties.Any(p => p.Id == link.SubjectId), cancellationToken);
        if (agreement is null or { IsDraft: true }) return null;

        var municipality = await db.Municipalities.AsNoTracking().SingleAsync(m => m.Code == agreement.MunicipalityCode, cancellationToken);
        return SigningPage.Of(agreement, agreement.Parties.Single(party => party.Id == link.SubjectId), municipality);
    }

    /// <summary>A link that was taken back says so; any other link that opens nothing says the same as a link that never was.</summary>
    private async Task<IActionResult> GoneAsync(string token, CancellationToken cancellationToken)
    {
        var hash = LinkKey.Hash(token);
        if (await db.AccessLinks.AnyAsync(l => l.TokenHash == hash && l.Purpose == LinkPurpose.SignAgreement && l.RevokedAt != null, cancellationToken)) return Changed();

        Response.StatusCode = StatusCodes.Status404NotFound;
        return View("LinkGone");
    }

    private ViewResult Changed()
    {
        Response.StatusCode = StatusCodes.Status409Conflict;
        return View("Changed");
    }
}
