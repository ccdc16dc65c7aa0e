using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Evidence.Journal;

/// <summary>Accepted minutes on their way into the municipality's own record system.</summary>
public sealed class MinutesJournalController(KemDb db, EvidenceTrail trail, TimeProvider clock) : Controller
{
    [HttpGet("moeder/{id:guid}/journal")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken) =>
        await AcceptedAsync(id, cancellationToken) is { } meeting
            ? View("Minutes", new MinutesJournalPage(meeting, Form(await EntryAsync(id, cancellationToken))))
            : NotFound();

    [HttpPost("moeder/{id:guid}/journal")]
    public async Task<IActionResult> Edit(Guid id, [Bind(Prefix = "Form")] JournalForm form, CancellationToken cancellationToken)
    {
        var meeting = await AcceptedAsync(id, cancellationToken);
        if (meeting is null) return NotFound();
        if (!ModelState.IsValid) return View("Minutes", new MinutesJournalPage(meeting, form));

        if (await EntryAsync(id, cancellationToken) is { } before)
        {
            db.MinutesJournalEntries.Remove(before);
            await db.SaveChangesAsync(cancellationToken);
        }

        var entry = new MinutesJournalEntry(id, form.RecordSystem!.Trim(), form.Number!.Trim(), form.On!.Value, Viewer.From(User).Name, clock.GetUtcNow());
        db.MinutesJournalEntries.Add(entry);
        await trail.AppendAsync(
            meeting.Agreement, EvidenceKind.Journalised, entry.By, meeting.Id,
            new() { Note = $"Referat nr. {meeting.Number}: {entry.RecordSystem}, {entry.Number}, {DanishText.Date(entry.On)}" }, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt("Referatet er mærket som journaliseret.", "Det står ikke mere på listen over det, der mangler.");
        return Redirect($"/moeder/{id}");
    }

    private JournalForm Form(MinutesJournalEntry? entry) => new() { RecordSystem = entry?.RecordSystem, Number = entry?.Number, On = entry?.On ?? clock.Today() };

    private async Task<StatusMeeting?> AcceptedAsync(Guid id, CancellationToken cancellationToken) =>
        Viewer.From(User).IsCoordinator
            ? await db.StatusMeetings.VisibleTo(User).Include(m => m.Agreement).ThenInclude(a => a.Parties).SingleOrDefaultAsync(m => m.Id == id && m.ApprovedAt != null, cancellationToken)
            : null;

    private Task<MinutesJournalEntry?> EntryAsync(Guid id, CancellationToken cancellationToken) =>
        db.MinutesJournalEntries.SingleOrDefaultAsync(e => e.MeetingId == id, cancellationToken);
}

/// <summary>The minutes of one meeting to be journalised.</summary>
public sealed record MinutesJournalPage(StatusMeeting Meeting, JournalForm Form);
