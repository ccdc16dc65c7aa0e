using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Agreements.StatusMeetings;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Endings;

/// <summary>A coordinator writes down that the parties stop before the period has run out.</summary>
public sealed class EndingsController(KemDb db, MeetingCalendar calendar, TimeProvider clock) : Controller
{
    [HttpGet("aftaler/{id:guid}/afslutning")]
    public async Task<IActionResult> New(Guid id, CancellationToken cancellationToken)
    {
        var agreement = await EditableAsync(id, cancellationToken);
        if (agreement is null) return NotFound();

        return agreement.IsInForce ? View(new EndingPage(agreement, new EndingForm())) : Redirect($"/aftaler/{id}");
    }

    [HttpPost("aftaler/{id:guid}/afslutning")]
    public async Task<IActionResult> New(Guid id, [Bind(Prefix = "Form")] EndingForm form, CancellationToken cancellationToken)
    {
        var agreement = await EditableAsync(id, cancellationToken);
        if (agreement is null) return NotFound();
        if (!agreement.IsInForce) return Redirect($"/aftaler/{id}");
        if (!ModelState.IsValid) return View(new EndingPage(agreement, form));

        agreement.End(form.Reason!.Trim(), clock.GetUtcNow());
        await WriteToAllAsync(agreement, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        TempData.LeaveReceipt("Aftalen er afsluttet.", "Alle parter får en mail, og næste møde forsvinder fra deres kalender.");
        return Redirect($"/aftaler/{id}");
    }

    private async Task WriteToAllAsync(CooperationAgreement agreement, CancellationToken cancellationToken)
    {
        var municipality = await db.Municipalities.SingleAsync(m => m.Code == agreement.MunicipalityCode, cancellationToken);
        var cancelled = agreement.NextMeeting is { } meeting
            ? calendar.For(meeting, agreement, CalendarMethod.Cancel)
            : null;

        foreach (var (party, signatory) in AgreementLetter.ContactsOf(agreement.Parties))
        {
            db.Outbox.Add(OutgoingMail.From(new AgreementEnded(signatory, agreement, municipality, party, cancelled), clock.GetUtcNow()));
        }
    }

    private Task<CooperationAgreement?> EditableAsync(Guid id, CancellationToken cancellationToken) =>
        db.Agreements.EditableBy(User).Whole().SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
}
