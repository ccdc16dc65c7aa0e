using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Access;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Proposals;

/// <summary>The inbox of proposals, one proposal, and sending a new one.</summary>
public sealed class ProposalsController(KemDb db, ProposalMail mail, AccessLinks links, TimeProvider clock) : Controller
{
    private const int FewestDaysToAnswer = 5;
    private const int MostDaysToAnswer = 60;

    [HttpGet("forslag")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        var proposals = await db.Proposals.VisibleTo(User).AsNoTracking()
            .Include(p => p.Partner).Include(p => p.Need).ThenInclude(n => n.Asker)
            .OrderByDescending(p => p.ChangedAt)
            .ToListAsync(cancellationToken);
        var byTurn = proposals.ToLookup(WhoseTurn);

        return View(new ProposalsPage { WaitsForUs = [.. byTurn[Turn.Ours]], WaitsForThem = [.. byTurn[Turn.Theirs]], Closed = [.. byTurn[Turn.Nobodys]], Today = clock.Today() });
    }

    [HttpGet("forslag/{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken)
    {
        var proposal = await FindAsync(id, cancellationToken);
        if (proposal is null) return NotFound();

        var viewer = Viewer.From(User);
        var ownProposal = viewer.IsCoordinator || proposal.PartnerId == viewer.OrganisationId;

        return View(new ProposalPage
        {
            Proposal = proposal,
            AgreementId = await db.Agreements.VisibleTo(User).Where(a => a.ProposalId == id).Select(a => (Guid?)a.Id).SingleOrDefaultAsync(cancellationToken),
            IsCoordinator = viewer.IsCoordinator,
            MayAnswer = proposal.CanBeAnsweredOn(clock.Today()) && ownProposal,
            DeclineReason = ownProposal ? DeclineReasons.All.GetValueOrDefault(proposal.DeclineReason, "") : "",
            Today = clock.Today(),
            Now = clock.GetUtcNow(),
        });
    }

    [HttpGet("behov/{needId:guid}/forslag/nyt")]
    public async Task<IActionResult> New(Guid needId, Guid partner, [FromQuery(Name = "derefter")] Guid[] then, CancellationToken cancellationToken)
    {
        var (need, organisation) = await FindAsync(needId, partner, cancellationToken);
        if (need is null || organisation is null) return NotFound();

        var form = new ProposalForm { PartnerId = organisation.Id, Message = FirstDraft(need, organisation), AnswerBy = clock.Today().AddDays(MatchProposal.DaysToAnswer), Then = then };
        return View(await PageAsync(need, organisation, form, preview: null, cancellationToken));
    }

    /// <summary>Shows the letter as it would read. Nothing is saved or sent.</summary>
    [HttpPost("behov/{needId:guid}/forslag/udkast")]
    public async Task<IActionResult> Preview(Guid needId, ProposalForm form, CancellationToken cancellationToken)
    {
        var (need, organisation) = await FindAsync(needId, form.PartnerId, cancellationToken);
        if (need is null || organisation is null) return NotFound();

        await RefuseAsync(need, organisation, form, cancellationToken);
        if (!ModelState.IsValid) return View("New", await PageAsync(need, organisation, form, preview: null, cancellationToken));

        var letter = await mail.WriteProposalAsync(Write(need, organisation, form), "/", cancellationToken);
        return View("New", await PageAsync(need, organisation, form, new LetterPreview(letter.Subject, letter.Text), cancellationToken));
    }

    [HttpPost("behov/{needId:guid}/forslag/nyt")]
    public async Task<IActionResult> Create(Guid needId, ProposalForm form, CancellationToken cancellationToken)
    {
        var (need, organisation) = await FindAsync(needId, form.PartnerId, cancellationToken);
        if (need is null || organisation is null) return NotFound();

        await RefuseAsync(need, organisation, form, cancellationToken);
        if (!ModelState.IsValid) return View("New", await PageAsync(need, organisation, form, preview: null, cancellationToken));

        var proposal = Write(need, organisation, form);
        db.Proposals.Add(proposal);

        if (organisation.PreferredChannel == Channel.Email)
        {
            await mail.SendProposalAsync(proposal, cancellationToken);
        }

        // The second press of the button meets the proposal of the first: the database allows one open proposal about a need.
        if (!await SavedAsync(cancellationToken)) return RedirectToAction(nameof(Index));

        TempData.LeaveReceipt(
            organisation.PreferredChannel == Channel.Email ? $"Forslaget er sendt til {organisation.Name}" : $"Ring nu til {organisation.Name}",
            organisation.PreferredChannel == Channel.Email ? $"De har til {DanishText.WeekdayAndDay(proposal.AnswerBy)} til at svare. Vi husker dem på det undervejs." : "De vil helst ringes op. Skriv deres svar ned her, når I har talt sammen.");
        return Redirect(form.Then is [var next, .. var rest]
            ? $"/behov/{needId}/forslag/nyt?partner={next}{string.Concat(rest.Select(id => $"&derefter={id}"))}"
            : $"/forslag/{proposal.Id}");
    }

    [HttpPost("forslag/{id:guid}/tilbagetraekning")]
    public async Task<IActionResult> Withdraw(Guid id, CancellationToken cancellationToken)
    {
        var proposal = await FindAsync(id, cancellationToken);
        if (proposal is null || !Viewer.From(User).IsCoordinator || !proposal.CanBeWithdrawn) return NotFound();

        proposal.Withdraw(clock.GetUtcNow());
        await links.RevokeAsync(LinkPurpose.AnswerProposal, id, cancellationToken);
        await mail.SendWithdrawalAsync(proposal, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt("Forslaget er trukket tilbage", $"{proposal.Partner.Name} får besked og skal ikke gøre noget.");
        return Redirect($"/forslag/{id}");
    }

    private async Task<bool> SavedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException e) when (e is not DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    private Task<MatchProposal?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        db.Proposals.VisibleTo(User).Include(p => p.Partner).Include(p => p.Need).ThenInclude(n => n.Asker).SingleOrDefaultAsync(p => p.Id == id, cancellationToken);

    private async Task<(Need? Need, Organisation? Partner)> FindAsync(Guid needId, Guid partnerId, CancellationToken cancellationToken)
    {
        if (!Viewer.From(User).IsCoordinator) return (null, null);

        return (
            await db.Needs.VisibleTo(User).Include(n => n.Asker).SingleOrDefaultAsync(n => n.Id == needId, cancellationToken),
            await db.Organisations.VisibleTo(User).SingleOrDefaultAsync(o => o.Id == partnerId, cancellationToken));
    }

    private MatchProposal Write(Need need, Organisation partner, ProposalForm form)
    {
        var viewer = Viewer.From(User);
        var proposal = new MatchProposal(need.MunicipalityCode, need.Id, partner.Id, form.Message.Trim(), form.AnswerBy!.Value, viewer.Name, viewer.Email, clock.GetUtcNow());

        return proposal.About(need, partner);
    }

    private async Task RefuseAsync(Need need, Organisation partner, ProposalForm form, CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var open = await OpenAsync(partner, cancellationToken);

        if (open.Count >= MatchProposal.MaxOpenPerPartner)
        {
            ModelState.AddModelError("Form.PartnerId", $"{partner.Name} har allerede {open.Count} åbne forslag. Vent, til de har svaret, eller vælg en anden.");
        }

        if (open.Any(p => p.NeedId == need.Id)) ModelState.AddModelError("Form.PartnerId", $"{partner.Name} er allerede spurgt om det her.");
        if (partner.Id == need.AskerId) ModelState.AddModelError("Form.PartnerId", "Man kan ikke foreslå nogen at mødes med sig selv.");
        if (partner.IsPausedOn(today)) ModelState.AddModelError("Form.PartnerId", $"{partner.Name} holder pause til {DanishText.Date(partner.PausedUntil!.Value)}.");

        if (!partner.CanBeMailed && partner.PreferredChannel == Channel.Email)
        {
            ModelState.AddModelError("Form.PartnerId", $"{partner.Name} har ingen mailadresse i kataloget. Skriv den på profilen først.");
        }

        if (form.AnswerBy is { } by && (by < today.AddDays(FewestDaysToAnswer) || by > today.AddDays(MostDaysToAnswer)))
        {
            ModelState.AddModelError("Form.AnswerBy", $"Vælg en dag fra {DanishText.DayAndMonth(today.AddDays(FewestDaysToAnswer))} til {DanishText.DayAndMonth(today.AddDays(MostDaysToAnswer))}, så de kan nå at tale sammen.");
        }
    }

    private Task<List<MatchProposal>> OpenAsync(Organisation partner, CancellationToken cancellationToken) =>
        db.Proposals.VisibleTo(User).AsNoTracking()
            .Where(p => p.PartnerId == partner.Id && (p.State == ProposalState.Sent || p.State == ProposalState.Question))
            .ToListAsync(cancellationToken);

    private async Task<NewProposalPage> PageAsync(Need need, Organisation partner, ProposalForm form, LetterPreview? preview, CancellationToken cancellationToken) => new()
    {
        Need = need,
        Partner = partner,
        OpenProposals = (await OpenAsync(partner, cancellationToken)).Count,
        Form = form,
        Preview = preview,
    };

    private static string FirstDraft(Need need, Organisation partner)
    {
        var gains = need.PartnerGains.Length > 0 ? $"\n\nDet kan I få ud af det: {need.PartnerGains}" : "";
        return $"{need.Title}\n\nVi kom til at tænke på {partner.Name}. Vil I mødes og høre mere?{gains}";
    }

    private enum Turn
    {
        Ours,
        Theirs,
        Nobodys,
    }

    private Turn WhoseTurn(MatchProposal proposal)
    {
        var viewer = Viewer.From(User);
        var partnersTurn = proposal.State == ProposalState.Sent;
        var coordinatorsTurn = proposal.State is ProposalState.Question or ProposalState.Interested || (proposal.State == ProposalState.Later && proposal.AskAgainOn <= clock.Today());

        return (partnersTurn, coordinatorsTurn) switch
        {
            (true, _) => proposal.PartnerId == viewer.OrganisationId ? Turn.Ours : Turn.Theirs,
            (_, true) => viewer.IsCoordinator ? Turn.Ours : Turn.Theirs,
            _ => proposal.State == ProposalState.Later ? Turn.Theirs : Turn.Nobodys,
        };
    }
}
