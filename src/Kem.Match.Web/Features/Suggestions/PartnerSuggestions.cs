using Kem.Match.Engine;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Needs;

namespace Kem.Match.Web.Features.Suggestions;

/// <summary>Asks the engine who could help with a need.</summary>
public sealed class PartnerSuggestions(PartnerCatalogue catalogue, PartnerRanker ranker, TimeProvider clock)
{
    private const int Many = 200;

    /// <param name="need">The need, with its asker loaded.</param>
    /// <param name="take">How many to rank with reasons.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<SuggestionList> ForAsync(Need need, int take, CancellationToken cancellationToken) =>
        ranker.Suggest(await catalogue.IndexOfAsync(need.MunicipalityCode, cancellationToken), EngineProfiles.Of(need, clock.Today()), take);

    /// <summary>How many partners fit at least a little, as shown while the need is being written.</summary>
    public async Task<int> CountAsync(Need need, CancellationToken cancellationToken) =>
        (await ForAsync(need, Many, cancellationToken)).Ranked.Count;
}
