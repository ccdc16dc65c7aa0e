using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Suggestions;

/// <summary>Two to four suggested partners beside each other.</summary>
public sealed class ComparisonsController(KemDb db, SuggestionPages pages, PartnerSuggestions suggestions, Taxonomy taxonomy) : Controller
{
    private const int ComparedAtMost = 4;

    [HttpGet("behov/{needId:guid}/sammenlign")]
    public async Task<IActionResult> Compare(Guid needId, [FromQuery] Guid[] partner, CancellationToken cancellationToken)
    {
        var need = await db.Needs.VisibleTo(User).Include(n => n.Asker).SingleOrDefaultAsync(n => n.Id == needId, cancellationToken);
        if (need is null) return NotFound();

        var chosen = await pages.ChosenAsync(User, need, partner, cancellationToken);

        if (chosen.Count < 2 || partner.Length > ComparedAtMost)
        {
            TempData.LeaveReceipt("Vælg to, tre eller fire", "Sæt kryds ved dem, du vil sammenligne, og tryk igen.");
            return RedirectToAction("Index", "Suggestions", new { needId, partner });
        }

        suggestions.NoteCompared(need, chosen.Select(c => c.Suggestion));
        return View(new ComparisonPage { Need = need, Partners = chosen, Rows = [.. Rows(chosen)], CanPropose = Viewer.From(User).IsCoordinator });
    }

    private IEnumerable<ComparedRow> Rows(IReadOnlyList<SuggestedPartner> chosen)
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
            yield return Row("Åbne forslag", p => $"{p.OpenProposals} af {OpenProposals.MostPerPartner}");
            yield return Row("Vil helst kontaktes", p => Contact(p.Partner));
        }

        ComparedRow Row(string label, Func<SuggestedPartner, string> cell) => new(label, [.. chosen.Select(cell)]);
    }

    private const string NotKnown = "Det ved vi ikke";

    private static string Known(IEnumerable<string> labels) => labels.Any() ? DanishText.List(labels) : NotKnown;

    private static string Contact(Organisation partner) =>
        $"{(partner.PreferredChannel == Channel.Phone ? "På telefon" : "På mail")} {partner.BestTime}".Trim();
}
