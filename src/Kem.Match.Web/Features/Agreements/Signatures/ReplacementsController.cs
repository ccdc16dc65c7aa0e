using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>Finds another to sign in the place of somebody who has not, while the text lies for signature.</summary>
public sealed class ReplacementsController(KemDb db, SigningRound round, SignerAddresses addresses) : Controller
{
    [HttpGet("aftaler/{id:guid}/underskrivere/{signatoryId:guid}")]
    public async Task<IActionResult> New(Guid id, Guid signatoryId, CancellationToken cancellationToken)
    {
        var agreement = await EditableAsync(id, cancellationToken);
        if (agreement?.Signatories.SingleOrDefault(s => s.Id == signatoryId) is not { } signatory) return NotFound();
        if (!agreement.CanBeReplaced(signatory)) return Redirect($"/aftaler/{id}");

        return View("Replace", new ReplacementPage(agreement, signatory, SignatoryForm.Of(signatory.Describe())));
    }

    [HttpPost("aftaler/{id:guid}/underskrivere/{signatoryId:guid}")]
    public async Task<IActionResult> New(Guid id, Guid signatoryId, [Bind(Prefix = "Form")] SignatoryForm form, CancellationToken cancellationToken)
    {
        var agreement = await EditableAsync(id, cancellationToken);
        if (agreement?.Signatories.SingleOrDefault(s => s.Id == signatoryId) is not { } signatory) return NotFound();
        if (!agreement.CanBeReplaced(signatory)) return Redirect($"/aftaler/{id}");

        await RefuseWhatDoesNotFitAsync(agreement, signatory, form, cancellationToken);
        if (!ModelState.IsValid) return View("Replace", new ReplacementPage(agreement, signatory, form));

        await round.ReplaceAsync(agreement, signatory, form.ToDetails(), Viewer.From(User), cancellationToken);
        TempData.LeaveReceipt("Gemt.", $"Det gamle link er lukket. {form.Name!.Trim()} bliver spurgt, når det er tid.");
        return Redirect($"/aftaler/{id}");
    }

    // Nothing may be missing now, for the text is out already.
    private async Task RefuseWhatDoesNotFitAsync(CooperationAgreement agreement, Signatory signatory, SignatoryForm form, CancellationToken cancellationToken)
    {
        var party = agreement.PartyOf(signatory);
        var people = party.Signatories.Select(other => other == signatory ? form.ToDetails() : other.Describe()).ToList();
        var row = party.Signatories.Index().Single(other => other.Item == signatory).Index;
        var problems = SigningPlan.ProblemsOf(party.SigningRule, people)
            .Concat(await addresses.ProblemsOfAsync(agreement, party, people, Viewer.From(User), cancellationToken));

        foreach (var problem in problems.Where(problem => problem.Row is null || problem.Row >= row))
        {
            var field = problem.Row is null ? nameof(SignatoryForm.Role) : problem.Field;
            ModelState.AddModelError($"Form.{field}", problem.Text);
        }
    }

    private Task<CooperationAgreement?> EditableAsync(Guid id, CancellationToken cancellationToken) =>
        db.Agreements.EditableBy(User).Whole().SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
}

public sealed record ReplacementPage(CooperationAgreement Agreement, Signatory Signatory, SignatoryForm Form);
