using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Stories;
using Kem.Match.Web.Features.Agreements;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Stories;

/// <summary>A party approves the story, or a person says yes or no to being in it; each by a link of its own.</summary>
[AllowAnonymous, PrivateLetter]
public sealed class StoryAnswersController(KemDb db, AccessLinks links, StoryPost post, TimeProvider clock) : Controller
{
    private const string Yes = "ja";

    [HttpGet("o/{token}")]
    public async Task<IActionResult> Approve(string token, CancellationToken cancellationToken)
    {
        var approval = await ApprovalAsync(token, cancellationToken);
        return approval is null ? this.LinkGone() : await ApprovePageAsync(approval, new ApprovalForm { Name = approval.ContactName }, token, cancellationToken);
    }

    [HttpPost("o/{token}")]
    public async Task<IActionResult> Approve(string token, [Bind(Prefix = "Form")] ApprovalForm form, string? svar, CancellationToken cancellationToken)
    {
        var approval = await ApprovalAsync(token, cancellationToken);
        if (approval is null) return this.LinkGone();
        if (!approval.Story.WaitsFor(approval)) return Redirect($"/o/{token}");

        if (form.TextVersion != approval.Story.TextVersion)
        {
            ModelState.AddModelError("", "Historien er ændret, siden du åbnede siden. Læs den igen herunder.");
            Response.StatusCode = StatusCodes.Status409Conflict;
        }

        if (svar == Yes && string.IsNullOrWhiteSpace(form.Name)) ModelState.AddModelError("Form.Name", "Skriv dit navn, så de andre kan se, hvem der har godkendt.");
        if (svar != Yes && string.IsNullOrWhiteSpace(form.Wish)) ModelState.AddModelError("Form.Wish", "Skriv, hvad der skal ændres.");
        if (!ModelState.IsValid) return await ApprovePageAsync(approval, form, token, cancellationToken);

        if (svar == Yes)
        {
            approval.Story.Approve(approval, form.Name!.Trim(), clock.GetUtcNow());
        }
        else
        {
            approval.Story.AskForChange(approval, form.Wish!.Trim(), clock.GetUtcNow());
        }

        await db.SaveChangesAsync(cancellationToken);
        TempData.LeaveReceipt(svar == Yes ? "Tak. I har godkendt historien." : "Tak. Koordinatoren retter historien.", svar == Yes ? null : "I får den til godkendelse igen.");
        return Redirect($"/o/{token}");
    }

    [HttpGet("o/{token}/billeder/{pictureId:guid}")]
    public async Task<IActionResult> ApprovedPicture(string token, Guid pictureId, CancellationToken cancellationToken) =>
        await PictureAsync((await ApprovalAsync(token, cancellationToken))?.Story, pictureId, cancellationToken);

    [HttpGet("j/{token}")]
    public async Task<IActionResult> Consent(string token, CancellationToken cancellationToken)
    {
        var consent = await ConsentAsync(token, cancellationToken);
        return consent is null ? this.LinkGone() : View("Consent", new ConsentPage(consent, await MunicipalityAsync(consent.Story, cancellationToken), token));
    }

    [HttpPost("j/{token}")]
    public async Task<IActionResult> Consent(string token, string? svar, CancellationToken cancellationToken)
    {
        var consent = await ConsentAsync(token, cancellationToken);
        if (consent is null) return this.LinkGone();

        if (svar == Yes && !consent.IsGiven)
        {
            consent.Story.Agree(consent, ConsentWay.Link, recordedBy: "", clock.GetUtcNow());
            TempData.LeaveReceipt("Tak for dit ja.", "Du kan altid fortryde med det samme link.");
        }
        else if (svar != Yes && consent.TakenBackAt is null)
        {
            consent.Story.TakeBack(consent, clock.GetUtcNow());
            await post.TellWriterAsync(consent.Story, consent, cancellationToken);
            TempData.LeaveReceipt("Du er ikke med.", "Var historien delt, kan ingen læse den nu.");
        }

        await db.SaveChangesAsync(cancellationToken);
        return Redirect($"/j/{token}");
    }

    [HttpGet("j/{token}/billede")]
    public async Task<IActionResult> ConsentPicture(string token, CancellationToken cancellationToken)
    {
        var consent = await ConsentAsync(token, cancellationToken);
        return await PictureAsync(consent?.Story, consent?.PictureId ?? Guid.Empty, cancellationToken);
    }

    private async Task<IActionResult> PictureAsync(Story? story, Guid pictureId, CancellationToken cancellationToken)
    {
        var picture = story?.Pictures.SingleOrDefault(p => p.Id == pictureId);
        return picture is null ? NotFound() : File(await db.StoryPictureFiles.Where(f => f.Id == pictureId).Select(f => f.Content).SingleAsync(cancellationToken), picture.MediaType);
    }

    private async Task<ViewResult> ApprovePageAsync(StoryApproval approval, ApprovalForm form, string token, CancellationToken cancellationToken) =>
        View("Approve", new ApproveStoryPage(approval, form, await MunicipalityAsync(approval.Story, cancellationToken), token));

    private async Task<StoryApproval?> ApprovalAsync(string token, CancellationToken cancellationToken) =>
        await links.FindAsync(LinkPurpose.ApproveStory, token, cancellationToken) is { } link
            ? (await db.Stories.Whole().SingleOrDefaultAsync(s => s.Approvals.Any(a => a.Id == link.SubjectId), cancellationToken))?.Approvals.Single(a => a.Id == link.SubjectId)
            : null;

    private async Task<StoryConsent?> ConsentAsync(string token, CancellationToken cancellationToken) =>
        await links.FindAsync(LinkPurpose.ConsentToStory, token, cancellationToken) is { } link
            ? (await db.Stories.Whole().SingleOrDefaultAsync(s => s.Consents.Any(c => c.Id == link.SubjectId), cancellationToken))?.Consents.Single(c => c.Id == link.SubjectId)
            : null;

    private Task<Municipality> MunicipalityAsync(Story story, CancellationToken cancellationToken) =>
        db.Municipalities.AsNoTracking().SingleAsync(m => m.Code == story.MunicipalityCode, cancellationToken);
}
