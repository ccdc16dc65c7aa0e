using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Proposals;

/// <summary>Writing and sending a proposal, to one partner or to several together, and taking it back within half a minute.</summary>
public sealed class NewProposalsController(KemDb db, ProposalMail mail, ProposalSending sending, ProposalRefusals refusals, TimeProvider clock) : Controller
{
    private const int MostTogether = 7;
    private const string UndoneMessage = "Fortrudt besked";
    private const string UndoneDay = "Fortrudt svarfrist";

    [HttpGet("behov/{needId:guid}/forslag/nyt")]
    public async Task<IActionResult> New(Guid needId, Guid partner, [FromQuery(Name = "derefter")] Guid[] then, CancellationToken cancellationToken)
    {
        var (need, partners) = await FindAsync(needId, [partner], cancellationToken);
        if (need is null) return NotFound();

        return View(await PageAsync(need, partners, Draft(need, partners, new ProposalForm { PartnerId = partner, Then = then }), preview: null, cancellationToken));
    }

    [HttpGet("behov/{needId:guid}/forslag/sammen")]
    public async Task<IActionResult> NewTogether(Guid needId, [FromQuery(Name = "partner")] Guid[] together, CancellationToken cancellationToken)
    {
        var (need, partners) = await FindAsync(needId, together, cancellationToken);
        if (need is null || partners.Count is < 2 or > MostTogether) return NotFound();

        return View("New", await PageAsync(need, partners, Draft(need, partners, new ProposalForm { Partners = together }), preview: null, cancellationToken));
    }

    /// <summary>Shows the letter as it would read. Nothing is saved or sent.</summary>
    [HttpPost("behov/{needId:guid}/forslag/udkast")]
    public async Task<IActionResult> Preview(Guid needId, ProposalForm form, CancellationToken cancellationToken)
    {
        var (need, partners) = await FindAsync(needId, Asked(form), cancellationToken);
        if (need is null) return NotFound();

        await refusals.RefuseAsync(ModelState, User, need, partners, form, cancellationToken);
        if (!ModelState.IsValid) return View("New", await PageAsync(need, partners, form, preview: null, cancellationToken));

        var letter = await mail.WriteProposalAsync(Write(need, partners[0], form), "/", [.. partners.Skip(1).Select(p => p.Name)], cancellationToken);
        return View("New", await PageAsync(need, partners, form, new LetterPreview(letter.Subject, letter.Text), cancellationToken));
    }

    [HttpPost("behov/{needId:guid}/forslag/nyt")]
    public async Task<IActionResult> Create(Guid needId, ProposalForm form, CancellationToken cancellationToken)
    {
        var (need, partners) = await FindAsync(needId, Asked(form), cancellationToken);
        if (need is null || partners.Count > MostTogether) return NotFound();

        await refusals.RefuseAsync(ModelState, User, need, partners, form, cancellationToken);
        if (!ModelState.IsValid) return View("New", await PageAsync(need, partners, form, preview: null, cancellationToken));

        var proposals = Write(need, partners, form);

        switch (await sending.SendAsync(proposals, cancellationToken))
        {
            case SendingResult.AlreadyAsked:
                return Redirect("/forslag");
            case SendingResult.NoPlaceLeft:
                ModelState.AddModelError("Form.PartnerId", "En kollega nåede at sende et forslag først. Nu er der ikke plads til flere lige nu.");
                return View("New", await PageAsync(need, partners, form, preview: null, cancellationToken));
        }

        TempData.LeaveReceipt(Told(proposals), $"De har til {DanishText.WeekdayAndDay(form.AnswerBy!.Value)} til at svare. Vi husker dem på det undervejs.");
        return Redirect(form.Then is [var next, .. var rest]
            ? $"/behov/{needId}/forslag/nyt?partner={next}{string.Concat(rest.Select(id => $"&derefter={id}"))}"
            : $"/forslag/{proposals[0].Id}");
    }

    /// <summary>Half a minute to think better of it; what was written is on the page again.</summary>
    [HttpPost("forslag/{id:guid}/fortryd")]
    public async Task<IActionResult> Undo(Guid id, CancellationToken cancellationToken)
    {
        var proposal = await db.Proposals.VisibleTo(User).WithParties().SingleOrDefaultAsync(p => p.Id == id, cancellationToken);
        if (proposal is null || !Viewer.From(User).IsCoordinator) return NotFound();

        var together = await mail.AskedTogetherWith(proposal, cancellationToken);
        MatchProposal[] all = [proposal, .. together];

        if (!sending.CanBeUndone(proposal, await sending.LeavesAtAsync(proposal, cancellationToken)) || !await sending.UndoAsync(all, Viewer.From(User).Name, cancellationToken))
        {
            TempData.LeaveReceipt("Mailen er gået", "Du kan stadig trække forslaget tilbage. Så får de en venlig mail.");
            return Redirect($"/forslag/{id}");
        }

        (TempData[UndoneMessage], TempData[UndoneDay]) = (proposal.Message, $"{proposal.AnswerBy:yyyy-MM-dd}");
        TempData.LeaveReceipt("Forslaget er fortrudt", "Der er ikke sendt noget. Det, du skrev, står her endnu.");
        return Redirect(all.Length == 1
            ? $"/behov/{proposal.NeedId}/forslag/nyt?partner={proposal.PartnerId}"
            : $"/behov/{proposal.NeedId}/forslag/sammen?{string.Join('&', all.Select(p => $"partner={p.PartnerId}"))}");
    }

    private static Guid[] Asked(ProposalForm form) => form.Partners.Length > 0 ? [.. form.Partners.Distinct()] : [form.PartnerId];

    /// <summary>The need and the partners in the order asked for; no need when one of them is not to be seen.</summary>
    private async Task<(Need? Need, IReadOnlyList<Organisation> Partners)> FindAsync(Guid needId, Guid[] partnerIds, CancellationToken cancellationToken)
    {
        if (!Viewer.From(User).IsCoordinator) return (null, []);

        var need = await db.Needs.VisibleTo(User).Include(n => n.Asker).SingleOrDefaultAsync(n => n.Id == needId, cancellationToken);
        var partners = await db.Organisations.VisibleTo(User).InUse().Where(o => partnerIds.Contains(o.Id)).ToListAsync(cancellationToken);

        return partners.Count == partnerIds.Distinct().Count()
            ? (need, [.. partnerIds.Distinct().Select(id => partners.Single(p => p.Id == id))])
            : (null, []);
    }

    private ProposalForm Draft(Need need, IReadOnlyList<Organisation> partners, ProposalForm asked) => new()
    {
        PartnerId = asked.PartnerId,
        Partners = asked.Partners,
        Then = asked.Then,
        Message = TempData[UndoneMessage] as string ?? FirstDraft(need, partners),
        AnswerBy = DateOnly.TryParse(TempData[UndoneDay] as string, out var day) ? day : clock.Today().AddDays(MatchProposal.DaysToAnswer),
    };

    private List<MatchProposal> Write(Need need, IReadOnlyList<Organisation> partners, ProposalForm form)
    {
        var proposals = partners.Select(partner => Write(need, partner, form)).ToList();
        var bundle = Guid.CreateVersion7();

        foreach (var proposal in proposals.Where(_ => proposals.Count > 1))
        {
            proposal.AskTogether(bundle);
        }

        return proposals;
    }

    private MatchProposal Write(Need need, Organisation partner, ProposalForm form)
    {
        var viewer = Viewer.From(User);
        var proposal = new MatchProposal(need.MunicipalityCode, need.Id, partner.Id, form.Message.Trim(), form.AnswerBy!.Value, viewer.Name, viewer.Email, clock.GetUtcNow());

        return proposal.About(need, partner);
    }

    private static string Told(IReadOnlyList<MatchProposal> proposals)
    {
        var (written, called) = (proposals.Where(p => p.CanBeMailed).Select(p => p.Partner.Name).ToList(), proposals.Where(p => !p.CanBeMailed).Select(p => p.Partner.Name).ToList());

        return called.Count == 0 ? $"Forslaget er skrevet til {DanishText.List(written)}"
            : written.Count == 0 ? $"Ring nu til {DanishText.List(called)}"
            : $"Forslaget er skrevet til {DanishText.List(written)}. Ring nu til {DanishText.List(called)}";
    }

    private async Task<NewProposalPage> PageAsync(
        Need need, IReadOnlyList<Organisation> partners, ProposalForm form, LetterPreview? preview, CancellationToken cancellationToken)
    {
        var asked = new List<AskedPartner>();

        foreach (var partner in partners)
        {
            asked.Add(new AskedPartner(partner, (await refusals.OpenAsync(User, partner.Id, cancellationToken)).Count, refusals.BoundariesOf(partner, need)));
        }

        return new NewProposalPage { Need = need, Partners = asked, Form = form, Preview = preview };
    }

    private static string FirstDraft(Need need, IReadOnlyList<Organisation> partners)
    {
        var gains = need.PartnerGains.Length > 0 ? $"\n\nDet kan I få ud af det: {need.PartnerGains}" : "";
        var together = partners.Count > 1 ? " Sammen kan I det, der skal til." : "";
        return $"{need.Title}\n\nVi kom til at tænke på {DanishText.List(partners.Select(p => p.Name))}.{together} Vil I mødes og høre mere?{gains}";
    }
}
