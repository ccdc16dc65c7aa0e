using Kem.Match.Web.Features.Suggestions;

namespace Kem.Match.Web.Features.Catalogue;

/// <summary>Finds organisations by words, with spelling mistakes forgiven and synonyms understood.</summary>
public sealed class CatalogueSearch(PartnerCatalogue partners)
{
    /// <summary>A score for each organisation that the words fit. Who may see which of them is for the caller to say.</summary>
    public async Task<IReadOnlyDictionary<Guid, double>> ScoresOfAsync(string words, string municipalityCode, CancellationToken cancellationToken)
    {
        var index = await partners.IndexOfAsync(municipalityCode, cancellationToken);

        return index.Search(words, take: int.MaxValue).ToDictionary(hit => Guid.Parse(hit.PartnerId), hit => hit.Score);
    }
}
