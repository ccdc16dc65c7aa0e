using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Proposals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Proposals;

/// <summary>
/// Answering a proposal: from the link in the mail without an account, signed in, or by the coordinator after a call.
/// Opening the page changes nothing; only the button does, because mail scanners open links.
/// </summary>

public sealed class AnswersController(KemDb db, AccessLinks links, ProposalMail mail, TimeProvider clock) : Controller
{
    private const int MonthsOfPause = 3;
    private const int DefaultMonthsUntilAskedAgain = 3;

    [HttpGet("s/{token}"), AllowAnonymous]
    public async Task<IActionResult> Open(string token, CancellationToken cancellationToken)
    {
        var proposal = await FindAsync(token, cancellationToken);
        if (proposal is null) return LinkGone();

        return proposal.AnsweredAt is null
            ? await AskAsync(proposal, new AnswerForm(), $"/s/{token}", byPhone: false, cancellationToken)
            : await ShowAnswerAsync(proposal, $"/s/{token}/ret", cancellationToken);
    }

    /// <summary>The same four answers again, for somebody who has changed their mind.</summary>
    [HttpGet("s/{token}/ret"), AllowAnonymous]
    public async Task<IActionResult> Change(string token, CancellationToken cancellationToken)
    {
        var proposal = await FindAsync(token, cancellationToken);
        if (proposal is null) return LinkGone();
        if (!proposal.CanBeAnsweredOn(clock.Today())) return Redirect($"/s/{token}");

        return await AskAsync(proposal, Given(proposal), $"/s/{token}", byPhone: false, cancellationToken);
    }

    [HttpPost("s/{token}"), AllowAnonymous]
    public async Task<IActionResult> Answer(string token, AnswerForm form, CancellationToken cancellationToken)
    {
        var proposal = await FindAsync(token, cancellationToken);
        if (proposal is null) return LinkGone();

        return await RecordAsync(proposal, form, $"/s/{token}", $"/s/{token}", byPhone: false, cancellationToken);
    }

    [HttpGet("forslag/{id:guid}/svar")]
    public async Task<IActionResult> OpenSignedIn(Guid id, CancellationToken cancellationToken)
    {
        var proposal = await FindOwnAsync(id, cancellationToken);
        if (proposal is null || !proposal.CanBeAnsweredOn(clock.Today())) return NotFound();

        return await AskAsync(proposal, Given(proposal), $"/forslag/{id}/svar", Viewer.From(User).IsCoordinator, cancellationToken);
    }

    [HttpPost("forslag/{id:guid}/svar")]
    public async Task<IActionResult> AnswerSignedIn(Guid id, AnswerForm form, CancellationToken cancellationToken)
    {
        var proposal = await FindOwnAsync(id, cancellationToken);
        if (proposal is null) return NotFound();

        return await RecordAsync(proposal, form, $"/forslag/{id}/svar", $"/forslag/{id}", Viewer.From(User).IsCoordinator, cancellationToken);
    }

    private async Task<MatchProposal?> FindAsync(string token, CancellationToken cancellationToken)
    {
        var link = await links.FindAsync(LinkPurpose.AnswerProposal, token, cancellationToken);
        var proposal = link is null ? null : await WithEverything(db.Proposals).SingleOrDefaultAsync(p => p.Id == link.SubjectId, cancellationToken);

        return proposal?.State == ProposalState.Withdrawn ? null : proposal;
    }

    // The partner answers for itself; the coordinator only writes down what was said on the phone.
    private Task<MatchProposal?> FindOwnAsync(Guid id, CancellationToken cancellationToken)
    {
        var viewer = Viewer.From(User);
        return WithEverything(db.Proposals.VisibleTo(User))
            .SingleOrDefaultAsync(p => p.Id == id && (viewer.Role == Roles.Coordinator || p.PartnerId == viewer.OrganisationId), cancellationToken);
    }

    private static IQueryable<MatchProposal> WithEverything(IQueryable<MatchProposal> proposals) =>
        proposals.Include(p => p.Partner).Include(p => p.Need).ThenInclude(n => n.Asker);

    private async Task<IActionResult> RecordAsync(
        MatchProposal proposal, AnswerForm form, string postTo, string next, bool byPhone, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid) return await AskAsync(proposal, form, postTo, byPhone, cancellationToken);
        if (!proposal.CanBeAnsweredOn(clock.Today()) || IsSameAnswer(proposal, form)) return Redirect(next);

        proposal.Answer(
            form.Answer!.Value, form.Message?.Trim() ?? "", form.PreferredTimes?.Trim() ?? "",
            DeclineReasons.All.ContainsKey(form.DeclineReason ?? "") ? form.DeclineReason! : "",
            clock.Today().AddMonths(form.AskAgainInMonths ?? DefaultMonthsUntilAskedAgain), byPhone, clock.GetUtcNow());

        if (form.Pause)
        {
            proposal.Partner.PauseUntil(clock.Today().AddMonths(MonthsOfPause));
        }

        await mail.SendAnswerAsync(proposal, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
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

    private async Task<IActionResult> AskAsync(MatchProposal proposal, AnswerForm form, string postTo, bool byPhone, CancellationToken cancellationToken) =>
        View("Answer", new AnswerPage
        {
            Proposal = proposal,
            Municipality = await db.Municipalities.AsNoTracking().SingleAsync(m => m.Code == proposal.MunicipalityCode, cancellationToken),
            Reasons = await mail.ReasonsForPartnerAsync(proposal.Need, proposal.Partner, cancellationToken),
            Form = form,
            PostTo = postTo,
            ByPhone = byPhone,
            Today = clock.Today(),
        });

    private async Task<IActionResult> ShowAnswerAsync(MatchProposal proposal, string changeAt, CancellationToken cancellationToken) =>
        View("Answered", new AnsweredPage
        {
            Proposal = proposal,
            Municipality = await db.Municipalities.AsNoTracking().SingleAsync(m => m.Code == proposal.MunicipalityCode, cancellationToken),
            ChangeAt = proposal.CanBeAnsweredOn(clock.Today()) ? changeAt : null,
        });

    private ViewResult LinkGone()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return View("LinkGone");
    }
}
