using Kem.Match.Engine;
using Kem.Match.Engine.Signals;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Ranking;
using Kem.Match.Web.Features.Ranking;

namespace Kem.Match.Web.Features.Suggestions;

/// <summary>Asks the engine who could help with a need, and notes what people were shown so that the ranking can learn.</summary>
public sealed class PartnerSuggestions(PartnerCatalogue catalogue, CurrentRanking ranking, ShownListLog log, TimeProvider clock)
{
    /// <param name="need">The need, with its asker loaded.</param>
    /// <param name="take">How many to rank with reasons.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<Suggested> ForAsync(Need need, int take, CancellationToken cancellationToken) => ForAsync(need, new WhatIf(), take, cancellationToken);

    /// <summary>As it would be if other things mattered more.</summary>
    public async Task<Suggested> ForAsync(Need need, WhatIf whatIf, int take, CancellationToken cancellationToken)
    {
        var inUse = await ranking.GetAsync(cancellationToken);
        var index = await catalogue.IndexOfAsync(need.MunicipalityCode, cancellationToken);
        var request = EngineProfiles.Of(need, clock.Today());

        return new Suggested(
            inUse.Ranker.Suggest(index, whatIf.IsOn ? request with { Emphasis = whatIf.EmphasisIn(inUse.Ranker.Data.Weights) } : request, take),
            inUse.Version);
    }

    /// <summary>Two or three that together cover what nobody covers alone; null when one does.</summary>
    public async Task<BundleSuggestion?> BundleForAsync(Need need, CancellationToken cancellationToken)
    {
        var inUse = await ranking.GetAsync(cancellationToken);
        var index = await catalogue.IndexOfAsync(need.MunicipalityCode, cancellationToken);
        return inUse.Ranker.SuggestBundle(index, EngineProfiles.Of(need, clock.Today()));
    }

    /// <summary>How many partners fit at least a little, as shown while the need is being written.</summary>
    public async Task<int> CountAsync(Need need, CancellationToken cancellationToken) =>
        (await ForAsync(need, take: 0, cancellationToken)).List.Fitting;

    /// <summary>Somebody was shown these, in this order. A trial list is never noted.</summary>
    public void NoteShown(Need need, Suggested suggested, IEnumerable<Suggestion> shown) => log.Note(new ShownList(
        need.Id,
        need.AskerId,
        suggested.Version,
        SignalTable.All.Select(signal => signal.Code),
        shown.Select((suggestion, at) => new ShownPartner(at + 1, Guid.Parse(suggestion.PartnerId), suggestion.Signals)),
        clock.GetUtcNow()));

    /// <summary>Somebody held these beside each other.</summary>
    public void NoteCompared(Need need, IEnumerable<Suggestion> compared) =>
        log.Note([.. compared.Select(suggestion => new ComparedPartner(need.Id, Guid.Parse(suggestion.PartnerId), clock.Today()))]);
}

/// <summary>What the engine suggests, and the version of the model that ranked it.</summary>
public sealed record Suggested(SuggestionList List, string Version);
