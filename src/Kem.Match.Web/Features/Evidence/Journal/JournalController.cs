using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Features.Agreements;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Evidence.Journal;

/// <summary>Signed agreements on their way into the municipality's own record system.</summary>
public sealed class JournalController(KemDb db, JournalPackage package, EvidenceTrail trail, TimeProvider clock) : Controller
{
    private const int MostShown = 500;
    private const string Zip = "application/zip";

    [HttpGet("aftaler/journal")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        if (!Viewer.From(User).IsCoordinator) return NotFound();

        var waiting = await db.Agreements.EditableBy(User).AsNoTracking().Include(a => a.Parties)
            .Where(a => a.InForceAt != null && !db.JournalEntries.Any(e => e.AgreementId == a.Id))
            .OrderBy(a => a.InForceAt).Take(MostShown).ToListAsync(cancellationToken);

        var minutes = await db.StatusMeetings.VisibleTo(User).AsNoTracking().Include(m => m.Agreement)
            .Where(m => m.ApprovedAt != null && !db.MinutesJournalEntries.Any(e => e.MeetingId == m.Id))
            .OrderBy(m => m.ApprovedAt).Take(MostShown).ToListAsync(cancellationToken);

        return View(new JournalListPage(waiting, minutes, clock.Today()));
    }

    [HttpGet("aftaler/{id:guid}/journal")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken) =>
        await SignedAsync(id, cancellationToken) is { } agreement
            ? View(new JournalPage(agreement, JournalForm.Of(await EntryAsync(id, cancellationToken), clock.Today())))
            : NotFound();

    [HttpPost("aftaler/{id:guid}/journal")]
    public async Task<IActionResult> Edit(Guid id, [Bind(Prefix = "Form")] JournalForm form, CancellationToken cancellationToken)
    {
        var agreement = await SignedAsync(id, cancellationToken);
        if (agreement is null) return NotFound();
        if (!ModelState.IsValid) return View(new JournalPage(agreement, form));

        if (await EntryAsync(id, cancellationToken) is { } before)
        {
            db.JournalEntries.Remove(before);
            await db.SaveChangesAsync(cancellationToken);
        }

        var entry = new JournalEntry(id, form.RecordSystem!.Trim(), form.Number!.Trim(), form.KleNumber ?? "", form.On!.Value, Viewer.From(User).Name, clock.GetUtcNow());
        db.JournalEntries.Add(entry);
        await trail.AppendAsync(
            agreement, EvidenceKind.Journalised, entry.By, null, new() { Note = $"{entry.RecordSystem}, {entry.Number}, {DanishText.Date(entry.On)}" }, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt("Aftalen er mærket som journaliseret.", "Den står ikke mere på listen over aftaler, der mangler.");
        return Redirect($"/aftaler/{id}/bevis");
    }

    [HttpGet("aftaler/{id:guid}/journalpakke.zip")]
    public async Task<IActionResult> Package(Guid id, CancellationToken cancellationToken) =>
        await SignedAsync(id, cancellationToken) is { } agreement
            ? File(
                await package.ForJournalAsync(agreement, (await EntryAsync(id, cancellationToken))?.KleNumber ?? "", cancellationToken), Zip,
                MailText.FileName($"journalpakke {agreement.Title}.zip"))
            : NotFound();

    [HttpGet("aftaler/{id:guid}/aktindsigt.zip")]
    public async Task<IActionResult> Case(Guid id, CancellationToken cancellationToken) =>
        await EditableAsync(id, cancellationToken) is { } agreement
            ? File(await package.OfTheWholeCaseAsync(agreement, cancellationToken), Zip, MailText.FileName($"aktindsigt {agreement.Title}.zip"))
            : NotFound();

    private Task<CooperationAgreement?> EditableAsync(Guid id, CancellationToken cancellationToken) =>
        db.Agreements.EditableBy(User).Whole().SingleOrDefaultAsync(a => a.Id == id, cancellationToken);

    private async Task<CooperationAgreement?> SignedAsync(Guid id, CancellationToken cancellationToken) =>
        await EditableAsync(id, cancellationToken) is { InForceAt: not null } agreement ? agreement : null;

    private Task<JournalEntry?> EntryAsync(Guid id, CancellationToken cancellationToken) =>
        db.JournalEntries.SingleOrDefaultAsync(e => e.AgreementId == id, cancellationToken);
}

/// <summary>One agreement to be journalised.</summary>
public sealed record JournalPage(CooperationAgreement Agreement, JournalForm Form);

/// <summary>The signed agreements and the accepted minutes that are not journalised, the oldest first.</summary>
public sealed record JournalListPage(IReadOnlyList<CooperationAgreement> Waiting, IReadOnlyList<StatusMeeting> Minutes, DateOnly Today)
{
    public bool IsLate(StatusMeeting meeting) => DanishTime.DayOf(meeting.ApprovedAt!.Value).AddDays(JournalEntry.DaysBeforeReminding) < Today;

    public string Title => (Waiting.Count, Minutes.Count) switch
    {
        (0, 0) => "Alt er journaliseret",
        (var agreements, 0) => $"{DanishText.Count(agreements, "aftale", "aftaler")} mangler at blive journaliseret",
        (0, var minutes) => $"{DanishText.Count(minutes, "referat", "referater")} mangler at blive journaliseret",
        var (agreements, minutes) => $"{DanishText.Count(agreements, "aftale", "aftaler")} og {DanishText.Count(minutes, "referat", "referater")} mangler at blive journaliseret",
    };

    public IReadOnlyList<CooperationAgreement> Late => [.. Waiting.Where(IsLate)];

    public IReadOnlyList<CooperationAgreement> Fresh => [.. Waiting.Where(agreement => !IsLate(agreement))];

    private bool IsLate(CooperationAgreement agreement) =>
        DanishTime.DayOf(agreement.InForceAt!.Value).AddDays(JournalEntry.DaysBeforeReminding) < Today;
}
