using Kem.Match.Engine.Profiles;
using Kem.Match.Web.Domain;
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

    /// <param name="organisation">The organisation, with its offerings loaded where they should count.</param>
    /// <param name="workload">What it has to do with us now.</param>
    /// <param name="today">The Danish day.</param>
    /// <param name="home">Code of the municipality that its place lies in, where that is known; otherwise the one whose catalogue it is in.</param>
    public static PartnerProfile Of(Organisation organisation, Workload workload, DateOnly today, string? home = null) => new()
    {
        Id = organisation.Id.ToString(),
        Kind = KindOf(organisation.Kind),
        Name = organisation.Name,
        Form = organisation.Form,
        Municipality = home ?? organisation.MunicipalityCode,

        // Whoever is in the catalogue of one municipality and at home in another works in both.
        Coverage = home is null || home == organisation.MunicipalityCode ? Coverage.Local : Coverage.Regional,
        PostalCode = organisation.PostalCode,
        Description = organisation.Place.Length == 0 ? organisation.Description : $"{organisation.Description} {organisation.Place}",
        Activities = organisation.Activities,
        TargetGroups = organisation.TargetGroups,
        Competences = organisation.Competences,
        CompetenceLevels = organisation.Mastery.ToDictionary(level => level.Key, level => (int)level.Value),
        Gaps = organisation.Gaps,
        Languages = organisation.Languages,
        Resources = organisation.Resources,
        Times = [.. organisation.Offerings.SelectMany(offering => WeekTime.Read(offering.WhenText)).Distinct()],
        VolunteerHours = organisation.VolunteerHours,
        FreeSlots = organisation.FreeSlots,
        Boundaries = organisation.Boundaries,
        YearsSinceFounded = today.Year - organisation.FoundedYear,
        OpenProposals = workload.OpenProposals,
        ActiveAgreements = workload.ActiveAgreements,
        DaysSinceAsked = workload.LastAskedOn is { } asked ? today.DayNumber - asked.DayNumber : null,
        TimesShown = workload.TimesShown,
        IsPaused = organisation.IsPausedOn(today),
        MonthsSinceConfirmed = MonthsSince(organisation.ConfirmedOn, today),
        MonthsSinceVisited = MonthsSince(organisation.VisitedOn, today),
    };

    /// <param name="need">The need, with its asker loaded.</param>
    /// <param name="today">The Danish day.</param>
    public static PartnerRequest Of(Need need, DateOnly today) => new()
    {
        PartnerKind = KindOf(need.PartnerKind),
        AskerId = need.AskerId.ToString(),
        Asker = Of(need.Asker, new Workload(), today),
        Method = need.Method,
        Title = need.Title,
        Description = $"{need.Description} {need.Place}".Trim(),
        Municipality = need.MunicipalityCode,
        PostalCode = need.Asker.PostalCode,
        TargetGroups = need.TargetGroups,
        Activities = need.Activities,
        Competences = need.Competences,
        Languages = [.. need.Languages.Union(need.RequiredLanguages)],
        Times = need.Times,
        VolunteerHours = need.VolunteerHours,
        ResourcesOffered = need.Gives,
        Required = new HardRequirements
        {
            Languages = need.RequiredLanguages,
            Having = need.MustMention,
            WithinKilometres = need.WithinKilometres,
            RestDays = need.RestDays ?? 0,
        },
        GivesRoomToTheLittleSeen = !need.RanksByFitOnly,
        Dismissed = [.. need.Dismissals.Select(dismissal => dismissal.OrganisationId.ToString())],
    };

    private static int? MonthsSince(DateOnly? day, DateOnly today) => day is { } then ? (today.DayNumber - then.DayNumber) / DaysPerMonth : null;

    private static PartnerKind KindOf(OrganisationKind kind) => kind switch
    {
        OrganisationKind.Association => PartnerKind.Association,
        OrganisationKind.Company => PartnerKind.Company,
        OrganisationKind.MunicipalUnit => PartnerKind.MunicipalUnit,
    };
}

/// <summary>What an organisation has to do with us now.</summary>
/// <param name="OpenProposals">Proposals that wait for its answer.</param>
/// <param name="ActiveAgreements">Agreements in force.</param>
/// <param name="LastAskedOn">The day of the last proposal; null when it was never asked.</param>
/// <param name="TimesShown">Lists it stood in during the last year, until yesterday, so that the order stays for a day.</param>
public readonly record struct Workload(int OpenProposals, int ActiveAgreements, DateOnly? LastAskedOn, int TimesShown);
