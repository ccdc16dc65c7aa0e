using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Organisations;

namespace Kem.Match.Web.Features.Catalogue;

/// <summary>One way to narrow the catalogue (filter).</summary>
/// <param name="Parameter">Its name in the address.</param>
/// <param name="Name">Its name on the page.</param>
/// <param name="ValuesOf">What an organisation answers, as values in the address.</param>
/// <param name="LabelOf">A value as it is written on the page.</param>
public sealed record Facet(string Parameter, string Name, Func<Organisation, IEnumerable<string>> ValuesOf, Func<string, string> LabelOf);

/// <summary>The filters of the catalogue, in the order in which they stand.</summary>
public static class CatalogueFacets
{
    public const string StatusParameter = "status";

    /// <summary>The status of those who have closed down.</summary>
    public const string Retired = "nedlagt";

    /// <param name="withGaps">What somebody lacks is for the coordinator to search in, not for other associations.</param>
    public static IReadOnlyList<Facet> For(Taxonomy taxonomy, DateOnly today, bool withGaps)
    {
        Facet[] facets =
        [
            new("maalgruppe", "Målgruppe", o => o.TargetGroups, taxonomy.TargetGroups.Label),
            new("aktivitet", "Aktivitet", o => o.Activities, taxonomy.Activities.Label),
            new("kan", "Kan", o => o.Competences, taxonomy.Competences.Label),
            new("mangler", "Mangler", o => o.Gaps, taxonomy.GapLabel),
            new("sprog", "Sprog", o => o.Languages, taxonomy.Languages.Label),
            new("slags", "Slags", o => [KindValue(o.Kind)], KindLabel),
            new("form", "Organisationsform", o => o.Form.Length > 0 ? [o.Form] : [], taxonomy.Forms.Label),
            new(StatusParameter, "Status", o => [StatusValue(o.StatusOn(today))], StatusLabel),
        ];

        return withGaps ? facets : [.. facets.Where(facet => facet.Parameter != "mangler")];
    }

    private static string KindValue(OrganisationKind kind) => kind switch
    {
        OrganisationKind.Association => "forening",
        OrganisationKind.Company => "virksomhed",
        OrganisationKind.MunicipalUnit => "kommunal",
    };

    private static string KindLabel(string value) => value switch
    {
        "forening" => "Forening eller gruppe",
        "virksomhed" => "Virksomhed",
        "kommunal" => "Kommunal enhed",
        _ => value,
    };

    private static string StatusValue(ProfileStatus status) => status switch
    {
        ProfileStatus.Confirmed => "bekraeftet",
        ProfileStatus.Unconfirmed => "ikke-bekraeftet",
        ProfileStatus.Stale => "gammel",
        ProfileStatus.Paused => "pause",
        ProfileStatus.Retired => Retired,
    };

    private static string StatusLabel(string value) =>
        Enum.GetValues<ProfileStatus>().Where(status => StatusValue(status) == value).Select(status => status.Words()).FirstOrDefault(value);
}
