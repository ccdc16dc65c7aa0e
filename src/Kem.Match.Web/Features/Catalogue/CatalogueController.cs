using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Catalogue;

/// <summary>The list of everybody one could work with.</summary>
public sealed class CatalogueController(KemDb db, CatalogueLookup lookup, Taxonomy taxonomy, TimeProvider clock) : Controller
{
    private const int ValuesShown = 6;
    private const int FacetsOpen = 2;
    private const int TermsPerFact = 2;

    [HttpGet("/katalog")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        var facets = Facets();
        var query = CatalogueQuery.Read(Request.Query, facets);
        var findings = await lookup.FindAsync(User, query, facets, cancellationToken);
        var shown = findings.Found.Skip((query.Page - 1) * CataloguePage.RowsPerPage).Take(CataloguePage.RowsPerPage).ToList();
        var agreements = await ActiveAgreementsAsync(cancellationToken);

        return View(new CataloguePage
        {
            Query = query,
            Total = findings.Total,
            Found = findings.Found.Count,
            Facets = [.. facets.Select((facet, index) => ViewOf(facet, findings, query, index < FacetsOpen))],
            ChosenFilters = [.. facets.SelectMany(facet => ChosenIn(facet, findings, query))],
            Rows = [.. shown.Select(organisation => RowOf(organisation, agreements))],
            MayAdd = Viewer.From(User).IsCoordinator,
        });
    }

    /// <summary>The list as a spreadsheet opens it: everything that fits, without contact details for those who may not see them.</summary>
    [HttpGet("/katalog.csv")]
    public async Task<IActionResult> Csv(CancellationToken cancellationToken)
    {
        var facets = Facets();
        var findings = await lookup.FindAsync(User, CatalogueQuery.Read(Request.Query, facets), facets, cancellationToken);
        var rows = CatalogueCsv.Write(findings.Found, taxonomy, clock.Today(), withContacts: Viewer.From(User).IsCoordinator);

        return File(rows, Spreadsheet.ContentType, $"katalog-{clock.Today():yyyy-MM-dd}.csv");
    }

    private IReadOnlyList<Facet> Facets() => CatalogueFacets.For(taxonomy, clock.Today(), withGaps: Viewer.From(User).IsCoordinator);

    private static FacetView ViewOf(Facet facet, CatalogueFindings findings, CatalogueQuery query, bool isOpen)
    {
        var counts = findings.CountsOf(facet);
        var chosen = query.Chosen.GetValueOrDefault(facet.Parameter, []);
        var choices = counts.Keys.Union(chosen)
            .Select(value => new FacetChoice(value, facet.LabelOf(value), counts.GetValueOrDefault(value), chosen.Contains(value)))
            .OrderByDescending(choice => choice.IsChosen).ThenByDescending(choice => choice.Count).ThenBy(choice => choice.Label, StringComparer.CurrentCulture)
            .ToList();
        var first = Math.Max(chosen.Count, choices.Count == ValuesShown + 1 ? ValuesShown + 1 : ValuesShown);

        return new FacetView(facet.Parameter, facet.Name, isOpen || chosen.Count > 0, [.. choices.Take(first)], [.. choices.Skip(first)]);
    }

    private static IEnumerable<ChosenFilter> ChosenIn(Facet facet, CatalogueFindings findings, CatalogueQuery query) =>
        query.Chosen.GetValueOrDefault(facet.Parameter, []).Select(value =>
        {
            var without = query.Without(facet.Parameter, value);
            return new ChosenFilter(facet.LabelOf(value), without.Url(), findings.CountOf(without));
        });

    private CatalogueRow RowOf(Organisation organisation, IReadOnlyDictionary<Guid, int>? agreements)
    {
        (string Name, string Text)[] facts =
        [
            ("Når", ProfileText.Line(taxonomy.TargetGroups.Labels(organisation.TargetGroups), TermsPerFact)),
            ("Laver", ProfileText.Line(taxonomy.Activities.Labels(organisation.Activities), TermsPerFact)),
            ("Kan", ProfileText.Line(taxonomy.Competences.Labels(organisation.Competences), TermsPerFact)),
            ("Sprog", ProfileText.Line(taxonomy.Languages.Labels(organisation.Languages))),
        ];

        return new CatalogueRow(
            organisation.Id,
            organisation.Name,
            string.Join(" · ", new[] { ProfileText.FormOf(organisation, taxonomy), organisation.Place }.Where(text => text.Length > 0)),
            [.. facts.Where(fact => fact.Text.Length > 0)],
            organisation.StatusOn(clock.Today()),
            NotesOn(organisation, agreements));
    }

    private string[] NotesOn(Organisation organisation, IReadOnlyDictionary<Guid, int>? agreements)
    {
        if (organisation.IsPausedOn(clock.Today())) return [$"Til og med {ProfileText.Day(organisation.PausedUntil!.Value, clock.Today())}"];
        if (agreements is null) return [];

        return
        [
            organisation.VisitedOn is { } visited ? $"Besøgt {ProfileText.Day(visited, clock.Today())}" : "Ikke besøgt endnu",
            agreements.GetValueOrDefault(organisation.Id) is > 0 and var count ? DanishText.Count(count, "aktiv aftale", "aktive aftaler") : "Ingen aftaler endnu",
        ];
    }

    /// <returns>Null for those who see only their own agreements: a number would tell them less than the truth.</returns>
    private async Task<IReadOnlyDictionary<Guid, int>?> ActiveAgreementsAsync(CancellationToken cancellationToken)
    {
        if (!Viewer.From(User).IsCoordinator) return null;

        var parties = await db.Agreements.VisibleTo(User).AsNoTracking()
            .Where(a => a.State == AgreementState.InForce)
            .SelectMany(a => a.Parties.Select(p => p.OrganisationId))
            .ToListAsync(cancellationToken);

        return parties.CountBy(id => id).ToDictionary();
    }
}
