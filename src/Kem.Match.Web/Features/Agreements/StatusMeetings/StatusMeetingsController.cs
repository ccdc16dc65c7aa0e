using System.Text;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Mailing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>Status meetings to read: all of them, one with its agenda and minutes, one for the calendar.</summary>
public sealed class StatusMeetingsController(KemDb db, AgreementLine line, MeetingCheckups checkups, Taxonomy taxonomy, MeetingCalendar calendar, TimeProvider clock) : Controller
{
    [HttpGet("moeder")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View(MeetingList.Of(
        await db.StatusMeetings.VisibleTo(User).Include(m => m.Agreement).ThenInclude(a => a.Parties).AsSplitQuery().AsNoTracking().ToListAsync(cancellationToken),
        clock.Today()));

    [HttpGet("moeder/{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken)
    {
        var meeting = await db.StatusMeetings.VisibleTo(User).Whole().AsNoTrackingWithIdentityResolution().SingleOrDefaultAsync(m => m.Id == id, cancellationToken);

        if (meeting is null) return NotFound();

        var viewer = Viewer.From(User);
        var history = await line.BeforeAsync(meeting.Agreement, viewer, cancellationToken);
        var page = MeetingPage.Of(meeting, taxonomy, clock.GetUtcNow(), history, meeting.Agreement.PartyOf(viewer.OrganisationId));
        return View(page with { Checkups = await checkups.OfAsync(meeting.Agreement, history, cancellationToken) });
    }

    [HttpGet("moeder/{id:guid}.ics")]
    public async Task<IActionResult> Calendar(Guid id, CancellationToken cancellationToken)
    {
        var meeting = await db.StatusMeetings.VisibleTo(User).Whole().AsNoTrackingWithIdentityResolution().SingleOrDefaultAsync(m => m.Id == id, cancellationToken);
        if (meeting is null) return NotFound();

        var text = calendar.For(meeting, meeting.Agreement, CalendarMethod.Publish).ToText(clock.GetUtcNow());
        return File(Encoding.UTF8.GetBytes(text), "text/calendar; charset=utf-8", "statusmoede.ics");
    }
}
