using System.Globalization;
using System.Security.Claims;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Catalogue;

/// <summary>Reads the part of the catalogue that a person may see, and finds what a query asks for.</summary>
public sealed class CatalogueLookup(KemDb db, CatalogueSearch search)
{
    private static readonly StringComparer Danish = StringComparer.Create(CultureInfo.GetCultureInfo("da-DK"), ignoreCase: true);

    public async Task<CatalogueFindings> FindAsync(
        ClaimsPrincipal user, CatalogueQuery query, IReadOnlyList<Facet> facets, CancellationToken cancellationToken)
    {
        var everybody = await db.Organisations.VisibleTo(user).Where(o => o.MergedIntoId == null).AsNoTracking().ToListAsync(cancellationToken);

        // Those who have closed down are found by those who look for them; the words are searched among those in use.
        var wantsRetired = query.Chosen.GetValueOrDefault(CatalogueFacets.StatusParameter, []).Contains(CatalogueFacets.Retired);
        var all = everybody.Where(o => wantsRetired || !o.IsRetired).ToList();
        var scores = query.Words.Length > 0 ? await search.ScoresOfAsync(query.Words, Viewer.From(user).MunicipalityCode, cancellationToken) : null;
        IReadOnlyList<Organisation> named = [.. all.Where(o => scores is null || scores.ContainsKey(o.Id)).OrderBy(o => o.Name, Danish)];

        return new CatalogueFindings(query, facets, all.Count, named, scores);
    }
}

/// <summary>What a query found, and what each further choice would find.</summary>
public sealed class CatalogueFindings(
    CatalogueQuery query, IReadOnlyList<Facet> facets, int total, IReadOnlyList<Organisation> named, IReadOnlyDictionary<Guid, double>? scores)
{
    /// <summary>How many the reader could see without asking for anything.</summary>
    public int Total { get; } = total;

    /// <summary>All that fit, in the order that was asked for; equals keep the order of their names.</summary>
    public IReadOnlyList<Organisation> Found { get; } = InOrder(Fitting(named, query, facets), query.Order, scores);

    /// <summary>How many would fit another query with the same words.</summary>
    public int CountOf(CatalogueQuery other) => Fitting(named, other, facets).Count();

    /// <summary>How often each value occurs among those that fit all the other filters.</summary>
    public IReadOnlyDictionary<string, int> CountsOf(Facet facet) =>
        Fitting(named, query, [.. facets.Where(other => other != facet)])
            .SelectMany(organisation => facet.ValuesOf(organisation).Distinct())
            .CountBy(value => value)
            .ToDictionary();

    // Within one filter any of the chosen values will do; between filters all must be met.
    private static IEnumerable<Organisation> Fitting(IEnumerable<Organisation> organisations, CatalogueQuery query, IReadOnlyList<Facet> facets) =>
        organisations.Where(organisation => facets.All(facet =>
            !query.Chosen.TryGetValue(facet.Parameter, out var wanted) || facet.ValuesOf(organisation).Any(wanted.Contains)));

    private static IReadOnlyList<Organisation> InOrder(
        IEnumerable<Organisation> byName, CatalogueOrder order, IReadOnlyDictionary<Guid, double>? scores) => order switch
    {
        CatalogueOrder.Relevance when scores is not null => [.. byName.OrderByDescending(o => scores[o.Id])],
        CatalogueOrder.Confirmed => [.. byName.OrderByDescending(o => o.ConfirmedOn ?? DateOnly.MinValue)],
        _ => [.. byName],
    };
}
