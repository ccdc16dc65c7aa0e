using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Proposals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Proposals;

/// <summary>
/// Answering a proposal: from the link in the mail without an account, or signed in. Opening the page changes nothing; only
/// the button does, because mail scanners open links.
/// </summary>
public sealed class AnswersController(KemDb db, AccessLinks links, ProposalMail mail, TimeProvider clock) : Controller
{
    private const int MonthsOfPause = 3;
    private const int DefaultMonthsUntilAskedAgain = 3;

    [HttpGet("s/{token}"), AllowAnonymous]
    public async Task<IActionResult> Open(string token, CancellationToken cancellationToken)
    {
        var proposal = await FindAsync(token, cancellationToken);
        if (proposal is null) return this.LinkGone();

        return proposal.AnsweredAt is null
            ? await AskAsync(proposal, new AnswerForm(), $"/s/{token}", cancellationToken)
            : await ShowAnswerAsync(proposal, $"/s/{token}/ret", cancellationToken);
    }

    /// <summary>The same four answers again, for somebody who has changed their mind.</summary>
    [HttpGet("s/{token}/ret"), AllowAnonymous]
    public async Task<IActionResult> Change(string token, CancellationToken cancellationToken)
    {
        var proposal = await FindAsync(token, cancellationToken);
        if (proposal is null) return this.LinkGone();
        if (!proposal.CanBeAnsweredOn(clock.Today())) return Redirect($"/s/{token}");

        return await AskAsync(proposal, Given(proposal), $"/s/{token}", cancellationToken);
    }

    [HttpPost("s/{token}"), AllowAnonymous]
    public async Task<IActionResult> Answer(string token, AnswerForm form, CancellationToken cancellationToken)
    {
        var proposal = await FindAsync(token, cancellationToken);
        if (proposal is null) return this.LinkGone();

        return await RecordAsync(proposal, form, $"/s/{token}", $"/s/{token}", cancellationToken);
    }

    [HttpGet("forslag/{id:guid}/svar")]
    public async Task<IActionResult> OpenSignedIn(Guid id, CancellationToken cancellationToken)
    {
        // The partner answers for itself; the coordinator writes down what was said on the phone.
        if (Viewer.From(User).IsCoordinator) return await db.Proposals.VisibleTo(User).AnyAsync(p => p.Id == id, cancellationToken) ? Redirect($"/forslag/{id}/opkald") : NotFound();

        var proposal = await FindOwnAsync(id, cancellationToken);
        if (proposal is null) return NotFound();
        if (!proposal.CanBeAnsweredOn(clock.Today())) return Redirect($"/forslag/{id}");

        return await AskAsync(proposal, Given(proposal), $"/forslag/{id}/svar", cancellationToken);
    }

    [HttpPost("forslag/{id:guid}/svar")]
    public async Task<IActionResult> AnswerSignedIn(Guid id, AnswerForm form, CancellationToken cancellationToken)
    {
        var proposal = await FindOwnAsync(id, cancellationToken);
        if (proposal is null) return NotFound();

        return await RecordAsync(proposal, form, $"/forslag/{id}/svar", $"/forslag/{id}", cancellationToken);
    }

    private async Task<MatchProposal?> FindAsync(string token, CancellationToken cancellationToken)
    {
        var link = await links.FindAsync(LinkPurpose.AnswerProposal, token, cancellationToken);
        var proposal = link is null ? null : await db.Proposals.WithStory().SingleOrDefaultAsync(p => p.Id == link.SubjectId, cancellationToken);

        return proposal?.State == ProposalState.Withdrawn ? null : proposal;
    }

    private Task<MatchProposal?> FindOwnAsync(Guid id, CancellationToken cancellationToken)
    {
        var viewer = Viewer.From(User);
        return db.Proposals.VisibleTo(User).WithStory().SingleOrDefaultAsync(p => p.Id == id && viewer.IsPartner && p.PartnerId == viewer.OrganisationId, cancellationToken);
    }

    private async Task<IActionResult> RecordAsync(MatchProposal proposal, AnswerForm form, string postTo, string next, CancellationToken cancellationToken)
    {
        if (form.Answer == ProposalAnswer.Question && string.IsNullOrWhiteSpace(form.Message)) ModelState.AddModelError("Form.Message", "Skriv, hvad I vil spørge om.");
        if (!ModelState.IsValid) return await AskAsync(proposal, form, postTo, cancellationToken);
        if (!proposal.CanBeAnsweredOn(clock.Today()) || IsSameAnswer(proposal, form)) return Redirect(next);

        proposal.Answer(
            form.Answer!.Value, form.Message?.Trim() ?? "", form.PreferredTimes?.Trim() ?? "", DeclineReasons.Known(form.DeclineReason),
            clock.Today().AddMonths(form.AskAgainInMonths ?? DefaultMonthsUntilAskedAgain), byPhone: false, clock.GetUtcNow());

        if (form.Pause)
        {
            proposal.Partner.PauseUntil(clock.Today().AddMonths(MonthsOfPause));
        }

        await mail.SendAnswerAsync(proposal, cancellationToken);

        if (proposal.State == ProposalState.Declined)
        {
            await mail.SendFallAsync(proposal, cancellationToken);
        }

        // Somebody may have asked them again in the meantime; then the newer proposal is the one to answer.
        await db.SaveUnlessTakenAsync(cancellationToken);
        return Redirect(next);
    }

    // A second press of the button, or a page that is sent again, is the same answer and tells nobody anything new.
    private static bool IsSameAnswer(MatchProposal proposal, AnswerForm form) =>
        proposal.AnsweredAt is not null && Given(proposal).Answer == form.Answer && proposal.AnswerMessage == (form.Message?.Trim() ?? "");

    private static AnswerForm Given(MatchProposal proposal) => new()
    {
        Answer = proposal.State switch
        {
            ProposalState.Interested => ProposalAnswer.Yes,
            ProposalState.Later => ProposalAnswer.Later,
            ProposalState.Declined => ProposalAnswer.No,
            ProposalState.Question => ProposalAnswer.Question,
            _ => null,
        },
        Message = proposal.AnswerMessage,
        PreferredTimes = proposal.PreferredTimes,
        DeclineReason = proposal.DeclineReason,
    };

    private async Task<IActionResult> AskAsync(MatchProposal proposal, AnswerForm form, string postTo, CancellationToken cancellationToken) =>
        View("Answer", new AnswerPage
        {
            Proposal = proposal,
            Municipality = await db.Municipalities.AsNoTracking().SingleAsync(m => m.Code == proposal.MunicipalityCode, cancellationToken),
            Reasons = await mail.ReasonsForPartnerAsync(proposal.Need, proposal.Partner, cancellationToken),
            Others = [.. (await mail.AskedTogetherWith(proposal, cancellationToken)).Where(other => other.IsAlive).Select(other => other.Partner.Name)],
            Form = form,
            PostTo = postTo,
            Now = clock.GetUtcNow(),
        });

    private async Task<IActionResult> ShowAnswerAsync(MatchProposal proposal, string changeAt, CancellationToken cancellationToken) =>
        View("Answered", new AnsweredPage
        {
            Proposal = proposal,
            Municipality = await db.Municipalities.AsNoTracking().SingleAsync(m => m.Code == proposal.MunicipalityCode, cancellationToken),
            ChangeAt = proposal.CanBeAnsweredOn(clock.Today()) ? changeAt : null,
        });
}
