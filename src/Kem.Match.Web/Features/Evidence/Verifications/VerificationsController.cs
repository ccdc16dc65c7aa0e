using System.Security.Cryptography;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Kem.Match.Web.Features.Evidence.Verifications;

/// <summary>Anybody may ask whether a file is one of ours. The file is read and forgotten; nothing is kept.</summary>
[AllowAnonymous]
public sealed class VerificationsController(FileVerification verification, VerificationLimit limit) : Controller
{
    [HttpGet("bekraeft")]
    public IActionResult New() => View(new VerificationPage(new VerificationForm(), null));

    [HttpPost("bekraeft")]
    public async Task<IActionResult> New([Bind(Prefix = "Form")] VerificationForm form, CancellationToken cancellationToken)
    {
        var page = new VerificationPage(form, null);

        if (!limit.Allows(HttpContext.Connection.RemoteIpAddress))
        {
            ModelState.AddModelError("Form.File", "Der er prøvet mange gange fra din adresse. Vent et minut, og prøv igen.");
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return View(page);
        }

        if (!ModelState.IsValid) return View(page);

        return View(page with { Answer = await verification.AnswerAsync(await Sha256Async(form, cancellationToken), form.File is not null, cancellationToken) });
    }

    private static async Task<string> Sha256Async(VerificationForm form, CancellationToken cancellationToken)
    {
        if (form.File is not { } file) return form.Digits;

        await using var content = file.OpenReadStream();
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
    }
}

/// <summary>The question, and the answer when it was asked.</summary>
public sealed record VerificationPage(VerificationForm Form, VerificationAnswer? Answer);
