using System.Text;
using Kem.Match.Web.Mailing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Hosting;

namespace Kem.Match.Web.Features.Development;

/// <summary>The mails as their receivers see them, so that a developer can press the links. Exists in Development only.</summary>
[AllowAnonymous]
public sealed class MailsController(PickupFolder folder, IWebHostEnvironment environment) : Controller
{
    private const int Most = 200;

    // The mail brings its own styles and pictures are not used; it may neither run scripts nor be shown elsewhere.
    private const string MailPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'self'; form-action 'none'";

    public override void OnActionExecuting(ActionExecutingContext context)
    {
        if (!environment.IsDevelopment())
        {
            context.Result = NotFound();
        }
    }

    [HttpGet("/udvikling/mails")]
    public IActionResult Index() => View(folder.Newest(Most));

    [HttpGet("/udvikling/mails/{id}")]
    public IActionResult Details(string id) => folder.Find(id) is { } mail ? View(mail) : NotFound();

    [HttpGet("/udvikling/mails/{id}/html")]
    public IActionResult Html(string id)
    {
        if (folder.Find(id) is not { } mail) return NotFound();

        Response.Headers.ContentSecurityPolicy = MailPolicy;

        // Links leave the frame, as they leave a mail program.
        return Content(mail.Html.Replace("<head>", "<head><base target=\"_top\">", StringComparison.OrdinalIgnoreCase), "text/html", Encoding.UTF8);
    }

    [HttpGet("/udvikling/mails/{id}/fil")]
    public IActionResult Attachment(string id) =>
        folder.Find(id)?.Attachment is { } file ? File(file.Bytes, file.MediaType, file.FileName) : NotFound();

    [HttpGet("/udvikling/mails/{id}/kalender")]
    public IActionResult Calendar(string id) =>
        folder.Find(id)?.Calendar is { } calendar ? File(Encoding.UTF8.GetBytes(calendar), "text/calendar; charset=utf-8", "moede.ics") : NotFound();
}
