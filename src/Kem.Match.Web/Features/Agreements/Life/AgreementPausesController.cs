using System.ComponentModel.DataAnnotations;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Life;

public sealed class AgreementPauseForm
{
    [Required(ErrorMessage = "Vælg den dag, pausen begynder."), Display(Name = "Fra")]
    public DateOnly? From { get; init; }

    [Required(ErrorMessage = "Vælg den sidste dag i pausen."), Display(Name = "Til og med")]
    public DateOnly? Until { get; init; }

    [Required(ErrorMessage = "Skriv med en linje, hvorfor I holder pause."), StringLength(500), NoCprNumber, Display(Name = "Grund")]
    public string? Reason { get; init; }
}

public sealed record AgreementPausePage(CooperationAgreement Agreement, AgreementPauseForm Form);

/// <summary>A coordinator writes down that the cooperation rests, or that it goes on sooner.</summary>
public sealed class AgreementPausesController(KemDb db, LifePost post, LifeEvidence evidence, TimeProvider clock) : Controller
{
    [HttpGet("aftaler/{id:guid}/pause")]
    public async Task<IActionResult> New(Guid id, CancellationToken cancellationToken)
    {
        var agreement = await EditableAsync(id, cancellationToken);
        if (agreement is null) return NotFound();

        return agreement.IsInForce ? View("Pause", new AgreementPausePage(agreement, new AgreementPauseForm { From = clock.Today() })) : Redirect($"/aftaler/{id}");
    }

    [HttpPost("aftaler/{id:guid}/pause")]
    public async Task<IActionResult> New(Guid id, [Bind(Prefix = "Form")] AgreementPauseForm form, CancellationToken cancellationToken)
    {
        var agreement = await EditableAsync(id, cancellationToken);
        if (agreement is null) return NotFound();
        if (!agreement.IsInForce) return Redirect($"/aftaler/{id}");
        Check(agreement, form);
        if (!ModelState.IsValid) return View("Pause", new AgreementPausePage(agreement, form));

        var planned = agreement.StatusMeetings.Where(meeting => meeting.IsPlanned).ToList();
        agreement.Pause(form.From!.Value, form.Until!.Value, form.Reason!.Trim(), Viewer.From(User).Name, clock.GetUtcNow());

        await evidence.PausedAsync(agreement, agreement.Pauses.Single(pause => pause.From == form.From), cancellationToken);
        await post.ToAllAsync(agreement, (reader, m) => new AgreementPaused(reader, agreement, m, agreement.Pauses.Single(pause => pause.From == form.From)), cancellationToken);
        await post.CancelAsync(agreement, planned.Where(meeting => !meeting.IsPlanned), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        TempData.LeaveReceipt("Pausen er skrevet ind.", "Alle får en mail. Møder i pausen er aflyst, og bagefter går I i gang igen af jer selv.");
        return Redirect($"/aftaler/{id}");
    }

    [HttpPost("aftaler/{id:guid}/pause/slut")]
    public async Task<IActionResult> End(Guid id, CancellationToken cancellationToken)
    {
        var agreement = await EditableAsync(id, cancellationToken);
        if (agreement is null) return NotFound();
        if (agreement.PauseOn(clock.Today()) is not { } pause) return Redirect($"/aftaler/{id}");

        agreement.Resume(clock.Today(), clock.GetUtcNow());
        await evidence.ResumedAsync(agreement, Viewer.From(User).Name, cancellationToken);
        await post.ToAllAsync(agreement, (reader, m) => new AgreementResumed(reader, agreement, m, pause), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        TempData.LeaveReceipt("Pausen er slut.", "Alle får en mail. Er et møde aflyst, kan I aftale en ny dag for det næste.");
        return Redirect($"/aftaler/{id}");
    }

    private void Check(CooperationAgreement agreement, AgreementPauseForm form)
    {
        if (form is not { From: { } from, Until: { } until }) return;

        var (field, problem) = (from, until) switch
        {
            _ when from < clock.Today() => ("From", "Vælg en dag fra i dag og frem."),
            _ when until < from => ("Until", "Vælg en dag efter den, pausen begynder."),
            _ when until > agreement.LastDay => ("Until", $"Aftalen slutter {DanishText.Date(agreement.LastDay)}. Vælg en dag før, eller afslut aftalen i stedet."),
            _ when !agreement.CanPause(from, until) => ("From", "Der er allerede en pause i de dage. Vælg andre dage."),
            _ => ("", ""),
        };

        if (problem.Length > 0) ModelState.AddModelError($"Form.{field}", problem);
    }

    private Task<CooperationAgreement?> EditableAsync(Guid id, CancellationToken cancellationToken) =>
        db.Agreements.EditableBy(User).Whole().SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
}
