using System.Text;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Mailing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>A meeting for those who take part without an account: when, where, the agenda, and whom to call.</summary>
[AllowAnonymous, PrivateLetter]
public sealed class MeetingLettersController(KemDb db, AccessLinks links, MeetingCalendar calendar, TimeProvider clock) : Controller
{
    [HttpGet("m/{token}")]
    public async Task<IActionResult> Letter(string token, [FromServices] Taxonomy taxonomy, CancellationToken cancellationToken)
    {
        var meeting = await MeetingAsync(token, cancellationToken);
        if (meeting is null) return Gone();

        var agreement = meeting.Agreement;
        var last = agreement.StatusMeetings.LastOrDefault(m => m.State == MeetingState.Held && m.Number < meeting.Number);
        var municipality = await db.Municipalities.AsNoTracking().SingleAsync(m => m.Code == agreement.MunicipalityCode, cancellationToken);
        return View(new MeetingLetterPage(MeetingPage.Of(meeting, taxonomy, clock.Today()), last, municipality, token));
    }

    [HttpGet("m/{token}/kalender.ics")]
    public async Task<IActionResult> Calendar(string token, CancellationToken cancellationToken)
    {
        var meeting = await MeetingAsync(token, cancellationToken);
        if (meeting is null) return Gone();

        var text = calendar.For(meeting, meeting.Agreement, CalendarMethod.Publish).ToText(clock.GetUtcNow());
        return File(Encoding.UTF8.GetBytes(text), "text/calendar; charset=utf-8", "statusmoede.ics");
    }

    private async Task<StatusMeeting?> MeetingAsync(string token, CancellationToken cancellationToken)
    {
        var link = await links.FindAsync(LinkPurpose.StatusMeeting, token, cancellationToken);

        return link is null ? null
            : await db.StatusMeetings.Whole().AsNoTrackingWithIdentityResolution().SingleOrDefaultAsync(m => m.Id == link.SubjectId, cancellationToken);
    }

    private ViewResult Gone()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return View("LinkGone");
    }
}
