using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Alive;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Alive;

/// <summary>A party says whether a step happened: with the link in the mail, signed in, or to the coordinator on the phone.</summary>
public sealed class StepAnswersController(KemDb db, AccessLinks links, TimeProvider clock) : Controller
{
    [HttpGet("h/{token}"), AllowAnonymous]
    public async Task<IActionResult> Open(string token, CancellationToken cancellationToken) =>
        await ByLinkAsync(token, cancellationToken) is { } question ? await ShowAsync(question, $"/h/{token}", cancellationToken) : this.LinkGone();

    [HttpPost("h/{token}"), AllowAnonymous]
    public async Task<IActionResult> Answer(string token, bool? svar, CancellationToken cancellationToken) =>
        await ByLinkAsync(token, cancellationToken) is { } question ? await SayAsync(question, svar, EventWay.Link, $"/h/{token}", cancellationToken) : this.LinkGone();

    [HttpGet("holder-det/svar/{id:guid}")]
    public async Task<IActionResult> OpenSignedIn(Guid id, CancellationToken cancellationToken) =>
        await OwnAsync(id, cancellationToken) is { } question ? await ShowAsync(question, $"/holder-det/svar/{id}", cancellationToken) : NotFound();

    [HttpPost("holder-det/svar/{id:guid}")]
    public async Task<IActionResult> AnswerSignedIn(Guid id, bool? svar, CancellationToken cancellationToken)
    {
        var question = await OwnAsync(id, cancellationToken);
        if (question is null) return NotFound();

        var way = question.OrganisationId == Viewer.From(User).OrganisationId ? EventWay.SignedIn : EventWay.Told;
        return await SayAsync(question, svar, way, $"/holder-det/svar/{id}", cancellationToken);
    }

    private async Task<MatchQuestion?> ByLinkAsync(string token, CancellationToken cancellationToken)
    {
        var link = await links.FindAsync(LinkPurpose.ConfirmStep, token, cancellationToken);
        return link is null ? null : await db.MatchQuestions.SingleOrDefaultAsync(q => q.Id == link.SubjectId, cancellationToken);
    }

    private Task<MatchQuestion?> OwnAsync(Guid id, CancellationToken cancellationToken) =>
        db.MatchQuestions.VisibleTo(User).SingleOrDefaultAsync(q => q.Id == id, cancellationToken);

    private async Task<IActionResult> SayAsync(MatchQuestion question, bool? happened, EventWay way, string page, CancellationToken cancellationToken)
    {
        if (happened is { } answer && question.Say(answer, way, clock.GetUtcNow()) is { } word)
        {
            db.MatchEvents.Add(word);
            await db.SaveChangesAsync(cancellationToken);
        }

        return Redirect(page);
    }

    private async Task<IActionResult> ShowAsync(MatchQuestion question, string postTo, CancellationToken cancellationToken) => View("Answer", new StepAnswerPage
    {
        Question = question,
        Match = await MatchNames.AboutAsync(db, question, cancellationToken),
        Organisation = await db.Organisations.Where(o => o.Id == question.OrganisationId).Select(o => o.Name).SingleAsync(cancellationToken),
        Municipality = await db.Municipalities.AsNoTracking().SingleAsync(m => m.Code == question.MunicipalityCode, cancellationToken),
        PostTo = postTo,
    });
}
