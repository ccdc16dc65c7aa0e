using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Proposals;

/// <summary>The coordinator closes a proposal: takes it back, writes down that a yes came to nothing, or decides for the others.</summary>
public sealed class WithdrawalsController(KemDb db, ProposalMail mail, TimeProvider clock) : Controller
{
    [HttpPost("forslag/{id:guid}/tilbagetraekning")]
    public async Task<IActionResult> Withdraw(Guid id, WithdrawalReason? hvorfor, CancellationToken cancellationToken)
    {
        var proposal = await FindAsync(id, cancellationToken);
        if (proposal is null) return NotFound();
        if (!proposal.CanBeWithdrawn) return Redirect($"/forslag/{id}");

        await WithdrawAsync(proposal, hvorfor ?? WithdrawalReason.Regretted, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt("Forslaget er trukket tilbage", $"{proposal.Partner.Name} får besked og skal ikke gøre noget.");
        return Redirect($"/forslag/{id}");
    }

    [HttpPost("forslag/{id:guid}/opgivet")]
    public async Task<IActionResult> GiveUp(Guid id, GivingUpForm form, CancellationToken cancellationToken)
    {
        var proposal = await FindAsync(id, cancellationToken);
        if (proposal is null) return NotFound();

        if (!ModelState.IsValid || form.How is not (ProposalState.Infeasible or ProposalState.NoContact))
        {
            TempData.LeaveReceipt("Forslaget er ikke lukket", "Vælg, om det ikke kunne lade sig gøre, eller om de aldrig fik kontakt. Skriv højst 500 tegn og intet CPR-nummer.");
            return Redirect($"/forslag/{id}");
        }

        if (!proposal.CanBeGivenUp) return Redirect($"/forslag/{id}");

        proposal.GiveUp(form.How.Value, form.Note?.Trim() ?? "", clock.GetUtcNow());
        await mail.SendFallAsync(proposal, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt("Forslaget er lukket", "Tak, fordi du skrev det ned. Så ved vi, hvad der skete.");
        return Redirect($"/forslag/{id}");
    }

    /// <summary>Those who were asked about the same: let them be, or tell them kindly that it is no longer needed.</summary>
    [HttpPost("forslag/{id:guid}/andre")]
    public async Task<IActionResult> DecideOthers(Guid id, bool luk, CancellationToken cancellationToken)
    {
        var proposal = await FindAsync(id, cancellationToken);
        if (proposal is null) return NotFound();

        if (luk)
        {
            var fell = !proposal.IsAlive;
            var others = fell ? await mail.AskedTogetherWith(proposal, cancellationToken) : await db.Proposals.VisibleTo(User).WithParties().OthersAskedAbout(proposal).ToListAsync(cancellationToken);

            foreach (var other in others.Where(other => other.CanBeWithdrawn))
            {
                await WithdrawAsync(other, fell ? WithdrawalReason.OthersFellAway : WithdrawalReason.NeedIsCovered, cancellationToken);
            }
        }

        proposal.DecideOthers(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt(luk ? "De andre er lukket" : "De andre står ved magt", luk ? "De får en venlig mail og skal ikke gøre noget." : "De kan stadig svare.");
        return Redirect($"/forslag/{id}");
    }

    private async Task WithdrawAsync(MatchProposal proposal, WithdrawalReason why, CancellationToken cancellationToken)
    {
        proposal.Withdraw(why, Viewer.From(User).Name, clock.GetUtcNow());
        await mail.SendWithdrawalAsync(proposal, cancellationToken);
    }

    private async Task<MatchProposal?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        Viewer.From(User).IsCoordinator
            ? await db.Proposals.VisibleTo(User).WithParties().SingleOrDefaultAsync(p => p.Id == id, cancellationToken)
            : null;
}
