using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Life;

/// <summary>The same say for a party that is signed in, the municipality's own among them.</summary>
public sealed class OwnPartyController(KemDb db, PartyVoice voice, TimeProvider clock) : Controller
{
    [HttpGet("aftaler/{id:guid}/jeres-svar")]
    public async Task<IActionResult> Own(Guid id, CancellationToken cancellationToken) =>
        await PageAsync(id, cancellationToken) is { } page ? View(page) : NotFound();

    [HttpPost("aftaler/{id:guid}/jeres-svar/svar")]
    public async Task<IActionResult> Answer(Guid id, bool? videre, CancellationToken cancellationToken)
    {
        if (await PageAsync(id, cancellationToken) is not { } page) return NotFound();

        if (videre is not { } goesOn) return RedirectToAction(nameof(Own), new { id });

        var isHeard = await voice.AnswerAsync(page.Party.Id, goesOn, cancellationToken);
        TempData.LeaveReceipt(isHeard ? "Tak for svaret." : "Der er allerede svaret.");
        return Redirect($"/aftaler/{id}");
    }

    [HttpPost("aftaler/{id:guid}/jeres-svar/stop")]
    public async Task<IActionResult> Stop(Guid id, [Bind(Prefix = "Stop")] StopForm form, CancellationToken cancellationToken)
    {
        if (await PageAsync(id, cancellationToken) is not { } page) return NotFound();
        if (page.Agreement.CanGiveNotice(page.Party) && !ModelState.IsValid) return View("Own", page with { Stop = form });

        var isHeard = await voice.StopAsync(page.Party.Id, form.Reason?.Trim() ?? "", cancellationToken);
        TempData.LeaveReceipt(isHeard ? "Beskeden er givet. Alle får en mail." : "Aftalen er allerede stoppet.");
        return Redirect($"/aftaler/{id}");
    }

    [HttpPost("aftaler/{id:guid}/jeres-svar/fortryd-stop")]
    public async Task<IActionResult> Regret(Guid id, CancellationToken cancellationToken)
    {
        if (await PageAsync(id, cancellationToken) is not { } page) return NotFound();

        var isHeard = await voice.RegretAsync(page.Party.Id, cancellationToken);
        TempData.LeaveReceipt(isHeard ? "Beskeden er givet. Alle får en mail." : "Der er ingen opsigelse at tage tilbage.");
        return Redirect($"/aftaler/{id}");
    }

    [HttpPost("aftaler/{id:guid}/jeres-svar/udfald")]
    public async Task<IActionResult> Tell(Guid id, [Bind(Prefix = "Outcome")] OutcomeForm form, CancellationToken cancellationToken)
    {
        if (await PageAsync(id, cancellationToken) is not { } page) return NotFound();
        if (page.Agreement.CanTellOutcome && !ModelState.IsValid) return View("Own", page with { Outcome = form });

        var isHeard = await voice.TellAsync(page.Party.Id, form.Kind ?? default, form.Note?.Trim() ?? "", cancellationToken);
        TempData.LeaveReceipt(isHeard ? "Tak for svaret." : "Der er allerede svaret.");
        return Redirect($"/aftaler/{id}");
    }

    private async Task<PartyPage?> PageAsync(Guid id, CancellationToken cancellationToken)
    {
        var agreement = await db.Agreements.VisibleTo(User).Whole().AsNoTrackingWithIdentityResolution().SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
        if (agreement?.PartyOf(Viewer.From(User).OrganisationId) is not { } party) return null;

        var municipality = await db.Municipalities.AsNoTracking().SingleAsync(m => m.Code == agreement.MunicipalityCode, cancellationToken);
        return PartyPage.Of(agreement, party, municipality, $"/aftaler/{id}/jeres-svar", clock.Today());
    }
}
