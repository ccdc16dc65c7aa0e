using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Proposals;

/// <summary>The meeting that a yes leads to.</summary>
[Route("forslag/{proposalId:guid}/moede")]
public sealed class FirstMeetingsController(KemDb db, ProposalMail mail, TimeProvider clock) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> New(Guid proposalId, CancellationToken cancellationToken)
    {
        var proposal = await FindAsync(proposalId, cancellationToken);
        if (proposal is null) return NotFound();

        var at = proposal.MeetingStartsAt is { } startsAt ? DanishTime.Local(startsAt).DateTime : (DateTime?)null;
        return View("Meeting", await PageAsync(
            proposal,
            new FirstMeetingForm
            {
                On = at is { } day ? DateOnly.FromDateTime(day) : null,
                Time = at is { } time ? TimeOnly.FromDateTime(time) : null,
                Place = proposal.MeetingPlace,
            },
            cancellationToken));
    }

    [HttpPost("")]
    public async Task<IActionResult> Create(Guid proposalId, FirstMeetingForm form, CancellationToken cancellationToken)
    {
        var proposal = await FindAsync(proposalId, cancellationToken);
        if (proposal is null) return NotFound();

        if (form.On is { } on && form.Time is { } time && DanishTime.At(on, time) <= clock.GetUtcNow()) ModelState.AddModelError("Form.On", "Vælg en dag og et tidspunkt, der ikke er gået.");
        if (!ModelState.IsValid) return View("Meeting", await PageAsync(proposal, form, cancellationToken));

        var others = await TogetherAsync(proposal, cancellationToken);

        foreach (var one in others.Prepend(proposal))
        {
            one.SetMeeting(DanishTime.At(form.On!.Value, form.Time!.Value), form.Place.Trim(), clock.GetUtcNow());
        }

        await mail.SendFirstMeetingAsync(proposal, others, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt("Mødet er aftalt", "Alle parter får tid og sted på mail med en kalenderfil.");
        return Redirect($"/forslag/{proposalId}");
    }

    // Those who were asked together and said yes meet together.
    private async Task<IReadOnlyList<MatchProposal>> TogetherAsync(MatchProposal proposal, CancellationToken cancellationToken) =>
        [.. (await mail.AskedTogetherWith(proposal, cancellationToken)).Where(other => other.State == ProposalState.Interested)];

    private async Task<FirstMeetingPage> PageAsync(MatchProposal proposal, FirstMeetingForm form, CancellationToken cancellationToken) => new()
    {
        Proposal = proposal,
        Form = form,
        Parties = DanishText.List([proposal.Partner.Name, .. (await TogetherAsync(proposal, cancellationToken)).Select(other => other.Partner.Name), proposal.Need.Asker.Name]),
    };

    private Task<MatchProposal?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var viewer = Viewer.From(User);
        return db.Proposals.VisibleTo(User).WithParties()
            .SingleOrDefaultAsync(p => p.Id == id && p.State == ProposalState.Interested && viewer.Role == Roles.Coordinator, cancellationToken);
    }
}
