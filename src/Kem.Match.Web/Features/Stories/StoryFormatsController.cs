using System.Text;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Stories;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Kem.Match.Web.Features.Stories;

/// <summary>A settled story in the forms that others can use: a page for everybody, a press note, a slide, a post.</summary>
public sealed class StoryFormatsController(KemDb db, IConfiguration configuration) : Controller
{
    [HttpGet("historie/{slug}"), AllowAnonymous]
    public async Task<IActionResult> Public(string slug, CancellationToken cancellationToken)
    {
        var story = await SharedAsync(slug, cancellationToken);
        if (story is null) return NotFound();

        // What is taken down must be gone the next time somebody looks.
        Response.Headers.CacheControl = "no-cache";
        if (!story.MayBeFound) Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        return View("Public", new PublicStoryPage(new StoryReading(story, $"/historie/{slug}/billeder"), await MunicipalityAsync(story, cancellationToken)));
    }

    [HttpGet("historie/{slug}/billeder/{pictureId:guid}"), AllowAnonymous]
    public async Task<IActionResult> PublicPicture(string slug, Guid pictureId, CancellationToken cancellationToken)
    {
        var picture = (await SharedAsync(slug, cancellationToken))?.Pictures.SingleOrDefault(p => p.Id == pictureId);
        if (picture is null) return NotFound();

        Response.Headers.CacheControl = "no-cache";
        return File(await db.StoryPictureFiles.Where(f => f.Id == pictureId).Select(f => f.Content).SingleAsync(cancellationToken), picture.MediaType);
    }

    [HttpGet("historier/{id:guid}/presse.txt")]
    public async Task<IActionResult> Press(Guid id, CancellationToken cancellationToken) =>
        await SettledAsync(id, cancellationToken) is { } story
            ? File(Encoding.UTF8.GetBytes(StoryTexts.Press(story, await MunicipalityAsync(story, cancellationToken))), "text/plain; charset=utf-8", "pressemeddelelse.txt")
            : NotFound();

    [HttpGet("historier/{id:guid}/opslag.txt")]
    public async Task<IActionResult> Post(Guid id, CancellationToken cancellationToken) =>
        await SettledAsync(id, cancellationToken) is { } story
            ? File(Encoding.UTF8.GetBytes(StoryTexts.Post(story, AddressOf(story))), "text/plain; charset=utf-8", "opslag.txt")
            : NotFound();

    /// <summary>One page in the shape of a screen.</summary>
    [HttpGet("historier/{id:guid}/dias")]
    public async Task<IActionResult> Slide(Guid id, CancellationToken cancellationToken) =>
        await SettledAsync(id, cancellationToken) is { } story ? View("Slide", new StoryReading(story, $"/historier/{id}/billeder")) : NotFound();

    private Uri? AddressOf(Story story) => story.IsShared ? new Uri(new Uri(configuration["PublicBaseUrl"] ?? "http://localhost:5080"), $"/historie/{story.Slug}") : null;

    private Task<Story?> SharedAsync(string slug, CancellationToken cancellationToken) =>
        db.Stories.AsNoTracking().Include(s => s.Pictures).SingleOrDefaultAsync(s => s.Slug == slug && s.State == StoryState.Shared, cancellationToken);

    private Task<Story?> SettledAsync(Guid id, CancellationToken cancellationToken) =>
        db.Stories.VisibleTo(User).AsNoTracking().Include(s => s.Pictures)
            .SingleOrDefaultAsync(s => s.Id == id && (s.State == StoryState.Approved || s.State == StoryState.Shared), cancellationToken);

    private Task<Municipality> MunicipalityAsync(Story story, CancellationToken cancellationToken) =>
        db.Municipalities.AsNoTracking().SingleAsync(m => m.Code == story.MunicipalityCode, cancellationToken);
}
