using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>A meeting gets another day, and everybody's calendar with it; or it is said that it will not be held, or was not.</summary>
public sealed class MovesController(KemDb db, MeetingPost post, TimeProvider clock) : Controller
{
    [HttpGet("moeder/{id:guid}/flytning")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
    {
        var meeting = await MeetingAsync(id, cancellationToken);
        if (meeting is null) return NotFound();
        if (!CanMove(meeting)) return Redirect($"/moeder/{id}");

        return View("Move", new MovePage(meeting, MoveForm.Of(meeting)));
    }

    [HttpPost("moeder/{id:guid}/flytning")]
    public async Task<IActionResult> Edit(Guid id, [Bind(Prefix = "Form")] MoveForm form, CancellationToken cancellationToken)
    {
        var meeting = await MeetingAsync(id, cancellationToken);
        if (meeting is null) return NotFound();
        if (!CanMove(meeting) || (meeting.IsPlanned && form.IsSameAs(meeting))) return Redirect($"/moeder/{id}");
        if (form.ProblemWithDay(meeting, clock.Today()) is { } problem) ModelState.AddModelError("Form.On", problem);
        if (!ModelState.IsValid) return View("Move", new MovePage(meeting, form));

        await post.MoveAsync(meeting, form.On!.Value, form.Time!.Value, form.Place!.Trim(), Viewer.From(User), cancellationToken);
        TempData.LeaveReceipt("Mødet er flyttet.", "Alle får en mail med den nye tid, og deres kalender retter sig.");
        return Redirect($"/moeder/{id}");
    }

    [HttpPost("moeder/{id:guid}/aflysning")]
    public async Task<IActionResult> NotHeld(Guid id, CancellationToken cancellationToken)
    {
        var meeting = await MeetingAsync(id, cancellationToken);
        if (meeting is null) return NotFound();
        if (!CanMove(meeting) || !meeting.IsPlanned) return Redirect($"/moeder/{id}");

        if (meeting.StartsAt > clock.GetUtcNow())
        {
            await post.CallOffAsync(meeting, Viewer.From(User), cancellationToken);
            TempData.LeaveReceipt("Mødet er aflyst.", "Alle får en mail, og mødet forsvinder fra deres kalender. Næste møde ligger fast. Her kan du også finde en ny dag.");
            return Redirect($"/moeder/{id}");
        }

        meeting.MarkNotHeld(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        TempData.LeaveReceipt(
            "Det er skrevet ned, at mødet ikke blev holdt.", "Næste møde ligger fast. Her kan du også vælge en ny dag til det, der ikke blev til noget.", $"/moeder/{id}/aflysning/fortryd");
        return Redirect($"/moeder/{id}");
    }

    [HttpPost("moeder/{id:guid}/aflysning/fortryd")]
    public async Task<IActionResult> UndoNotHeld(Guid id, CancellationToken cancellationToken)
    {
        var meeting = await MeetingAsync(id, cancellationToken);
        if (meeting is null) return NotFound();
        if (meeting.State != MeetingState.NotHeld) return Redirect($"/moeder/{id}");

        meeting.UndoNotHeld(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        TempData.LeaveReceipt("Det er fortrudt.", "Mødet står i kalenderen som før.");
        return Redirect($"/moeder/{id}");
    }

    private static bool CanMove(StatusMeeting meeting) => meeting is { CanBeMoved: true, IsAlive: true };

    private Task<StatusMeeting?> MeetingAsync(Guid id, CancellationToken cancellationToken) =>
        db.StatusMeetings.VisibleTo(User).Whole().SingleOrDefaultAsync(m => m.Id == id, cancellationToken);
}
