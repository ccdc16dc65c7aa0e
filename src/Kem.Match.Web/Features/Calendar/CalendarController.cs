using Kem.Match.Web.Data;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Kem.Match.Web.Features.Calendar;

/// <summary>The calendar of whoever is signed in: its address, how to use it, and a new address when the old one got away.</summary>
public sealed class CalendarController(CalendarLinks calendarLinks, LinkKey key) : Controller
{
    private const string NewLink = "/kalender/nyt-link";

    [HttpGet("kalender")]
    public async Task<IActionResult> Show(CancellationToken cancellationToken)
    {
        var link = await calendarLinks.FindAsync(Viewer.From(User).Email, cancellationToken);

        return View("Own", new CalendarPage(link is null ? null : new Uri(key.AddressOf(link) + ".ics"), NewLink));
    }

    [HttpPost("kalender")]
    public async Task<IActionResult> Create(CancellationToken cancellationToken)
    {
        var viewer = Viewer.From(User);
        await calendarLinks.GetAsync(viewer.Email, viewer.OrganisationId, cancellationToken);
        return RedirectToAction(nameof(Show));
    }

    [HttpGet("kalender/nyt-link")]
    public IActionResult Replace() => View("Replace");

    [HttpPost("kalender/nyt-link")]
    public async Task<IActionResult> Change(CancellationToken cancellationToken)
    {
        var viewer = Viewer.From(User);

        if (await calendarLinks.FindAsync(viewer.Email, cancellationToken) is { } old)
        {
            await calendarLinks.ReplaceAsync(old, cancellationToken);
            TempData.LeaveReceipt("Du har fået et nyt link.", "Det gamle virker ikke mere. Læg kalenderen ind igen med det nye.");
        }

        return RedirectToAction(nameof(Show));
    }
}
