using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>Somebody writes what was said; everybody gets it in a mail, and has seven days to object.</summary>
public sealed class MinutesController(KemDb db, MeetingPost post, AgreementLine line, Taxonomy taxonomy, TimeProvider clock) : Controller
{
    [HttpGet("moeder/{id:guid}/referat")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
    {
        var meeting = await WritableAsync(id, cancellationToken);
        if (meeting is null) return NotFound();
        if (!CanBeWritten(meeting)) return Redirect($"/moeder/{id}");

        return meeting.On <= clock.Today()
            ? await PageAsync(meeting, MinutesForm.Of(meeting, VersionOf(meeting), meeting.RatingsAreShown(meeting.Agreement.ActiveParties, clock.GetUtcNow())), cancellationToken)
            : TooEarly(meeting);
    }

    [HttpPost("moeder/{id:guid}/referat")]
    public async Task<IActionResult> Edit(Guid id, [Bind(Prefix = "Form")] MinutesForm form, CancellationToken cancellationToken)
    {
        var meeting = await WritableAsync(id, cancellationToken);
        if (meeting is null) return NotFound();
        if (!CanBeWritten(meeting)) return Redirect($"/moeder/{id}");
        if (meeting.On > clock.Today()) return TooEarly(meeting);
        if (!ModelState.IsValid) return await PageAsync(meeting, form, cancellationToken);
        if (form.Version != VersionOf(meeting)) return await ConflictAsync(meeting, form, cancellationToken);

        form.WriteTo(meeting, taxonomy.AgendaOf(meeting), Viewer.From(User).Name, clock.Today(), clock.GetUtcNow());
        await post.SendMinutesAsync(meeting, cancellationToken);
        TempData.LeaveReceipt("Tak. Referatet er sendt til alle parter.", $"De kan gøre indsigelse til og med {DanishText.DayAndMonth(meeting.ObjectBy!.Value)}. Siger ingen noget, er det godkendt.");
        return Redirect($"/moeder/{id}");
    }

    private async Task<ViewResult> PageAsync(StatusMeeting meeting, MinutesForm form, CancellationToken cancellationToken)
    {
        var page = MeetingPage.Of(meeting, taxonomy, clock.GetUtcNow(), await line.BeforeAsync(meeting.Agreement, Viewer.From(User), cancellationToken));
        form.Complete(page.Agenda, meeting.Agreement);
        return View("Minutes", new MinutesPage(page, form));
    }

    // Somebody else wrote meanwhile: both texts are on the page, and saving again is a choice.
    private async Task<ViewResult> ConflictAsync(StatusMeeting meeting, MinutesForm form, CancellationToken cancellationToken)
    {
        Response.StatusCode = StatusCodes.Status409Conflict;
        ModelState.Remove("Form.Version");
        form.Version = VersionOf(meeting);
        var page = MeetingPage.Of(meeting, taxonomy, clock.GetUtcNow(), await line.BeforeAsync(meeting.Agreement, Viewer.From(User), cancellationToken));
        form.Complete(page.Agenda, meeting.Agreement);
        return View("Minutes", new MinutesPage(page, form) { WrittenMeanwhile = meeting });
    }

    private RedirectResult TooEarly(StatusMeeting meeting)
    {
        TempData.LeaveReceipt("Mødet er ikke holdt endnu.", $"Du kan skrive referat fra {DanishText.WeekdayAndDay(meeting.On)}.");
        return Redirect($"/moeder/{meeting.Id}");
    }

    private static bool CanBeWritten(StatusMeeting meeting) => meeting.State != MeetingState.Cancelled;

    private Task<StatusMeeting?> WritableAsync(Guid id, CancellationToken cancellationToken) =>
        db.StatusMeetings.VisibleTo(User).Whole().SingleOrDefaultAsync(m => m.Id == id, cancellationToken);

    private long VersionOf(StatusMeeting meeting) => db.Entry(meeting).Property<long>(KemDb.Version).CurrentValue;
}
