using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>The same for a party that is signed in.</summary>
public sealed class OwnMeetingRepliesController(KemDb db, AgreementLine line, MeetingCheckups checkups, MeetingVoice voice, Taxonomy taxonomy, TimeProvider clock) : Controller
{
    [HttpPost("moeder/{id:guid}/svar")]
    public Task<IActionResult> Coming(Guid id, [Bind(Prefix = "Coming")] ComingForm form, CancellationToken cancellationToken) => SayAsync(
        id, part => part.CanAnswer, part => part with { Coming = form }, part => voice.ComeAsync(id, part.Party.Id, form, cancellationToken), cancellationToken);

    [HttpPost("moeder/{id:guid}/punkt")]
    public Task<IActionResult> Point(Guid id, [Bind(Prefix = "Point")] PointForm form, CancellationToken cancellationToken) => SayAsync(
        id, part => part.CanAnswer, part => part with { Point = form }, part => voice.AddPointAsync(id, part.Party.Id, form, cancellationToken), cancellationToken);

    [HttpPost("moeder/{id:guid}/vurdering")]
    public Task<IActionResult> Rating(Guid id, [Bind(Prefix = "Rating")] RatingForm form, CancellationToken cancellationToken) => SayAsync(
        id, part => part.Meeting.IsPlanned, part => part with { Rating = form }, part => voice.RateAsync(id, part.Party.Id, form, cancellationToken), cancellationToken);

    [HttpPost("moeder/{id:guid}/indsigelse")]
    public Task<IActionResult> Objection(Guid id, [Bind(Prefix = "Objection")] ObjectionForm form, CancellationToken cancellationToken) => SayAsync(
        id, part => part.CanObject, part => part with { Objection = form }, part => voice.ObjectAsync(id, part.Party.Id, form, cancellationToken), cancellationToken);

    private async Task<IActionResult> SayAsync(
        Guid id, Func<MyPart, bool> isAsked, Func<MyPart, MyPart> asWritten, Func<MyPart, Task<string>> say, CancellationToken cancellationToken)
    {
        var meeting = await db.StatusMeetings.VisibleTo(User).Whole().AsNoTrackingWithIdentityResolution().SingleOrDefaultAsync(m => m.Id == id, cancellationToken);
        if (meeting?.Agreement.PartyOf(Viewer.From(User).OrganisationId) is not { } party) return NotFound();

        var history = await line.BeforeAsync(meeting.Agreement, party, cancellationToken);
        var page = MeetingPage.Of(meeting, taxonomy, clock.GetUtcNow(), history, party) with { Checkups = await checkups.OfAsync(meeting.Agreement, history, cancellationToken) };

        if (!isAsked(page.Part!))
        {
            TempData.LeaveReceipt("Det er for sent at svare her.");
        }
        else if (!ModelState.IsValid)
        {
            return View("Details", page with { Part = asWritten(page.Part!) });
        }
        else
        {
            TempData.LeaveReceipt("Tak.", await say(page.Part!));
        }

        return Redirect($"/moeder/{id}");
    }
}
