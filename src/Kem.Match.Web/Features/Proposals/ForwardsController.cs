using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Mailing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Proposals;

/// <summary>
/// "Jeg er ikke den rette": the reader passes the proposal on. At most twice, and nobody's mailbox can be filled with it: an
/// address gets only a few forwarded letters a day, whoever sends them.
/// </summary>
[Route("s/{token}/videre"), AllowAnonymous]
public sealed class ForwardsController(KemDb db, AccessLinks links, ProposalMail mail, TimeProvider clock) : Controller
{
    private const int MostToAnAddressADay = 2;

    [HttpGet("")]
    public async Task<IActionResult> New(string token, CancellationToken cancellationToken)
    {
        var proposal = await FindAsync(token, cancellationToken);
        if (proposal is null) return this.LinkGone();

        return View("Forward", await PageAsync(proposal, new ForwardForm(), token, cancellationToken));
    }

    [HttpPost("")]
    public async Task<IActionResult> Create(string token, ForwardForm form, bool vedIkke, CancellationToken cancellationToken)
    {
        var proposal = await FindAsync(token, cancellationToken);
        if (proposal is null) return this.LinkGone();
        if (!proposal.CanBeForwarded) return View("Forward", await PageAsync(proposal, form, token, cancellationToken));

        var forwardedBy = proposal.ReaderName;

        if (vedIkke)
        {
            ModelState.Clear();
            proposal.LoseReader(clock.GetUtcNow());
        }
        else
        {
            await RefuseAsync(proposal, form, cancellationToken);
            if (!ModelState.IsValid) return View("Forward", await PageAsync(proposal, form, token, cancellationToken));

            proposal.Forward(form.Name!.Trim(), form.Email!.Trim(), clock.GetUtcNow());
        }

        await mail.SendForwardAsync(proposal, forwardedBy, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return View("Forwarded", await PageAsync(proposal, form, token, cancellationToken));
    }

    private async Task RefuseAsync(MatchProposal proposal, ForwardForm form, CancellationToken cancellationToken)
    {
        var email = form.Email?.Trim() ?? "";
        var since = clock.GetUtcNow().AddDays(-1);

        if (string.IsNullOrWhiteSpace(form.Name)) ModelState.AddModelError("Form.Name", "Skriv navnet på den, der kan svare.");

        if (!MailAddresses.IsValid(email))
        {
            ModelState.AddModelError("Form.Email", "Skriv en mailadresse, fx navn@forening.dk.");
        }
        else if (string.Equals(email, proposal.ReaderEmail, StringComparison.OrdinalIgnoreCase))
        {
            ModelState.AddModelError("Form.Email", "Det er den adresse, mailen kom til. Skriv en anden.");
        }
        else if (await db.ProposalForwards.CountAsync(f => f.ToEmail == email && f.ForwardedAt > since, cancellationToken) >= MostToAnAddressADay)
        {
            ModelState.AddModelError("Form.Email", "Den adresse har fået flere forslag i dag. Prøv igen i morgen, eller ring til os.");
        }
    }

    private async Task<MatchProposal?> FindAsync(string token, CancellationToken cancellationToken)
    {
        var link = await links.FindAsync(LinkPurpose.AnswerProposal, token, cancellationToken);
        var proposal = link is null ? null : await db.Proposals.WithParties().SingleOrDefaultAsync(p => p.Id == link.SubjectId, cancellationToken);

        return proposal?.State == ProposalState.Withdrawn ? null : proposal;
    }

    private async Task<ForwardPage> PageAsync(MatchProposal proposal, ForwardForm form, string token, CancellationToken cancellationToken) => new()
    {
        Proposal = proposal,
        Municipality = await db.Municipalities.AsNoTracking().SingleAsync(m => m.Code == proposal.MunicipalityCode, cancellationToken),
        Form = form,
        BackTo = $"/s/{token}",
    };
}
