using System.Security.Claims;
using Kem.Match.Engine;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Suggestions;

/// <summary>Puts together what the engine says and what the catalogue knows, as one viewer may see it.</summary>
public sealed class SuggestionPages(KemDb db, PartnerSuggestions suggestions)
{
    public const int Shown = 10;
    private const int ShownAtMost = 50;

    /// <param name="user">Who looks.</param>
    /// <param name="need">The need, with its asker loaded.</param>
    /// <param name="whatIf">Where the sliders stand.</param>
    /// <param name="take">How many partners to show.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<SuggestionsPage> ListAsync(ClaimsPrincipal user, Need need, WhatIf whatIf, int take, CancellationToken cancellationToken)
    {
        var shown = Math.Clamp(take, Shown, ShownAtMost);
        var suggested = await suggestions.ForAsync(need, shown + 1, cancellationToken);
        var found = whatIf.IsOn ? (await suggestions.ForAsync(need, whatIf, shown + 1, cancellationToken)).List : suggested.List;
        var bundle = await suggestions.BundleForAsync(need, cancellationToken);
        var organisations = await VisibleAsync(
            user,
            [
                .. found.Ranked.Select(s => s.PartnerId), .. found.RuledOut.Select(r => r.PartnerId),
                .. bundle?.Partners.Select(p => p.PartnerId) ?? [], .. need.Dismissals.Select(d => d.OrganisationId.ToString()),
            ],
            cancellationToken);
        var described = await DescribeAsync(user, need, found.Ranked, organisations, cancellationToken);
        SuggestedPartner[] partners = [.. described.Take(shown)];

        if (!whatIf.IsOn)
        {
            suggestions.NoteShown(need, suggested, partners.Select(partner => partner.Suggestion));
        }

        return new SuggestionsPage
        {
            Need = need,
            WhatIf = whatIf,
            Partners = partners,
            UsualRanks = suggested.List.Ranked.Take(shown).ToDictionary(s => Guid.Parse(s.PartnerId), s => s.Rank),
            Bundle = bundle is null ? null : TogetherOf(bundle, organisations),
            SortedOut =
            [
                .. found.RuledOut.Where(r => organisations.ContainsKey(r.PartnerId) && MayKnow(user, r.Requirement))
                    .GroupBy(r => r.Why.Danish, r => organisations[r.PartnerId]),
            ],
            KeptOut = [.. found.KeptOut.Where(rule => MayKnow(user, rule.Requirement))],
            Dismissed = [.. need.Dismissals.Select(d => organisations.GetValueOrDefault(d.OrganisationId.ToString())).OfType<Organisation>()],
            Considered = found.Considered,
            CanPropose = Viewer.From(user).IsCoordinator,
            HasMore = described.Count > shown && shown < ShownAtMost,
        };
    }

    /// <summary>Those of the chosen partners that the viewer may see and the engine suggests, the best first.</summary>
    public async Task<IReadOnlyList<SuggestedPartner>> ChosenAsync(
        ClaimsPrincipal user, Need need, IReadOnlyList<Guid> chosen, CancellationToken cancellationToken)
    {
        var found = await suggestions.ForAsync(need, ShownAtMost, cancellationToken);
        var organisations = await VisibleAsync(user, [.. chosen.Select(id => id.ToString())], cancellationToken);
        return await DescribeAsync(user, need, found.List.Ranked, organisations, cancellationToken);
    }

    /// <summary>What an organisation would rather not be asked about is for the coordinator only.</summary>
    private static bool MayKnow(ClaimsPrincipal user, Requirement rule) => rule != Requirement.Boundary || Viewer.From(user).IsCoordinator;

    /// <summary>Null when the viewer may not see all of them: half a bundle covers nothing.</summary>
    private static Together? TogetherOf(BundleSuggestion bundle, Dictionary<string, Organisation> organisations) =>
        bundle.Partners.All(partner => organisations.ContainsKey(partner.PartnerId))
            ? new Together(
                [.. bundle.Partners.Select(partner => new TogetherPartner(organisations[partner.PartnerId], [.. partner.Covers.Select(c => c.Danish)]))],
                [.. bundle.Missing.Select(missing => missing.Danish)])
            : null;

    private Task<Dictionary<string, Organisation>> VisibleAsync(ClaimsPrincipal user, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var keys = ids.Select(Guid.Parse).Distinct().ToList();
        return db.Organisations.VisibleTo(user).AsNoTracking().Where(o => keys.Contains(o.Id)).ToDictionaryAsync(o => o.Id.ToString(), cancellationToken);
    }

    private async Task<IReadOnlyList<SuggestedPartner>> DescribeAsync(
        ClaimsPrincipal user, Need need, IEnumerable<Suggestion> ranked, Dictionary<string, Organisation> organisations, CancellationToken cancellationToken)
    {
        var partners = organisations.Values.Select(o => o.Id).ToList();
        var proposals = await db.Proposals.VisibleTo(user).AsNoTracking().Where(p => partners.Contains(p.PartnerId)).ToListAsync(cancellationToken);

        return
        [
            .. ranked.Where(suggestion => organisations.ContainsKey(suggestion.PartnerId)).Select((suggestion, at) =>
            {
                var partner = organisations[suggestion.PartnerId];
                var about = proposals.Where(p => p.NeedId == need.Id && p.PartnerId == partner.Id && p.State != ProposalState.Withdrawn).MaxBy(p => p.SentAt);
                return new SuggestedPartner(partner, suggestion, about, proposals.Count(p => p.PartnerId == partner.Id && p.IsOpen), at + 1);
            }),
        ];
    }
}
