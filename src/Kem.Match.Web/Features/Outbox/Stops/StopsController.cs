using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Features.Agreements;
using Kem.Match.Web.Mailing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Outbox.Stops;

/// <summary>
/// No thanks to reminders, from the link in a mail. Mail programs press it themselves with one POST (RFC 8058), so the link is
/// the proof and there is no token against forgery; opening the page changes nothing.
/// </summary>
[AllowAnonymous, IgnoreAntiforgeryToken, PrivateLetter]
public sealed class StopsController(KemDb db, MailLinks links, MailStops stops, TimeProvider clock) : Controller
{
    private const string Pressed = "One-Click";

    [HttpGet("n/{token}")]
    public async Task<IActionResult> Show(string token, CancellationToken cancellationToken) =>
        await MailAsync(token, cancellationToken) is { } mail ? await PageAsync("Stop", mail, token, cancellationToken) : this.LinkGone();

    [HttpPost("n/{token}")]
    public async Task<IActionResult> Create(string token, [FromForm(Name = "List-Unsubscribe")] string? pressed, CancellationToken cancellationToken)
    {
        if (pressed != Pressed) return BadRequest();
        if (await MailAsync(token, cancellationToken) is not { } mail) return this.LinkGone();

        await stops.StopAsync(mail.MunicipalityCode!, mail.ToAddress, MailStopScope.Reminders, MailStopCause.Receiver, "Modtageren har trykket på »Stop påmindelser« i en mail.", by: "", cancellationToken);
        return await PageAsync("Stopped", mail, token, cancellationToken);
    }

    [HttpPost("n/{token}/fortryd")]
    public async Task<IActionResult> Undo(string token, [FromForm(Name = "List-Unsubscribe")] string? pressed, CancellationToken cancellationToken)
    {
        if (pressed != Pressed) return BadRequest();
        if (await MailAsync(token, cancellationToken) is not { } mail) return this.LinkGone();

        var address = MailStop.Normalise(mail.ToAddress);
        var stop = await db.MailStops.SingleOrDefaultAsync(s => s.MunicipalityCode == mail.MunicipalityCode && s.Address == address, cancellationToken);

        // What somebody else has stopped, the receiver does not start.
        if (stop is { Cause: MailStopCause.Receiver, IsInForce: true })
        {
            stop.Lift("Modtageren vil gerne have påmindelser igen.", by: "", clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
        }

        return await PageAsync("Stop", mail, token, cancellationToken);
    }

    private async Task<OutgoingMail?> MailAsync(string token, CancellationToken cancellationToken) =>
        links.MailToStop(token) is { } id
            ? await db.Outbox.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id && m.MunicipalityCode != null && m.ReceiverErasedAt == null, cancellationToken)
            : null;

    private async Task<IActionResult> PageAsync(string view, OutgoingMail mail, string token, CancellationToken cancellationToken)
    {
        var municipality = await db.Municipalities.AsNoTracking().SingleAsync(m => m.Code == mail.MunicipalityCode, cancellationToken);
        return View(view, new StopPage(municipality, mail.ToAddress, token, links.ChoicesFor(mail)));
    }
}

/// <param name="Municipality">Who writes.</param>
/// <param name="Address">Whom it writes to.</param>
/// <param name="Token">The link's own.</param>
/// <param name="Choices">Where the receiver chooses among all mails; null when the kind has no line.</param>
public sealed record StopPage(Municipality Municipality, string Address, string Token, string? Choices);
