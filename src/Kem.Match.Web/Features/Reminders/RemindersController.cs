using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Reminders;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Reminders;

/// <summary>The accounts of reminders: what was due, what became of it, what comes, and where something is not as it should be.</summary>
public sealed class RemindersController(KemDb db, TimeProvider clock) : Controller
{
    private const string Address = "/administration/paamindelser";
    private const int ComingShown = 30;
    private const int MostInFile = 20_000;

    [HttpGet(Address)]
    public async Task<IActionResult> Index([FromQuery] int? dage, CancellationToken cancellationToken)
    {
        if (!MaySee) return NotFound();

        var days = RemindersPage.Periods.Contains(dage ?? 0) ? dage!.Value : RemindersPage.UsualPeriod;
        var now = clock.GetUtcNow();
        var from = now.AddDays(-days);
        var lines = db.Reminders.VisibleTo(User).AsNoTracking();

        var outcomes = await (
            from line in lines
            where line.DueAt > @from && line.DueAt <= now
            join mail in db.Outbox on line.MailId equals mail.Id into mails
            from mail in mails.DefaultIfEmpty()
            group line by new { line.Kind, line.State, MailState = mail == null ? (OutgoingMailState?)null : mail.State } into same
            select new { same.Key.Kind, same.Key.State, same.Key.MailState, Count = same.Count() }).ToListAsync(cancellationToken);
        var coming = await lines.Where(r => r.State == ReminderState.Expected).OrderBy(r => r.DueAt).Take(ComingShown).ToListAsync(cancellationToken);

        return View("Index", new RemindersPage(
            days,
            [.. outcomes.Select(o => new ReminderOutcome(o.Kind, o.State, o.MailState, o.Count))],
            coming,
            await TitlesAsync(coming, cancellationToken),
            await db.ReminderFindings.VisibleTo(User).AsNoTracking().OrderBy(f => f.Title).ToListAsync(cancellationToken),
            Viewer.From(User).IsAdministrator ? await db.ReminderAlarms.AsNoTracking().Where(a => a.OpenKey != null).OrderBy(a => a.RaisedAt).ToListAsync(cancellationToken) : [],
            Viewer.From(User).IsCoordinator));
    }

    [HttpGet(Address + ".csv")]
    public async Task<IActionResult> Csv([FromQuery] int? dage, CancellationToken cancellationToken)
    {
        if (!MaySee) return NotFound();

        var from = clock.GetUtcNow().AddDays(-(RemindersPage.Periods.Contains(dage ?? 0) ? dage!.Value : RemindersPage.UsualPeriod));
        var lines = await (
            from line in db.Reminders.VisibleTo(User).AsNoTracking()
            where line.DueAt > @from
            join mail in db.Outbox on line.MailId equals mail.Id into mails
            from mail in mails.DefaultIfEmpty()
            orderby line.DueAt
            select new { Line = line, MailState = mail == null ? (OutgoingMailState?)null : mail.State, Why = mail == null ? null : mail.SuppressedReason })
            .Take(MostInFile).ToListAsync(cancellationToken);

        var rows = lines.Select(row => new[]
        {
            $"{DanishTime.Local(row.Line.CalledForAt):yyyy-MM-dd HH:mm}", $"{DanishTime.Local(row.Line.DueAt):yyyy-MM-dd HH:mm}", ReminderText.Kind(row.Line.Kind),
            ReminderText.Of(new ReminderOutcome(row.Line.Kind, row.Line.State, row.MailState, 1).Fate), row.Line.ReasonText.Length > 0 ? row.Line.ReasonText : row.Why ?? "",
            $"{row.Line.RootId}", $"{row.Line.MailId}",
        });
        return File(
            Spreadsheet.Write(rows.Prepend(["Aftalen giver", "Skal skrives", "Slags", "Hvad der blev af den", "Grund", "Sag", "Mail"])), Spreadsheet.ContentType,
            $"paamindelser-{clock.Today():yyyy-MM-dd}.csv");
    }

    private bool MaySee => Viewer.From(User) is { IsCoordinator: true } or { IsAdministrator: true };

    private async Task<IReadOnlyDictionary<Guid, string>> TitlesAsync(IEnumerable<Reminder> lines, CancellationToken cancellationToken)
    {
        var ids = lines.Select(line => line.RootId).Distinct().ToList();
        var agreements = await db.Agreements.AsNoTracking().Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.Title }).ToListAsync(cancellationToken);
        var proposals = await db.Proposals.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, Title = p.Partner.Name }).ToListAsync(cancellationToken);
        var programmes = await db.Programmes.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Title }).ToListAsync(cancellationToken);
        return agreements.Concat(proposals).Concat(programmes).ToDictionary(one => one.Id, one => one.Title);
    }
}
