using System.Text;
using Kem.Match.Web.Mailing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>A meeting for those who take part without an account: when, where, the agenda, and whom to call.</summary>
[AllowAnonymous, PrivateLetter]
public sealed class MeetingLettersController(MeetingLetters letters, MeetingCalendar calendar, TimeProvider clock) : Controller
{
    [HttpGet("m/{token}")]
    public async Task<IActionResult> Letter(string token, CancellationToken cancellationToken) =>
        await letters.PageAsync(token, cancellationToken) is { } page ? View(page) : this.LinkGone();

    [HttpGet("m/{token}/kalender.ics")]
    public async Task<IActionResult> Calendar(string token, CancellationToken cancellationToken)
    {
        if (await letters.PageAsync(token, cancellationToken) is not { Page.Meeting: var meeting }) return this.LinkGone();

        var text = calendar.For(meeting, meeting.Agreement, CalendarMethod.Publish).ToText(clock.GetUtcNow());
        return File(Encoding.UTF8.GetBytes(text), "text/calendar; charset=utf-8", "statusmoede.ics");
    }
}
