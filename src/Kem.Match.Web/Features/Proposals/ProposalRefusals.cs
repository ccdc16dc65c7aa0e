using System.Security.Claims;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Proposals;

/// <summary>Why a proposal cannot be sent to somebody, said so that the coordinator knows what to do instead.</summary>
public sealed class ProposalRefusals(KemDb db, Taxonomy taxonomy, TimeProvider clock)
{
    private const string Partner = "Form.PartnerId";

    /// <summary>Writes down everything that is in the way.</summary>
    public async Task RefuseAsync(
        ModelStateDictionary problems, ClaimsPrincipal user, Need need, IReadOnlyList<Organisation> partners, ProposalForm form, CancellationToken cancellationToken)
    {
        foreach (var partner in partners)
        {
            foreach (var reason in await ReasonsAsync(user, need, partner, cancellationToken))
            {
                problems.AddModelError(Partner, reason);
            }
        }

        if (!form.DespiteBoundaries && partners.Any(partner => partner.BoundariesAgainst(need).Count > 0))
        {
            problems.AddModelError("Form.DespiteBoundaries", "Sæt kryds, hvis I alligevel vil spørge. Ellers vælg en anden.");
        }

        RefuseDay(problems, "Form.AnswerBy", form.AnswerBy);
    }

    /// <summary>An answer date must leave time to talk together, and not be forgotten.</summary>
    public void RefuseDay(ModelStateDictionary problems, string field, DateOnly? answerBy)
    {
        var (first, last) = (clock.Today().AddDays(MatchProposal.FewestDaysToAnswer), clock.Today().AddDays(MatchProposal.MostDaysToAnswer));

        if (answerBy < first || answerBy > last)
        {
            problems.AddModelError(field, $"Vælg en dag fra {DanishText.DayAndMonth(first)} til {DanishText.DayAndMonth(last)}, så de kan nå at tale sammen.");
        }
    }

    /// <summary>What the need is about that the partner would rather not be asked about, in words.</summary>
    public IReadOnlyList<string> BoundariesOf(Organisation partner, Need need) => [.. partner.BoundariesAgainst(need).Select(taxonomy.BoundaryLabel)];

    /// <summary>Nobody can be added to a partner's places; says when there is room again.</summary>
    public static string NoPlace(Organisation partner, IReadOnlyCollection<MatchProposal> open) =>
        $"{partner.Name} har allerede {open.Count} åbne forslag. {WhenThereIsRoom(open)} Vent, eller vælg en anden.";

    public Task<List<MatchProposal>> OpenAsync(ClaimsPrincipal user, Guid partnerId, CancellationToken cancellationToken) =>
        db.Proposals.VisibleTo(user).AsNoTracking().Open().Where(p => p.PartnerId == partnerId).ToListAsync(cancellationToken);

    private async Task<IReadOnlyList<string>> ReasonsAsync(ClaimsPrincipal user, Need need, Organisation partner, CancellationToken cancellationToken)
    {
        var open = await OpenAsync(user, partner.Id, cancellationToken);
        var reasons = new List<string>();

        if (open.Count >= OpenProposals.MostPerPartner) reasons.Add(NoPlace(partner, open));
        if (open.Any(p => p.NeedId == need.Id)) reasons.Add($"{partner.Name} er allerede spurgt om det her.");
        if (partner.Id == need.AskerId) reasons.Add("Man kan ikke foreslå nogen at mødes med sig selv.");
        if (partner.IsPausedOn(clock.Today())) reasons.Add($"{partner.Name} holder pause til {DanishText.Date(partner.PausedUntil!.Value)}.");
        if (partner is { CanBeMailed: false, PreferredChannel: Channel.Email }) reasons.Add($"{partner.Name} har ingen mailadresse i kataloget. Skriv den på profilen først.");
        if (partner is { ContactPhone: "", PreferredChannel: Channel.Phone }) reasons.Add($"{partner.Name} vil ringes op, men har intet telefonnummer i kataloget. Skriv det på profilen først.");

        return reasons;
    }

    private static string WhenThereIsRoom(IReadOnlyCollection<MatchProposal> open) =>
        $"Der bliver plads, når de svarer på et af dem. Første svarfrist er {DanishText.DayAndMonth(open.Min(p => p.AnswerBy))}.";
}
