using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Stories;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Stories;

/// <summary>The coordinator asks somebody by link, or writes down a yes on paper, or a no on the phone.</summary>
[Route("historier/{id:guid}/samtykker")]
public sealed class StoryConsentsController(KemDb db, StoryPost post, TimeProvider clock) : Controller
{
    private const string ByName = "navn";
    private const string ByQuote = "citat";

    [HttpGet("nyt")]
    public async Task<IActionResult> New(Guid id, CancellationToken cancellationToken) =>
        await StoryAsync(id, cancellationToken) is { } story ? View("NewConsent", (story, new ConsentForm { PersonName = story.QuotedPerson })) : NotFound();

    [HttpPost("nyt")]
    public async Task<IActionResult> Create(Guid id, [Bind(Prefix = "Item2")] ConsentForm form, CancellationToken cancellationToken)
    {
        var story = await StoryAsync(id, cancellationToken);
        if (story is null) return NotFound();

        foreach (var (field, message) in form.Contradictions())
        {
            ModelState.AddModelError($"Item2.{field}", message);
        }

        if (!ModelState.IsValid) return View("NewConsent", (story, form));

        var pictures = story.Pictures.Where(picture => form.About.Contains(picture.Id.ToString())).Select(picture => (Guid?)picture.Id).ToList();
        var inText = form.About.Contains(ByName) || form.About.Contains(ByQuote);

        // One line in the record for the text, and one for each picture: a yes to one is no yes to another.
        foreach (var picture in inText ? [null, .. pictures] : pictures)
        {
            var consent = story.Ask(
                form.PersonName!.Trim(), form.Way == ConsentWay.Link ? form.Address!.Trim() : "",
                picture is null && form.About.Contains(ByName), picture is null && form.About.Contains(ByQuote), picture, clock.GetUtcNow());

            if (form.Way == ConsentWay.Paper)
            {
                story.Agree(consent, ConsentWay.Paper, Viewer.From(User).Name, clock.GetUtcNow());
            }
            else
            {
                await post.AskPersonAsync(story, consent, cancellationToken);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        TempData.LeaveReceipt(form.Way == ConsentWay.Paper ? "Samtykket er skrevet ned." : $"{form.PersonName} får en mail.", form.Way == ConsentWay.Paper ? "Gem papiret." : null);
        return Redirect($"/historier/{id}");
    }

    [HttpPost("{consentId:guid}/tilbagetraekning")]
    public async Task<IActionResult> TakeBack(Guid id, Guid consentId, CancellationToken cancellationToken)
    {
        var story = await StoryAsync(id, cancellationToken);
        var consent = story?.Consents.SingleOrDefault(c => c.Id == consentId);
        if (story is null || consent is null) return NotFound();

        story.TakeBack(consent, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        TempData.LeaveReceipt("Det er skrevet ned.", story.State == StoryState.Withdrawn ? "Historien er taget ned." : null);
        return Redirect($"/historier/{id}");
    }

    private Task<Story?> StoryAsync(Guid id, CancellationToken cancellationToken) =>
        db.Stories.EditableBy(User).Whole().SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
}
