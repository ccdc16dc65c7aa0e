using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Agreements;

/// <summary>A coordinator begins an agreement from a yes, and writes it with the parties.</summary>
[RequestFormLimits(ValueLengthLimit = DraftDesk.LongestPaste)]
public sealed class DraftsController(KemDb db, DraftDesk desk, Taxonomy taxonomy, TimeProvider clock) : Controller
{
    [HttpGet("forslag/{proposalId:guid}/aftale")]
    public async Task<IActionResult> New(Guid proposalId, CancellationToken cancellationToken)
    {
        var proposal = await ProposalAsync(proposalId, cancellationToken);
        if (proposal is null) return NotFound();
        if (proposal.State != ProposalState.Interested) return await ElsewhereAsync(proposal, cancellationToken);
        if (await WaitsForOthersAsync(proposal, cancellationToken)) return Wait(proposal);

        var method = taxonomy.HasMethod(proposal.Need.Method) ? proposal.Need.Method : null;
        return View(new NewAgreementPage(proposal, new NewAgreementForm { Method = method, Title = AgreementDraft.TitleFor(proposal.Need) }, taxonomy.Methods));
    }

    [HttpPost("forslag/{proposalId:guid}/aftale")]
    public async Task<IActionResult> New(Guid proposalId, [Bind(Prefix = "Form")] NewAgreementForm form, CancellationToken cancellationToken)
    {
        var proposal = await ProposalAsync(proposalId, cancellationToken);
        if (proposal is null) return NotFound();
        if (proposal.State != ProposalState.Interested) return await ElsewhereAsync(proposal, cancellationToken);
        if (await WaitsForOthersAsync(proposal, cancellationToken)) return Wait(proposal);
        if (!ModelState.IsValid || !taxonomy.HasMethod(form.Method)) return View(new NewAgreementPage(proposal, form, taxonomy.Methods));

        var viewer = Viewer.From(User);
        var unit = await db.Organisations.VisibleTo(User).SingleOrDefaultAsync(o => o.Id == viewer.OrganisationId, cancellationToken);
        var others = await SaidYesTogetherWithAsync(proposal, cancellationToken);
        var agreement = AgreementDraft.From(
            proposal, [.. others.Select(other => other.Partner)], taxonomy.Method(form.Method!), form.Title!.Trim(), unit, viewer, taxonomy, clock.GetUtcNow());

        foreach (var one in others.Prepend(proposal))
        {
            one.BecomeAgreement(clock.GetUtcNow());
        }

        db.Agreements.Add(agreement);
        await db.SaveChangesAsync(cancellationToken);
        return RedirectToAction(nameof(Edit), new { id = agreement.Id });
    }

    [HttpGet("aftaler/{id:guid}/ret")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
    {
        var agreement = await desk.OpenAsync(id, User, cancellationToken);
        if (agreement is null) return NotFound();
        if (!agreement.IsDraft) return Redirect($"/aftaler/{id}");

        return View(await desk.PageAsync(agreement, AgreementForm.Of(agreement), User, merge: null, cancellationToken));
    }

    [HttpPost("aftaler/{id:guid}/ret")]
    public async Task<IActionResult> Edit(
        Guid id, [Bind(Prefix = "Form")] AgreementForm form, List<ConflictChoice> choices, bool videre, CancellationToken cancellationToken)
    {
        var agreement = await desk.OpenAsync(id, User, cancellationToken);
        if (agreement is null) return NotFound();
        if (!agreement.IsDraft) return Redirect($"/aftaler/{id}");
        if (!ModelState.IsValid) return View(await desk.PageAsync(agreement, form, User, merge: null, cancellationToken));

        var saving = await desk.SaveAsync(id, form, choices, User, draft => desk.ChangePartiesAsync(draft, form, User, cancellationToken), cancellationToken);

        return saving switch
        {
            null => Redirect($"/aftaler/{id}"),
            { IsSaved: false } => Conflict(saving, form),
            _ => AfterSaving(saving.Agreement, videre),
        };
    }

    private ViewResult Conflict(DraftSaving saving, AgreementForm form)
    {
        Response.StatusCode = StatusCodes.Status409Conflict;
        return View("EditConflict", DraftConflictPage.Of(saving, form, taxonomy));
    }

    private IActionResult AfterSaving(CooperationAgreement agreement, bool goOn)
    {
        var missing = AgreementText.WhatIsMissing(agreement, taxonomy).Count;
        if (goOn && missing == 0) return Redirect($"/aftaler/{agreement.Id}/underskriftsrunde");

        TempData.LeaveReceipt("Gemt.", missing == 0 ? "Alt er udfyldt. Læs aftalen igennem, og send den til underskrift." : $"Der mangler {DanishText.Count(missing, "svar")}.");
        return RedirectToAction(nameof(Edit), new { id = agreement.Id });
    }

    private Task<MatchProposal?> ProposalAsync(Guid id, CancellationToken cancellationToken) =>
        Viewer.From(User).IsCoordinator
            ? db.Proposals.VisibleTo(User).Include(p => p.Partner).Include(p => p.Need).ThenInclude(n => n.Asker).SingleOrDefaultAsync(p => p.Id == id, cancellationToken)
            : Task.FromResult<MatchProposal?>(null);

    /// <summary>Those who were asked together with the partner, and said yes too.</summary>
    private async Task<IReadOnlyList<MatchProposal>> SaidYesTogetherWithAsync(MatchProposal proposal, CancellationToken cancellationToken) =>
        await db.Proposals.VisibleTo(User).Include(p => p.Partner)
            .Where(p => proposal.BundleId != null && p.BundleId == proposal.BundleId && p.Id != proposal.Id && p.State == ProposalState.Interested)
            .OrderBy(p => p.SentAt).ThenBy(p => p.Id).ToListAsync(cancellationToken);

    /// <summary>One agreement is made with all who were asked together, so nobody may still be thinking.</summary>
    private Task<bool> WaitsForOthersAsync(MatchProposal proposal, CancellationToken cancellationToken) =>
        db.Proposals.VisibleTo(User).Open().AnyAsync(p => proposal.BundleId != null && p.BundleId == proposal.BundleId, cancellationToken);

    private RedirectResult Wait(MatchProposal proposal)
    {
        TempData.LeaveReceipt("Vent med aftalen, til alle har svaret", "De er spurgt sammen. Har I besluttet at gå videre uden nogen, så luk deres forslag først.");
        return Redirect($"/forslag/{proposal.Id}");
    }

    /// <summary>The proposal has become an agreement already, or takes none.</summary>
    private async Task<IActionResult> ElsewhereAsync(MatchProposal proposal, CancellationToken cancellationToken)
    {
        var agreement = await db.Agreements.VisibleTo(User).FirstOrDefaultAsync(
            a => a.ProposalId == proposal.Id || (proposal.BundleId != null && db.Proposals.Any(p => p.Id == a.ProposalId && p.BundleId == proposal.BundleId)), cancellationToken);
        return Redirect(agreement is null ? $"/forslag/{proposal.Id}" : $"/aftaler/{agreement.Id}");
    }
}
