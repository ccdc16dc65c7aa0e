using System.Security.Cryptography;
using System.Text;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Features.Agreements;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Kem.Match.Web.Features.Calendar;

/// <summary>A person's calendar behind a link of its own: the file that programs fetch, and the page that explains it.</summary>
[AllowAnonymous]
public sealed class CalendarFeedsController(AccessLinks links, CalendarLinks calendarLinks, PersonalCalendar calendar, LinkKey key) : Controller
{
    [HttpGet("k/{token}.ics")]
    public async Task<IActionResult> Feed(string token, CancellationToken cancellationToken)
    {
        var link = await links.FindAsync(LinkPurpose.CalendarFeed, token, cancellationToken);
        if (link is null) return NotFound();

        var content = Encoding.UTF8.GetBytes((await calendar.OfAsync(link.Address, cancellationToken)).ToText());
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content))}\"");

        // The program may keep the file, but asks each time whether it is still the newest.
        Response.Headers.CacheControl = "private, no-cache";
        Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        return File(content, "text/calendar; charset=utf-8", lastModified: null, tag);
    }

    [HttpGet("k/{token}"), PrivateLetter]
    public async Task<IActionResult> Show(string token, CancellationToken cancellationToken)
    {
        var link = await links.FindAsync(LinkPurpose.CalendarFeed, token, cancellationToken);

        return link is null ? this.LinkGone() : View(new CalendarPage(AddressOf(link), $"/k/{token}/nyt"));
    }

    [HttpGet("k/{token}/nyt"), PrivateLetter]
    public async Task<IActionResult> Replace(string token, CancellationToken cancellationToken) =>
        await links.FindAsync(LinkPurpose.CalendarFeed, token, cancellationToken) is null ? this.LinkGone() : View("ReplaceByLink", $"/k/{token}");

    [HttpPost("k/{token}/nyt"), PrivateLetter]
    public async Task<IActionResult> Create(string token, CancellationToken cancellationToken)
    {
        var link = await links.FindAsync(LinkPurpose.CalendarFeed, token, cancellationToken);
        if (link is null) return this.LinkGone();

        var fresh = await calendarLinks.ReplaceAsync(link, cancellationToken);
        TempData.LeaveReceipt("Du har fået et nyt link.", "Det gamle virker ikke mere. Læg kalenderen ind igen med det nye.");
        return Redirect(key.AddressOf(fresh).AbsolutePath);
    }

    private Uri AddressOf(AccessLink link) => new(key.AddressOf(link) + ".ics");
}
