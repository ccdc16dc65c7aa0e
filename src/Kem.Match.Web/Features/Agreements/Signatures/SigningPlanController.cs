using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>A coordinator says who signs for each party, and by which rule.</summary>
public sealed class SigningPlanController(KemDb db, SignerAddresses addresses, TimeProvider clock) : Controller
{
    [HttpGet("aftaler/{id:guid}/underskrivere")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
    {
        var agreement = await EditableAsync(id, cancellationToken);
        if (agreement is null) return NotFound();
        if (!agreement.IsDraft) return Redirect($"/aftaler/{id}");

        return View("Plan", new SigningPlanPage(agreement, SigningPlanForm.Of(agreement, VersionOf(agreement).CurrentValue)));
    }

    [HttpPost("aftaler/{id:guid}/underskrivere")]
    public async Task<IActionResult> Edit(Guid id, [Bind(Prefix = "Form")] SigningPlanForm form, SigningRowChange row, CancellationToken cancellationToken)
    {
        var agreement = await EditableAsync(id, cancellationToken);
        if (agreement is null) return NotFound();
        if (!agreement.IsDraft) return Redirect($"/aftaler/{id}");
        if (row.Apply(form)) return Rewritten(agreement, form);

        await RefuseWhatCannotBeAsync(agreement, form, cancellationToken);
        if (!ModelState.IsValid) return View("Plan", new SigningPlanPage(agreement, form));

        form.WriteTo(agreement, clock.GetUtcNow());
        VersionOf(agreement).OriginalValue = form.Version;
        await db.SaveChangesAsync(cancellationToken);

        var missing = new SigningPlanPage(agreement, form).Gaps.Count;
        TempData.LeaveReceipt("Gemt.", missing == 0 ? "Alle, der skal skrive under, er på listen." : $"Der mangler {DanishText.Count(missing, "svar")}. Se dem her på siden.");
        return RedirectToAction(nameof(Edit), new { id });
    }

    // A row more or less, and everything that was typed is still there.
    private ViewResult Rewritten(CooperationAgreement agreement, SigningPlanForm form)
    {
        ModelState.Clear();
        return View("Plan", new SigningPlanPage(agreement, form));
    }

    private async Task RefuseWhatCannotBeAsync(CooperationAgreement agreement, SigningPlanForm form, CancellationToken cancellationToken)
    {
        foreach (var (index, (party, written)) in agreement.Parties.Zip(form.Parties).Index())
        {
            var wrong = SigningPlan.ProblemsOf(SigningRule.Of(written.Rule), written.People).Where(problem => !problem.IsGap)
                .Concat(await addresses.ProblemsOfAsync(agreement, party, written.People, Viewer.From(User), cancellationToken));

            foreach (var problem in wrong)
            {
                ModelState.AddModelError($"Form.{AgreementText.SigningField(index, problem)}", problem.Text);
            }
        }
    }

    private Microsoft.EntityFrameworkCore.ChangeTracking.PropertyEntry<CooperationAgreement, long> VersionOf(CooperationAgreement agreement) =>
        db.Entry(agreement).Property<long>(KemDb.Version);

    private Task<CooperationAgreement?> EditableAsync(Guid id, CancellationToken cancellationToken) =>
        db.Agreements.EditableBy(User).Whole().SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
}

/// <summary>The parties' rules and lists, and what they still miss.</summary>
public sealed record SigningPlanPage(CooperationAgreement Agreement, SigningPlanForm Form)
{
    /// <summary>What stands between these lists and the signatures, with the field of each.</summary>
    public IReadOnlyList<MissingAnswer> Gaps =>
    [
        .. from party in Form.Parties.Index()
           from problem in SigningPlan.ProblemsOf(SigningRule.Of(party.Item.Rule), party.Item.People)
           where problem.IsGap
           select new MissingAnswer(AgreementText.SigningField(party.Index, problem), problem.Text),
    ];
}

/// <summary>The buttons that lengthen or shorten a list; each says which party, and which row.</summary>
public sealed class SigningRowChange
{
    /// <summary>The party that gets a row more.</summary>
    [FromForm(Name = "tilfoej")]
    public int? Add { get; init; }

    /// <summary>"1.2": the party and its row that goes away.</summary>
    [FromForm(Name = "fjern")]
    public string? Remove { get; init; }

    /// <summary>True when one of the buttons was pressed.</summary>
    public bool Apply(SigningPlanForm form)
    {
        if (Add is { } party && party >= 0 && party < form.Parties.Count && form.Parties[party].HasRoom)
        {
            form.Parties[party].Signatories.Add(new SignatoryForm());
        }

        if (Remove?.Split('.') is [var at, var row] && int.TryParse(at, out var from) && int.TryParse(row, out var gone)
            && from >= 0 && from < form.Parties.Count && gone >= 0 && gone < form.Parties[from].Signatories.Count)
        {
            form.Parties[from].Signatories.RemoveAt(gone);
        }

        return Add is not null || Remove is not null;
    }
}
