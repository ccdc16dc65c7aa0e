using Microsoft.AspNetCore.Http;

namespace Kem.Match.Web.Features.Catalogue;

public enum CatalogueOrder
{
    Name,
    Relevance,

    /// <summary>Those who confirmed their profile most recently come first.</summary>
    Confirmed,
}

/// <summary>What the reader asks the catalogue for. All of it stands in the address, so that a search can be kept and passed on.</summary>
public sealed record CatalogueQuery
{
    private const string WordsParameter = "q";
    private const string OrderParameter = "sortering";
    private const string PageParameter = "side";

    public string Words { get; private init; } = "";

    /// <summary>The chosen values of each filter; filters without a choice are left out.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Chosen { get; private init; } = new Dictionary<string, IReadOnlyList<string>>();

    public CatalogueOrder Order { get; private init; }
    public int Page { get; private init; } = 1;

    public int ChosenCount => Chosen.Values.Sum(values => values.Count);

    public static CatalogueQuery Read(IQueryCollection address, IEnumerable<Facet> facets)
    {
        var words = address[WordsParameter].ToString().Trim();

        return new CatalogueQuery
        {
            Words = words,
            Chosen = facets
                .Select(facet => (facet.Parameter, Values: address[facet.Parameter].OfType<string>().Where(value => value.Length > 0).Distinct().ToList()))
                .Where(facet => facet.Values.Count > 0)
                .ToDictionary(facet => facet.Parameter, facet => (IReadOnlyList<string>)facet.Values),
            Order = address[OrderParameter].ToString() switch
            {
                "navn" => CatalogueOrder.Name,
                "bekraeftet" => CatalogueOrder.Confirmed,
                _ => words.Length > 0 ? CatalogueOrder.Relevance : CatalogueOrder.Name,
            },
            Page = int.TryParse(address[PageParameter], out var page) && page > 1 ? page : 1,
        };
    }

    public bool Has(string parameter, string value) => Chosen.TryGetValue(parameter, out var values) && values.Contains(value);

    public CatalogueQuery On(int page) => this with { Page = page };

    public CatalogueQuery In(CatalogueOrder order) => this with { Order = order, Page = 1 };

    /// <summary>The same search with one choice fewer.</summary>
    public CatalogueQuery Without(string parameter, string value) => this with
    {
        Page = 1,
        Chosen = Chosen
            .Select(choice => (choice.Key, Values: choice.Key == parameter ? [.. choice.Value.Where(v => v != value)] : choice.Value))
            .Where(choice => choice.Values.Count > 0)
            .ToDictionary(choice => choice.Key, choice => choice.Values),
    };

    /// <summary>The same words without any filter.</summary>
    public CatalogueQuery WithoutFilters() => this with { Page = 1, Chosen = new Dictionary<string, IReadOnlyList<string>>() };

    public string Url(string path = "/katalog") => path + QueryString.Create(Parameters());

    /// <summary>Everything but the words, for a form that asks for new words.</summary>
    public IEnumerable<KeyValuePair<string, string?>> ParametersBesideWords() => Parameters().Where(p => p.Key is not (WordsParameter or PageParameter));

    private IEnumerable<KeyValuePair<string, string?>> Parameters()
    {
        if (Words.Length > 0)
        {
            yield return new(WordsParameter, Words);
        }

        foreach (var (parameter, values) in Chosen)
        {
            foreach (var value in values)
            {
                yield return new(parameter, value);
            }
        }

        if (OrderValue() is { } order)
        {
            yield return new(OrderParameter, order);
        }

        if (Page > 1)
        {
            yield return new(PageParameter, Page.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private string? OrderValue() => Order switch
    {
        CatalogueOrder.Confirmed => "bekraeftet",
        CatalogueOrder.Name when Words.Length > 0 => "navn",
        _ => null,
    };
}
