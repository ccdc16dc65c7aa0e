using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>What a party says about a meeting with its personal link: comes or not, a point, a rating, an objection.</summary>
[AllowAnonymous, PrivateLetter]
public sealed class MeetingRepliesController(MeetingLetters letters, MeetingVoice voice) : Controller
{
    [HttpPost("m/{token}/svar")]
    public Task<IActionResult> Coming(string token, [Bind(Prefix = "Coming")] ComingForm form, CancellationToken cancellationToken) => SayAsync(
        token, part => part.CanAnswer, part => part with { Coming = form }, part => voice.ComeAsync(part.Meeting.Id, part.Party.Id, form, cancellationToken), cancellationToken);

    [HttpPost("m/{token}/punkt")]
    public Task<IActionResult> Point(string token, [Bind(Prefix = "Point")] PointForm form, CancellationToken cancellationToken) => SayAsync(
        token, part => part.CanAnswer, part => part with { Point = form }, part => voice.AddPointAsync(part.Meeting.Id, part.Party.Id, form, cancellationToken), cancellationToken);

    [HttpPost("m/{token}/vurdering")]
    public Task<IActionResult> Rating(string token, [Bind(Prefix = "Rating")] RatingForm form, CancellationToken cancellationToken) => SayAsync(
        token, part => part.Meeting.IsPlanned, part => part with { Rating = form }, part => voice.RateAsync(part.Meeting.Id, part.Party.Id, form, cancellationToken), cancellationToken);

    [HttpPost("m/{token}/indsigelse")]
    public Task<IActionResult> Objection(string token, [Bind(Prefix = "Objection")] ObjectionForm form, CancellationToken cancellationToken) => SayAsync(
        token, part => part.CanObject, part => part with { Objection = form }, part => voice.ObjectAsync(part.Meeting.Id, part.Party.Id, form, cancellationToken), cancellationToken);

    private async Task<IActionResult> SayAsync(
        string token, Func<MyPart, bool> isAsked, Func<MyPart, MyPart> asWritten, Func<MyPart, Task<string>> say, CancellationToken cancellationToken)
    {
        if (await letters.PageAsync(token, cancellationToken) is not { } page)
        {
            return this.LinkGone();
        }

        if (!isAsked(page.Part))
        {
            TempData.LeaveReceipt("Det er for sent at svare her.", "Ring til kommunen, hvis der er noget, I vil sige.");
        }
        else if (!ModelState.IsValid)
        {
            return View("Letter", page with { Part = asWritten(page.Part) });
        }
        else
        {
            TempData.LeaveReceipt("Tak.", await say(page.Part));
        }

        return RedirectToAction("Letter", "MeetingLetters", new { token });
    }
}
