using Kem.Match.Engine;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Suggestions;

[Route("behov/{needId:guid}")]
public sealed class SuggestionsController(KemDb db, PartnerSuggestions suggestions, Taxonomy taxonomy, TimeProvider clock) : Controller
{
    private const int Shown = 10;
    private const int ShownAtMost = 50;
    private const int ComparedAtMost = 4;
    private const int SearchedForComparison = 200;

    [HttpGet("forslag")]
    public async Task<IActionResult> Index(Guid needId, int vis = Shown, Guid[]? partner = null, CancellationToken cancellationToken = default)
    {
        var need = await FindAsync(needId, cancellationToken);
        if (need is null) return NotFound();

        var take = Math.Clamp(vis, Shown, ShownAtMost);
        var found = await suggestions.ForAsync(need, take + 1, cancellationToken);
        var organisations = await VisibleAsync(
            [.. found.Ranked.Select(s => s.PartnerId), .. found.RuledOut.Select(r => r.PartnerId), .. need.Dismissals.Select(d => d.OrganisationId.ToString())], cancellationToken);

        return View(new SuggestionsPage
        {
            Need = need,
            Partners = await DescribeAsync(need, found.Ranked.Take(take), organisations, cancellationToken),
            SortedOut = [.. found.RuledOut.Where(r => organisations.ContainsKey(r.PartnerId)).Select(r => new SortedOut(organisations[r.PartnerId], r.Why.Danish))],
            Dismissed = [.. need.Dismissals.Select(d => organisations.GetValueOrDefault(d.OrganisationId.ToString())).OfType<Organisation>()],
            Considered = found.Considered,
            CanPropose = Viewer.From(User).IsCoordinator,
            HasMore = found.Ranked.Count > take && take < ShownAtMost,
            Chosen = partner ?? [],
        });
    }

    [HttpGet("sammenlign")]
    public async Task<IActionResult> Compare(Guid needId, [FromQuery] Guid[] partner, CancellationToken cancellationToken)
    {
        var need = await FindAsync(needId, cancellationToken);
        if (need is null) return NotFound();

        var found = await suggestions.ForAsync(need, SearchedForComparison, cancellationToken);
        var organisations = await VisibleAsync([.. partner.Select(id => id.ToString())], cancellationToken);
        var chosen = await DescribeAsync(need, found.Ranked.Where(s => organisations.ContainsKey(s.PartnerId)), organisations, cancellationToken);

        if (chosen.Count < 2 || partner.Length > ComparedAtMost)
        {
            TempData.LeaveReceipt("Vælg to, tre eller fire", "Sæt kryds ved dem, du vil sammenligne, og tryk igen.");
            return RedirectToAction(nameof(Index), new { needId, partner });
        }

        return View(new ComparisonPage { Need = need, Partners = chosen, Rows = [.. Rows(need, chosen)], CanPropose = Viewer.From(User).IsCoordinator });
    }

    [HttpPost("fravalg")]
    public async Task<IActionResult> Dismiss(Guid needId, DismissalForm form, CancellationToken cancellationToken)
    {
        var need = await FindAsync(needId, cancellationToken);
        var partner = await db.Organisations.VisibleTo(User).SingleOrDefaultAsync(o => o.Id == form.PartnerId, cancellationToken);
        if (need is null || partner is null || !Viewer.From(User).IsCoordinator) return NotFound();

        need.Dismiss(partner.Id, form.Reason ?? "", clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt($"{partner.Name} er skjult for dette behov", "Andre behov er ikke berørt.", $"/behov/{needId}/fravalg/{partner.Id}/fortryd");
        return RedirectToAction(nameof(Index), new { needId });
    }

    [HttpPost("fravalg/{partnerId:guid}/fortryd")]
    public async Task<IActionResult> TakeBackDismissal(Guid needId, Guid partnerId, CancellationToken cancellationToken)
    {
        var need = await FindAsync(needId, cancellationToken);
        if (need is null || !Viewer.From(User).IsCoordinator) return NotFound();

        need.TakeBackDismissal(partnerId, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return RedirectToAction(nameof(Index), new { needId });
    }

    private Task<Need?> FindAsync(Guid needId, CancellationToken cancellationToken) =>
        db.Needs.VisibleTo(User).Include(n => n.Asker).SingleOrDefaultAsync(n => n.Id == needId, cancellationToken);

    private Task<Dictionary<string, Organisation>> VisibleAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var keys = ids.Select(Guid.Parse).Distinct().ToList();
        return db.Organisations.VisibleTo(User).AsNoTracking().Where(o => keys.Contains(o.Id)).ToDictionaryAsync(o => o.Id.ToString(), cancellationToken);
    }

    private async Task<IReadOnlyList<SuggestedPartner>> DescribeAsync(
        Need need, IEnumerable<Suggestion> ranked, Dictionary<string, Organisation> organisations, CancellationToken cancellationToken)
    {
        var partners = organisations.Values.Select(o => o.Id).ToList();
        var proposals = await db.Proposals.VisibleTo(User).AsNoTracking().Where(p => partners.Contains(p.PartnerId)).ToListAsync(cancellationToken);

        return
        [
            .. from suggestion in ranked
               where organisations.ContainsKey(suggestion.PartnerId)
               let partner = organisations[suggestion.PartnerId]
               let about = proposals.Where(p => p.NeedId == need.Id && p.PartnerId == partner.Id && p.State != ProposalState.Withdrawn).MaxBy(p => p.SentAt)
               select new SuggestedPartner(partner, suggestion, about, proposals.Count(p => p.PartnerId == partner.Id && p.IsOpen)),
        ];
    }

    private IEnumerable<ComparedRow> Rows(Need need, IReadOnlyList<SuggestedPartner> chosen)
    {
        yield return Row("Målgrupper", p => Known(taxonomy.TargetGroups.Labels(p.Partner.TargetGroups)));
        yield return Row("Aktiviteter", p => Known(taxonomy.Activities.Labels(p.Partner.Activities)));
        yield return Row("Kan", p => Known(taxonomy.Competences.Labels(p.Partner.Competences)));
        yield return Row("Vil gerne lære eller mangler", p => Known(p.Partner.Gaps.Select(taxonomy.GapLabel)));
        yield return Row("Har", p => Known(taxonomy.Resources.Labels(p.Partner.Resources)));
        yield return Row("Sprog", p => Known(taxonomy.Languages.Labels(p.Partner.Languages)));
        yield return Row("Sted", p => p.Partner.Place.Length > 0 ? p.Partner.Place : NotKnown);
        yield return Row("Profilen", p => p.Partner.ConfirmedOn is { } on ? $"Bekræftet {DanishText.Date(on)}" : "Ikke bekræftet");

        if (Viewer.From(User).IsCoordinator)
        {
            yield return Row("Åbne forslag", p => $"{p.OpenProposals} af {MatchProposal.MaxOpenPerPartner}");
            yield return Row("Vil helst kontaktes", p => Contact(p.Partner));
        }

        ComparedRow Row(string label, Func<SuggestedPartner, string> cell) => new(label, [.. chosen.Select(cell)]);
    }

    private const string NotKnown = "Det ved vi ikke";

    private static string Known(IEnumerable<string> labels) => labels.Any() ? DanishText.List(labels) : NotKnown;

    private static string Contact(Organisation partner) =>
        $"{(partner.PreferredChannel == Channel.Phone ? "På telefon" : "På mail")} {partner.BestTime}".Trim();
}

public sealed class DismissalForm
{
    public Guid PartnerId { get; init; }
    public string? Reason { get; init; }
}
