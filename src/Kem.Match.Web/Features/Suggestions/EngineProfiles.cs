using Kem.Match.Engine.Profiles;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;

namespace Kem.Match.Web.Features.Suggestions;

/// <summary>
/// What the engine gets to see of an organisation or a need. No person, no decline, no complaint and nothing about faith or
/// descent passes here.
/// </summary>
public static class EngineProfiles
{
    private const int DaysPerMonth = 30;

    public static PartnerProfile Of(Organisation organisation, int openProposals, int activeAgreements, DateOnly today) => new()
    {
        Id = organisation.Id.ToString(),
        Kind = KindOf(organisation.Kind),
        Name = organisation.Name,
        Form = organisation.Form,
        Municipality = organisation.MunicipalityCode,
        PostalCode = organisation.PostalCode,
        Description = organisation.Place.Length == 0 ? organisation.Description : $"{organisation.Description} {organisation.Place}",
        Activities = organisation.Activities,
        TargetGroups = organisation.TargetGroups,
        Competences = organisation.Competences,
        Gaps = organisation.Gaps,
        Languages = organisation.Languages,
        Resources = organisation.Resources,
        OpenProposals = openProposals,
        ActiveAgreements = activeAgreements,
        IsPaused = organisation.IsPausedOn(today),
        MonthsSinceConfirmed = organisation.ConfirmedOn is { } confirmed ? (today.DayNumber - confirmed.DayNumber) / DaysPerMonth : null,
    };

    /// <param name="need">The need, with its asker loaded.</param>
    /// <param name="today">The Danish day.</param>
    public static PartnerRequest Of(Need need, DateOnly today) => new()
    {
        PartnerKind = KindOf(need.PartnerKind),
        AskerId = need.AskerId.ToString(),
        Asker = Of(need.Asker, openProposals: 0, activeAgreements: 0, today),
        Method = need.Method,
        Title = need.Title,
        Description = $"{need.Description} {need.Place}".Trim(),
        Municipality = need.MunicipalityCode,
        PostalCode = need.Asker.PostalCode,
        TargetGroups = need.TargetGroups,
        Activities = need.Activities,
        Competences = need.Competences,
        Languages = need.Languages,
        ResourcesOffered = need.Gives,
        Dismissed = [.. need.Dismissals.Select(dismissal => dismissal.OrganisationId.ToString())],
    };

    private static PartnerKind KindOf(OrganisationKind kind) => kind switch
    {
        OrganisationKind.Association => PartnerKind.Association,
        OrganisationKind.Company => PartnerKind.Company,
        OrganisationKind.MunicipalUnit => PartnerKind.MunicipalUnit,
    };
}
