using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Alive;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Proposals;

/// <summary>The inbox of proposals, the same as a file, and one proposal.</summary>
public sealed class ProposalsController(KemDb db, ProposalMail mail, ProposalSending sending, TimeProvider clock) : Controller
{
    [HttpGet("forslag")]
    public async Task<IActionResult> Index(string? slut, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(cancellationToken);
        var isCoordinator = Viewer.From(User).IsCoordinator;

        return View(ProposalList.Of(rows, slut, isCoordinator, isCoordinator ? rows.Count(row => row.Proposal.IsCallDueOn(clock.Today())) : 0));
    }

    [HttpGet("forslag.csv")]
    public async Task<IActionResult> Csv(CancellationToken cancellationToken) =>
        File(ProposalSpreadsheet.Write(await RowsAsync(cancellationToken)), Spreadsheet.ContentType, "forslag.csv");

    [HttpGet("forslag/{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken)
    {
        var proposal = await db.Proposals.VisibleTo(User).AsNoTracking().WithStory().SingleOrDefaultAsync(p => p.Id == id, cancellationToken);
        if (proposal is null) return NotFound();

        var viewer = Viewer.From(User);
        var ownProposal = viewer.IsCoordinator || proposal.PartnerId == viewer.OrganisationId;
        var together = await mail.AskedTogetherWith(proposal, cancellationToken);
        var leavesAt = viewer.IsCoordinator ? await sending.LeavesAtAsync(proposal, cancellationToken) : null;
        var all = together.Select(p => p.Id).Append(id).ToList();

        return View(new ProposalPage
        {
            Proposal = proposal,
            AgreementId = await db.Agreements.VisibleTo(User).Where(a => a.ProposalId != null && all.Contains(a.ProposalId.Value)).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(cancellationToken),
            End = (await EndsAsync([proposal], cancellationToken)).GetValueOrDefault(proposal.BundleId ?? id),
            LeavesAt = leavesAt,
            CanBeUndone = viewer.IsCoordinator && sending.CanBeUndone(proposal, leavesAt),
            Together = ownProposal ? together : [],
            OthersAsked = viewer.IsCoordinator ? await db.Proposals.VisibleTo(User).AsNoTracking().WithParties().OthersAskedAbout(proposal).ToListAsync(cancellationToken) : [],
            IsCoordinator = viewer.IsCoordinator,
            MayAnswer = ownProposal && (viewer.IsCoordinator ? proposal.CanBeAnsweredByPhoneOn(clock.Today()) : proposal.CanBeAnsweredOn(clock.Today())),
            MaySeeAnswer = ownProposal,
            DeclineReason = ownProposal ? DeclineReasons.All.GetValueOrDefault(proposal.DeclineReason, "") : "",
            Today = clock.Today(),
            Now = clock.GetUtcNow(),
        });
    }

    private async Task<IReadOnlyList<ProposalRow>> RowsAsync(CancellationToken cancellationToken)
    {
        var viewer = Viewer.From(User);
        var proposals = await db.Proposals.VisibleTo(User).AsNoTracking().WithParties().OrderByDescending(p => p.ChangedAt).ToListAsync(cancellationToken);
        var ends = await EndsAsync(proposals, cancellationToken);

        return
        [
            .. proposals.Select(p => ProposalRow.Of(
                p, ends.GetValueOrDefault(p.BundleId ?? p.Id), seenByPartner: p.PartnerId == viewer.OrganisationId && !viewer.IsCoordinator, WhoseTurn(p, viewer))),
        ];
    }

    private async Task<Dictionary<Guid, MatchEnd>> EndsAsync(IReadOnlyList<MatchProposal> proposals, CancellationToken cancellationToken)
    {
        var agreed = proposals.Where(p => p.State == ProposalState.Agreed).Select(p => p.BundleId ?? p.Id).ToHashSet();
        var events = await db.MatchEvents.AsNoTracking().Where(e => agreed.Contains(e.MatchId)).ToListAsync(cancellationToken);

        return MatchHistory.Of(events, await db.Organisations.VisibleTo(User).MergedIntoAsync(cancellationToken)).ToDictionary(match => match.Id, match => match.End);
    }

    private ProposalTurn WhoseTurn(MatchProposal proposal, Viewer viewer)
    {
        var coordinatorsTurn = proposal.State is ProposalState.Question or ProposalState.Interested || (proposal.State == ProposalState.Later && proposal.AskAgainOn <= clock.Today());

        return (proposal.State == ProposalState.Sent, coordinatorsTurn) switch
        {
            (true, _) => proposal.PartnerId == viewer.OrganisationId ? ProposalTurn.Ours : ProposalTurn.Theirs,
            (_, true) => viewer.IsCoordinator ? ProposalTurn.Ours : ProposalTurn.Theirs,
            _ => proposal.State == ProposalState.Later ? ProposalTurn.Theirs : ProposalTurn.Nobodys,
        };
    }
}
