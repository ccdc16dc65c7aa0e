namespace Kem.Match.Web.Features.Catalogue;

public sealed class CataloguePage
{
    public const int RowsPerPage = 20;

    public required CatalogueQuery Query { get; init; }
    public required int Total { get; init; }
    public required int Found { get; init; }
    public required IReadOnlyList<FacetView> Facets { get; init; }
    public required IReadOnlyList<ChosenFilter> ChosenFilters { get; init; }
    public required IReadOnlyList<CatalogueRow> Rows { get; init; }

    /// <summary>Coordinators may add organisations; others only see them.</summary>
    public required bool MayAdd { get; init; }

    public int From => Found == 0 ? 0 : ((Query.Page - 1) * RowsPerPage) + 1;
    public int To => Math.Min(Query.Page * RowsPerPage, Found);
    public bool HasPrevious => Query.Page > 1;
    public bool HasNext => To < Found;
}

/// <param name="First">The commonest values and all that are chosen.</param>
/// <param name="Rest">The other values, behind "Vis flere".</param>
public sealed record FacetView(string Parameter, string Name, bool IsOpen, IReadOnlyList<FacetChoice> First, IReadOnlyList<FacetChoice> Rest);

public sealed record FacetChoice(string Value, string Label, int Count, bool IsChosen);

/// <param name="UrlWithout">Where the search goes on without this choice.</param>
/// <param name="CountWithout">How many would fit then.</param>
public sealed record ChosenFilter(string Label, string UrlWithout, int CountWithout);

/// <param name="About">"Kvindeforening · Nørrebakke"</param>
/// <param name="Facts">"Når", "Kan", "Sprog" with what stands beside each.</param>
/// <param name="Notes">What the municipality knows: visits and agreements; empty for others.</param>
public sealed record CatalogueRow(
    Guid Id, string Name, string About, IReadOnlyList<(string Name, string Text)> Facts, ProfileStatus Status, IReadOnlyList<string> Notes);
