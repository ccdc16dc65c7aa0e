using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Agreements.Life;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Endings;

/// <summary>A coordinator writes down that the parties stop before the period has run out.</summary>
public sealed class EndingsController(KemDb db, LifePost post, LifeEvidence evidence, PartyDeparture departure, PartyVoice voice, TimeProvider clock) : Controller
{
    [HttpGet("aftaler/{id:guid}/afslutning")]
    public async Task<IActionResult> New(Guid id, CancellationToken cancellationToken)
    {
        var agreement = await EditableAsync(id, cancellationToken);
        if (agreement is null) return NotFound();

        return agreement.IsInForce ? Page(agreement, new EndingForm { LastDay = NoticeRunsOut(agreement) }) : Redirect($"/aftaler/{id}");
    }

    [HttpPost("aftaler/{id:guid}/afslutning")]
    public async Task<IActionResult> New(Guid id, [Bind(Prefix = "Form")] EndingForm form, CancellationToken cancellationToken)
    {
        var agreement = await EditableAsync(id, cancellationToken);
        if (agreement is null) return NotFound();
        if (!agreement.IsInForce) return Redirect($"/aftaler/{id}");
        if (form.ProblemWithDay(agreement, clock.Today()) is { } problem) ModelState.AddModelError("Form.LastDay", problem);
        if (!ModelState.IsValid) return Page(agreement, form);

        await (form.LastDay > clock.Today() ? StopLaterAsync(agreement, form, cancellationToken) : EndNowAsync(agreement, form, cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        return Redirect($"/aftaler/{id}");
    }

    /// <summary>The agreement goes on after all, while its last day has not come and nobody has acted on it.</summary>
    [HttpPost("aftaler/{id:guid}/afslutning/fortryd")]
    public async Task<IActionResult> Regret(Guid id, CancellationToken cancellationToken)
    {
        var agreement = await EditableAsync(id, cancellationToken);
        if (agreement is null) return NotFound();
        if (!agreement.CanRegretEnding(clock.Today())) return Redirect($"/aftaler/{id}");

        if (agreement.HasBeenActedOn(party: null))
        {
            TempData.LeaveReceipt("Det kan ikke fortrydes.", "I har mødtes eller holdt pause siden. Bliv enige først, og lav en ny aftale.");
            return Redirect($"/aftaler/{id}");
        }

        await voice.RegretEndingAsync(agreement, Viewer.From(User).Name, cancellationToken);
        TempData.LeaveReceipt("Aftalen fortsætter.", "Alle får en mail, og de aflyste møder er i kalenderen igen.");
        return Redirect($"/aftaler/{id}");
    }

    private async Task StopLaterAsync(CooperationAgreement agreement, EndingForm form, CancellationToken cancellationToken)
    {
        var planned = agreement.StatusMeetings.Where(meeting => meeting.IsPlanned).ToList();
        agreement.StopOn(form.LastDay!.Value, form.Reason!.Trim(), noticeFromPartyId: null, clock.Today(), clock.GetUtcNow());
        await evidence.NoticeGivenAsync(agreement, Viewer.From(User).Name, partyId: null, agreement.LastDay, cancellationToken);
        await post.ToAllAsync(agreement, (reader, m) => new NoticeGiven(reader, agreement, m, agreement.ResponsibleName), cancellationToken);
        await post.CancelAsync(agreement, planned.Where(meeting => !meeting.IsPlanned), cancellationToken);
        TempData.LeaveReceipt($"Aftalen slutter {DanishText.Date(agreement.LastDay)}.", "Alle parter får en mail. Møder efter den dag er aflyst.");
    }

    private async Task EndNowAsync(CooperationAgreement agreement, EndingForm form, CancellationToken cancellationToken)
    {
        await departure.EndAsync(agreement, form.Reason!.Trim(), Viewer.From(User).Name, cancellationToken);
        TempData.LeaveReceipt("Aftalen er afsluttet.", "Alle parter får en mail, og næste møde forsvinder fra deres kalender.");
    }

    private ViewResult Page(CooperationAgreement agreement, EndingForm form) => View("New", new EndingPage(agreement, form, NoticeRunsOut(agreement)));

    private DateOnly NoticeRunsOut(CooperationAgreement agreement) =>
        agreement.Notice.RunsOutWhenGivenOn(clock.Today()) is var day && day < agreement.EndsOn ? day : agreement.EndsOn;

    private Task<CooperationAgreement?> EditableAsync(Guid id, CancellationToken cancellationToken) =>
        db.Agreements.EditableBy(User).Whole().SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
}
