using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Stories;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Features.Stories.Pictures;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Stories;

/// <summary>Pictures of a story: put in, looked at, taken out.</summary>
[Route("historier/{id:guid}/billeder")]
public sealed class StoryPicturesController(KemDb db, TimeProvider clock) : Controller
{
    // Room for the picture and the fields around it; what is larger is not even read.
    private const int MostInRequest = CleanPicture.MostBytes + 64 * 1024;

    [HttpGet("nyt")]
    public async Task<IActionResult> New(Guid id, CancellationToken cancellationToken) =>
        await StoryAsync(id, cancellationToken) is { } story ? View("NewPicture", (story, new PictureForm())) : NotFound();

    [HttpPost("nyt"), RequestSizeLimit(MostInRequest), RequestFormLimits(MultipartBodyLengthLimit = MostInRequest)]
    public async Task<IActionResult> Create(Guid id, [Bind(Prefix = "Item2")] PictureForm form, CancellationToken cancellationToken)
    {
        var story = await StoryAsync(id, cancellationToken);
        if (story is null) return NotFound();

        var picture = form.File is null ? null : await CleanAsync(form, cancellationToken);
        if (form.File is not null && picture is null) ModelState.AddModelError("Item2.File", "Vælg et billede i formatet JPEG, PNG eller WebP på højst 5 megabyte. Det her kan vi ikke vise.");
        if (story.Pictures.Count >= Story.MostPictures) ModelState.AddModelError("Item2.File", $"Der er allerede {Story.MostPictures} billeder. Tag et ud først.");
        if (!ModelState.IsValid) return View("NewPicture", (story, form));

        var added = story.AddPicture(picture!.MediaType, picture.Width, picture.Height, form.AltText!.Trim(), form.ShowsPeople, clock.GetUtcNow());
        db.StoryPictureFiles.Add(new StoryPictureFile(added.Id, picture.Content));
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt("Billedet er sat ind.", form.ShowsPeople ? "Spørg nu dem, der er på det." : null);
        return Redirect($"/historier/{id}");
    }

    [HttpGet("{pictureId:guid}")]
    public async Task<IActionResult> Show(Guid id, Guid pictureId, CancellationToken cancellationToken)
    {
        var picture = (await db.Stories.VisibleTo(User).AsNoTracking().Include(s => s.Pictures).SingleOrDefaultAsync(s => s.Id == id, cancellationToken))?.Pictures.SingleOrDefault(p => p.Id == pictureId);
        if (picture is null) return NotFound();

        Response.Headers.CacheControl = "private, no-cache";
        return File(await db.StoryPictureFiles.Where(f => f.Id == pictureId).Select(f => f.Content).SingleAsync(cancellationToken), picture.MediaType);
    }

    [HttpPost("{pictureId:guid}/fjernelse")]
    public async Task<IActionResult> Remove(Guid id, Guid pictureId, CancellationToken cancellationToken)
    {
        var story = await StoryAsync(id, cancellationToken);
        var picture = story?.Pictures.SingleOrDefault(p => p.Id == pictureId);
        if (story is null || picture is null) return NotFound();

        story.RemovePicture(picture, clock.GetUtcNow());
        db.StoryPictureFiles.Remove(await db.StoryPictureFiles.SingleAsync(f => f.Id == pictureId, cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        TempData.LeaveReceipt("Billedet er taget ud.");
        return Redirect($"/historier/{id}");
    }

    private static async Task<CleanPicture?> CleanAsync(PictureForm form, CancellationToken cancellationToken)
    {
        if (form.File!.Length > CleanPicture.MostBytes) return null;

        using var content = new MemoryStream();
        await form.File.CopyToAsync(content, cancellationToken);
        return CleanPicture.Of(content.ToArray());
    }

    private Task<Story?> StoryAsync(Guid id, CancellationToken cancellationToken) =>
        db.Stories.EditableBy(User).Whole().SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
}
