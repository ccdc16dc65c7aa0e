using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Agreements.StatusMeetings;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Life;

public sealed record ClosingTalkPage(CooperationAgreement Agreement, MoveForm Form);

/// <summary>A coordinator sets a day for the talk that looks back, when an agreement ended without one.</summary>
public sealed class ClosingTalksController(KemDb db, TimeProvider clock) : Controller
{
    private const int DaysAhead = 14;

    [HttpGet("aftaler/{id:guid}/afslutningssamtale")]
    public async Task<IActionResult> New(Guid id, CancellationToken cancellationToken)
    {
        var agreement = await EditableAsync(id, cancellationToken);
        if (agreement is null) return NotFound();

        var day = DanishHolidays.WorkingDayNear(clock.Today().AddDays(DaysAhead), DateOnly.MaxValue);
        return agreement.CanPlanClosingTalk
            ? View("ClosingTalk", new ClosingTalkPage(agreement, new MoveForm { On = day, Time = agreement.MeetingTime, Place = agreement.MeetingPlace }))
            : Redirect($"/aftaler/{id}");
    }

    [HttpPost("aftaler/{id:guid}/afslutningssamtale")]
    public async Task<IActionResult> New(Guid id, [Bind(Prefix = "Form")] MoveForm form, CancellationToken cancellationToken)
    {
        var agreement = await EditableAsync(id, cancellationToken);
        if (agreement is null) return NotFound();
        if (!agreement.CanPlanClosingTalk) return Redirect($"/aftaler/{id}");
        if (form.On < clock.Today()) ModelState.AddModelError("Form.On", "Vælg en dag fra i dag og frem.");
        if (!ModelState.IsValid) return View("ClosingTalk", new ClosingTalkPage(agreement, form));

        var talk = agreement.PlanClosingTalk(form.On!.Value, form.Time!.Value, form.Place!.Trim(), clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        TempData.LeaveReceipt("Samtalen er sat i kalenderen.", "Alle får en invitation med dagsorden.");
        return Redirect($"/moeder/{talk.Id}");
    }

    private Task<CooperationAgreement?> EditableAsync(Guid id, CancellationToken cancellationToken) =>
        db.Agreements.EditableBy(User).Whole().SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
}
