using Kem.Match.Web.Data;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Administration;

/// <summary>What was sent and what was not. Shows envelopes only: letters hold private words and links that act.</summary>
public sealed class OutboxController(KemDb db, TimeProvider clock) : Controller
{
    private const int Most = 200;

    [HttpGet("/administration/udbakke")]
    public async Task<IActionResult> Index(OutgoingMailState? tilstand, CancellationToken cancellationToken)
    {
        if (!Viewer.From(User).IsAdministrator) return NotFound();

        var mails = await db.Outbox.AsNoTracking()
            .Where(mail => tilstand == null || mail.State == tilstand)
            .OrderByDescending(mail => mail.CreatedAt)
            .Take(Most)
            .Select(mail => new EnvelopeRow(
                mail.Id, mail.ToName, mail.ToAddress, mail.Subject, mail.State, mail.Attempts, mail.CreatedAt, mail.DueAt, mail.SentAt, mail.LastError, mail.SuppressedReason))
            .ToListAsync(cancellationToken);

        var counts = await db.Outbox.GroupBy(mail => mail.State).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);

        return View("Outbox", new OutboxPage(tilstand, counts, mails));
    }

    [HttpPost("/administration/udbakke/{id:guid}/forsoeg")]
    public async Task<IActionResult> TryAgain(Guid id, CancellationToken cancellationToken)
    {
        if (!Viewer.From(User).IsAdministrator) return NotFound();

        var mail = await db.Outbox.SingleOrDefaultAsync(m => m.Id == id && m.State == OutgoingMailState.Failed, cancellationToken);
        if (mail is null) return NotFound();

        mail.TryAgain(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt("Mailen er lagt klar igen.", "Den bliver sendt, næste gang programmet sender mails.");
        return Redirect("/administration/udbakke");
    }
}
