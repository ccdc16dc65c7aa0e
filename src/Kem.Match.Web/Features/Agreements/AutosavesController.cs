using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Kem.Match.Web.Features.Agreements;

/// <summary>A draft is saved by itself while somebody writes; the answer is the side of the page with what is missing now.</summary>
[RequestFormLimits(ValueLengthLimit = DraftDesk.LongestPaste)]
public sealed class AutosavesController(DraftDesk desk, TimeProvider clock) : Controller
{
    [HttpPost("aftaler/{id:guid}/kladde")]
    public async Task<IActionResult> Save(Guid id, [Bind(Prefix = "Form")] AgreementForm form, CancellationToken cancellationToken)
    {
        if (await desk.OpenAsync(id, User, cancellationToken) is null) return NotFound();
        if (!ModelState.IsValid) return UnprocessableEntity(WhatIsWrong());

        // Who comes and who leaves waits for somebody to press Gem.
        var saving = await desk.SaveAsync(id, form, [], User, andAlso: null, cancellationToken);
        if (saving is null) return Conflict("Aftalen er ikke en kladde mere.");
        if (!saving.IsSaved) return Conflict(string.Join(' ', saving.Merge.Conflicts.Select(conflict => conflict.Key)));

        var fresh = AgreementForm.Of(saving.Agreement);
        var page = await desk.PageAsync(saving.Agreement, form, User, saving.Merge, cancellationToken);
        ViewData["Seen"] = fresh.Seen;
        ViewData["SavedAt"] = DanishText.Clock(clock.GetUtcNow());
        return PartialView("_Beside", page);
    }

    private string WhatIsWrong() => ModelState.Values.SelectMany(field => field.Errors).Select(error => error.ErrorMessage).First();
}
