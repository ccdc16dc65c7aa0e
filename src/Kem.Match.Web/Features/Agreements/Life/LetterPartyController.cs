using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Life;

/// <summary>A party's say about its agreement with the personal link in a mail. To look changes nothing: mail scanners look too.</summary>
[AllowAnonymous, PrivateLetter]
public sealed class LetterPartyController(KemDb db, AccessLinks links, PartyVoice voice, TimeProvider clock) : Controller
{
    [HttpGet("a/{token}")]
    public async Task<IActionResult> Letter(string token, CancellationToken cancellationToken) =>
        await PageAsync(token, cancellationToken) is { } page ? View(page) : this.LinkGone();

    [HttpPost("a/{token}/svar")]
    public async Task<IActionResult> Answer(string token, bool? videre, CancellationToken cancellationToken)
    {
        if (await PageAsync(token, cancellationToken) is not { } page) return this.LinkGone();

        if (videre is not { } goesOn) return RedirectToAction(nameof(Letter), new { token });

        var isHeard = await voice.AnswerAsync(page.Party.Id, goesOn, cancellationToken);
        TempData.LeaveReceipt(isHeard ? "Tak for svaret." : "Der er allerede svaret.", isHeard ? "Vi skriver, når alle har svaret." : null);
        return RedirectToAction(nameof(Letter), new { token });
    }

    [HttpPost("a/{token}/stop")]
    public async Task<IActionResult> Stop(string token, [Bind(Prefix = "Stop")] StopForm form, CancellationToken cancellationToken)
    {
        if (await PageAsync(token, cancellationToken) is not { } page) return this.LinkGone();
        if (page.Agreement.CanGiveNotice(page.Party) && !ModelState.IsValid) return View("Letter", page with { Stop = form });

        var isHeard = await voice.StopAsync(page.Party.Id, form.Reason?.Trim() ?? "", cancellationToken);
        TempData.LeaveReceipt(isHeard ? "Vi har fået jeres besked." : "Aftalen er allerede stoppet.", isHeard ? "Alle får en mail om det." : null);
        return RedirectToAction(nameof(Letter), new { token });
    }

    [HttpPost("a/{token}/fortryd-stop")]
    public async Task<IActionResult> Regret(string token, CancellationToken cancellationToken)
    {
        if (await PageAsync(token, cancellationToken) is not { } page) return this.LinkGone();

        var isHeard = await voice.RegretAsync(page.Party.Id, cancellationToken);
        TempData.LeaveReceipt(isHeard ? "Vi har fået jeres besked." : "Der er ingen opsigelse at tage tilbage.", isHeard ? "Alle får en mail om det." : null);
        return RedirectToAction(nameof(Letter), new { token });
    }

    [HttpPost("a/{token}/udfald")]
    public async Task<IActionResult> Tell(string token, [Bind(Prefix = "Outcome")] OutcomeForm form, CancellationToken cancellationToken)
    {
        if (await PageAsync(token, cancellationToken) is not { } page) return this.LinkGone();
        if (page.Agreement.CanTellOutcome && !ModelState.IsValid) return View("Letter", page with { Outcome = form });

        var isHeard = await voice.TellAsync(page.Party.Id, form.Kind ?? default, form.Note?.Trim() ?? "", cancellationToken);
        TempData.LeaveReceipt(isHeard ? "Tak for svaret." : "Der er allerede svaret.", isHeard ? "I ser hinandens svar, når alle har svaret." : null);
        return RedirectToAction(nameof(Letter), new { token });
    }

    private async Task<PartyPage?> PageAsync(string token, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(LinkPurpose.AgreementLife, token, cancellationToken) is not { } link) return null;

        var agreement = await db.Agreements.Whole().AsNoTrackingWithIdentityResolution().SingleOrDefaultAsync(a => a.Parties.Any(p => p.Id == link.SubjectId), cancellationToken);
        if (agreement is null) return null;

        var municipality = await db.Municipalities.AsNoTracking().SingleAsync(m => m.Code == agreement.MunicipalityCode, cancellationToken);
        return PartyPage.Of(agreement, agreement.Parties.Single(party => party.Id == link.SubjectId), municipality, $"/a/{token}", clock.Today());
    }
}
