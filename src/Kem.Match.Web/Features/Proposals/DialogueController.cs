using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Proposals;

/// <summary>The coordinator answers a partner's question, and gives more time to answer.</summary>
public sealed class DialogueController(KemDb db, ProposalMail mail, ProposalRefusals refusals, TimeProvider clock) : Controller
{
    private const int DaysToThink = 7;

    [HttpGet("forslag/{id:guid}/beskeder")]
    public async Task<IActionResult> New(Guid id, CancellationToken cancellationToken)
    {
        var proposal = await FindAsync(id, cancellationToken);
        if (proposal is null) return NotFound();
        if (!proposal.IsOpen) return Redirect($"/forslag/{id}");

        var soonest = clock.Today().AddDays(DaysToThink);
        return View("Reply", new ReplyPage(proposal, new ReplyForm { AnswerBy = proposal.AnswerBy > soonest ? proposal.AnswerBy : soonest }, clock.GetUtcNow()));
    }

    [HttpPost("forslag/{id:guid}/beskeder")]
    public async Task<IActionResult> Create(Guid id, ReplyForm form, CancellationToken cancellationToken)
    {
        var proposal = await FindAsync(id, cancellationToken);
        if (proposal is null) return NotFound();
        if (!proposal.IsOpen || IsSaidAlready(proposal, form)) return Redirect($"/forslag/{id}");

        refusals.RefuseDay(ModelState, "Form.AnswerBy", form.AnswerBy);
        if (!ModelState.IsValid) return View("Reply", new ReplyPage(proposal, form, clock.GetUtcNow()));

        proposal.Reply(form.Text!.Trim(), Viewer.From(User).Name, form.AnswerBy!.Value, clock.GetUtcNow());
        await mail.SendReplyAsync(proposal, proposal.Messages[^1], cancellationToken);
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt("Svaret er gemt", proposal.CanBeMailed ? $"{proposal.ReaderName} får det på mail med et link til at svare på forslaget." : $"De har ingen mail. Ring til {proposal.Partner.Name}, og fortæl dem det.");
        return Redirect($"/forslag/{id}");
    }

    [HttpPost("forslag/{id:guid}/svarfrist")]
    public async Task<IActionResult> Extend(Guid id, ExtensionForm form, CancellationToken cancellationToken)
    {
        var proposal = await FindAsync(id, cancellationToken);
        if (proposal is null) return NotFound();
        if (!proposal.IsOpen) return Redirect($"/forslag/{id}");

        refusals.RefuseDay(ModelState, "Form.AnswerBy", form.AnswerBy);

        if (!ModelState.IsValid)
        {
            TempData.LeaveReceipt("Svarfristen er ikke flyttet", ModelState.Values.SelectMany(field => field.Errors).First().ErrorMessage);
            return Redirect($"/forslag/{id}");
        }

        proposal.ExtendTo(form.AnswerBy!.Value, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt("Svarfristen er flyttet", $"De har nu til {DanishText.WeekdayAndDay(proposal.AnswerBy)}.");
        return Redirect($"/forslag/{id}");
    }

    // A second press of the button says nothing new.
    private static bool IsSaidAlready(MatchProposal proposal, ReplyForm form) =>
        proposal is { State: ProposalState.Sent, Messages: [.., { IsFromPartner: false } last] } && last.Text == form.Text?.Trim();

    private async Task<MatchProposal?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        Viewer.From(User).IsCoordinator
            ? await db.Proposals.VisibleTo(User).WithStory().SingleOrDefaultAsync(p => p.Id == id, cancellationToken)
            : null;
}
