using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Administration;

/// <summary>
/// Every mail and what became of it. Coordinators see those of their municipality, words and all; the administrator sees all
/// envelopes and no words. Nobody sees a link that works: only the receiver has it.
/// </summary>
public sealed class OutboxController(KemDb db, OutboxSettings settings, TimeProvider clock) : Controller
{
    private const string Address = "/administration/udbakke";
    private const int MostInFile = 10_000;

    [HttpGet(Address)]
    public async Task<IActionResult> Index([FromQuery] MailSearch search, CancellationToken cancellationToken)
    {
        if (!MaySee) return NotFound();

        var mails = db.Outbox.VisibleTo(User).AsNoTracking();
        var matching = search.WithoutState(mails);
        var counts = await matching.GroupBy(mail => mail.State).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var uncertain = await matching.CountAsync(mail => mail.UncertainAttempts > 0, cancellationToken);
        var found = await search.Of(mails).CountAsync(cancellationToken);
        var shown = await search.Of(mails).Skip((search.Page - 1) * OutboxPage.RowsPerPage).Take(OutboxPage.RowsPerPage).ToListAsync(cancellationToken);

        return View("Outbox", new OutboxPage(search, counts, uncertain, found, shown));
    }

    [HttpGet(Address + ".csv")]
    public async Task<IActionResult> Csv([FromQuery] MailSearch search, CancellationToken cancellationToken)
    {
        if (!MaySee) return NotFound();

        var mails = await search.Of(db.Outbox.VisibleTo(User).AsNoTracking()).Take(MostInFile).ToListAsync(cancellationToken);
        return File(OutboxSpreadsheet.Write(mails, settings.MessageIdDomain), Spreadsheet.ContentType, $"mails-{clock.Today():yyyy-MM-dd}.csv");
    }

    [HttpGet(Address + "/{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken)
    {
        var mail = await db.Outbox.VisibleTo(User).AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancellationToken);
        if (mail is null) return NotFound();

        var copies = await db.Outbox.VisibleTo(User).AsNoTracking().Where(m => m.CopyOf == id).OrderBy(m => m.CreatedAt).ToListAsync(cancellationToken);
        var isCoordinator = Viewer.From(User).IsCoordinator;
        var carriedNotice = await db.DataNotices.AnyAsync(n => n.MailId == id && n.GivenAt != null, cancellationToken);
        return View("Envelope", new EnvelopePage(mail, copies, isCoordinator ? MailLayout.Preview(mail.Text) : null, isCoordinator, carriedNotice));
    }

    [HttpPost(Address + "/{id:guid}/forsoeg")]
    public async Task<IActionResult> TryAgain(Guid id, CancellationToken cancellationToken)
    {
        if (await OwnAsync(id, cancellationToken) is not { CanBeTriedAgain: true } mail) return NotFound();

        mail.TryAgain(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt("Mailen er lagt klar igen.", "Den bliver sendt, næste gang programmet sender mails.");
        return Redirect($"{Address}/{id}");
    }

    [HttpPost(Address + "/{id:guid}/igen")]
    public async Task<IActionResult> SendAgain(Guid id, CancellationToken cancellationToken)
    {
        if (await OwnAsync(id, cancellationToken) is not { LetterErasedAt: null } mail || mail.State == OutgoingMailState.Waiting) return NotFound();

        var copy = mail.Again(clock.GetUtcNow());
        db.Outbox.Add(copy);
        mail.MarkHandled(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt("Mailen bliver sendt en gang til.", "Det er en ny mail med det samme indhold. Den første står her stadig.");
        return Redirect($"{Address}/{copy.Id}");
    }

    [HttpPost(Address + "/{id:guid}/ordnet")]
    public async Task<IActionResult> MarkHandled(Guid id, CancellationToken cancellationToken)
    {
        if (await OwnAsync(id, cancellationToken) is not { } mail) return NotFound();

        mail.MarkHandled(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt("Det er ordnet.", "Mailen står her stadig, men ikke længere på »I dag«.");
        return Redirect($"{Address}/{id}");
    }

    /// <summary>A mail to whoever asks, and to nobody else.</summary>
    [HttpPost(Address + "/proeve")]
    public async Task<IActionResult> Test(CancellationToken cancellationToken)
    {
        var viewer = Viewer.From(User);
        if (!MaySee) return NotFound();

        var mail = OutgoingMail.From(new TestLetter(Recipient.Create(viewer.Name, viewer.Email), viewer.MunicipalityCode), clock.GetUtcNow());
        db.Outbox.Add(mail);
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt($"Prøven er på vej til {viewer.Email}.", "Se her på siden, hvad mailserveren svarer.");
        return Redirect($"{Address}/{mail.Id}");
    }

    private bool MaySee => Viewer.From(User) is { IsCoordinator: true } or { IsAdministrator: true };

    private Task<OutgoingMail?> OwnAsync(Guid id, CancellationToken cancellationToken) =>
        db.Outbox.VisibleTo(User).SingleOrDefaultAsync(m => m.Id == id, cancellationToken);
}
