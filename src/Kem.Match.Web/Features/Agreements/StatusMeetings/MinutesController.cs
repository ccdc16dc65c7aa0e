using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>Somebody writes what was said; everybody gets it in a mail.</summary>
public sealed class MinutesController(KemDb db, MeetingPost post, Taxonomy taxonomy, TimeProvider clock) : Controller
{
    [HttpGet("moeder/{id:guid}/referat")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
    {
        var meeting = await WritableAsync(id, cancellationToken);
        if (meeting is null) return NotFound();

        return MeetingPage.Of(meeting, taxonomy, clock.Today()).CanHaveMinutes ? Page(meeting, MinutesForm.Of(meeting)) : TooEarly(meeting);
    }

    [HttpPost("moeder/{id:guid}/referat")]
    public async Task<IActionResult> Edit(Guid id, [Bind(Prefix = "Form")] MinutesForm form, CancellationToken cancellationToken)
    {
        var meeting = await WritableAsync(id, cancellationToken);
        if (meeting is null) return NotFound();
        if (meeting.On > clock.Today()) return TooEarly(meeting);
        if (!ModelState.IsValid) return Page(meeting, form);

        form.WriteTo(meeting, taxonomy.AgendaOf(meeting.Agreement.Method), Viewer.From(User).Name, clock.Today(), clock.GetUtcNow());
        await post.SendMinutesAsync(meeting, cancellationToken);
        TempData.LeaveReceipt("Tak. Referatet er gemt.", "Alle parter får det i en mail om lidt. Du kan altid rette det.");
        return Redirect($"/moeder/{id}");
    }

    private ViewResult Page(StatusMeeting meeting, MinutesForm form)
    {
        var page = MeetingPage.Of(meeting, taxonomy, clock.Today());
        form.Complete(page.Agenda, meeting.Agreement);
        return View("Minutes", new MinutesPage(page, form));
    }

    private RedirectResult TooEarly(StatusMeeting meeting)
    {
        TempData.LeaveReceipt("Mødet er ikke holdt endnu.", $"Du kan skrive referat fra {DanishText.WeekdayAndDay(meeting.On)}.");
        return Redirect($"/moeder/{meeting.Id}");
    }

    private Task<StatusMeeting?> WritableAsync(Guid id, CancellationToken cancellationToken) =>
        db.StatusMeetings.VisibleTo(User).Whole().SingleOrDefaultAsync(m => m.Id == id, cancellationToken);
}
