using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Features.Agreements;
using Kem.Match.Web.Mailing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Calendar;

/// <summary>
/// From the page of one meeting to a calendar with all of them. The link to it opens more than the page it is asked for
/// on, so it goes to the address that the page's own link was sent to, and is never shown there.
/// </summary>
[AllowAnonymous, PrivateLetter]
public sealed class CalendarRequestsController(KemDb db, AccessLinks links, CalendarLinks calendarLinks, TimeProvider clock) : Controller
{
    [HttpGet("m/{token}/kalender")]
    public Task<IActionResult> FromMeeting(string token, CancellationToken cancellationToken) => ShowAsync(LinkPurpose.StatusMeeting, $"/m/{token}", token, cancellationToken);

    [HttpPost("m/{token}/kalender")]
    public Task<IActionResult> SendFromMeeting(string token, CancellationToken cancellationToken) => SendAsync(LinkPurpose.StatusMeeting, $"/m/{token}", token, cancellationToken);

    [HttpGet("s/{token}/kalender")]
    public Task<IActionResult> FromProposal(string token, CancellationToken cancellationToken) => ShowAsync(LinkPurpose.AnswerProposal, $"/s/{token}", token, cancellationToken);

    [HttpPost("s/{token}/kalender")]
    public Task<IActionResult> SendFromProposal(string token, CancellationToken cancellationToken) => SendAsync(LinkPurpose.AnswerProposal, $"/s/{token}", token, cancellationToken);

    private async Task<IActionResult> ShowAsync(LinkPurpose purpose, string back, string token, CancellationToken cancellationToken)
    {
        var link = await links.FindAsync(purpose, token, cancellationToken);

        return link is null ? this.LinkGone() : View("Request", await PageAsync(link, isSent: false, back, cancellationToken));
    }

    private async Task<IActionResult> SendAsync(LinkPurpose purpose, string back, string token, CancellationToken cancellationToken)
    {
        var link = await links.FindAsync(purpose, token, cancellationToken);
        if (link is null) return this.LinkGone();

        var page = await PageAsync(link, isSent: true, back, cancellationToken);
        var reference = LinkKey.Reference(await calendarLinks.GetAsync(link.Address, link.OrganisationId, cancellationToken));
        var letter = new CalendarLetter(Recipient.Create(await NameOfAsync(link, cancellationToken), link.Address), page.Municipality, reference, clock.Today());

        if (!await db.Outbox.AnyAsync(mail => mail.DeduplicationKey == letter.DeduplicationKey, cancellationToken))
        {
            db.Outbox.Add(OutgoingMail.From(letter, clock.GetUtcNow()));
            await db.SaveChangesAsync(cancellationToken);
        }

        return View("Request", page);
    }

    private async Task<CalendarRequestPage> PageAsync(AccessLink link, bool isSent, string back, CancellationToken cancellationToken) =>
        new(Masked(link.Address), isSent, back + "/kalender", back, await MunicipalityOfAsync(link, cancellationToken));

    private Task<Municipality> MunicipalityOfAsync(AccessLink link, CancellationToken cancellationToken) =>
        db.Municipalities.AsNoTracking().SingleAsync(m => db.Organisations.Any(o => o.Id == link.OrganisationId && o.MunicipalityCode == m.Code), cancellationToken);

    private async Task<string> NameOfAsync(AccessLink link, CancellationToken cancellationToken) =>
        await db.Organisations.Where(o => o.Id == link.OrganisationId && o.ContactEmail == link.Address).Select(o => o.ContactName).SingleOrDefaultAsync(cancellationToken) ?? "";

    // Enough to know one's own address by, and too little to learn it from.
    private static string Masked(string address) => address[0] + "•••" + address[address.LastIndexOf('@')..];
}
