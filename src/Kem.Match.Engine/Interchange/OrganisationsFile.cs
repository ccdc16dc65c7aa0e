using Kem.Match.Engine.Profiles;

namespace Kem.Match.Engine.Interchange;

/// <summary>
/// Reads <c>organisations.jsonl</c>: one organisation a line. Lists may hold codes or plain words; unknown fields are
/// ignored. Either the whole file is read or nothing is.
/// </summary>
public static class OrganisationsFile
{
    /// <exception cref="InterchangeException">A line is broken; the message names file, line and field.</exception>
    public static IReadOnlyList<PartnerProfile> Read(TextReader reader, string file) => JsonLines.ReadAll(reader, file, ReadOne, profile => profile.Id);

    private static PartnerProfile ReadOne(JsonItem item)
    {
        var municipality = item.TextOrEmpty("municipality");
        return new PartnerProfile
        {
            Id = item.Text("id"),
            Kind = Kind(item),
            Name = item.Text("name"),
            Form = item.TextOrEmpty("form"),
            Branch = item.TextOrEmpty("branch"),
            Municipality = municipality,
            PostalCode = item.TextOrEmpty("postal_code"),
            Coverage = CoverageOf(item, municipality),
            Description = item.TextOrEmpty("description_da"),
            Activities = item.Texts("activities"),
            TargetGroups = item.Texts("target_groups"),
            Competences = item.Texts("competences"),
            Gaps = item.Texts("gaps"),
            Languages = item.Texts("languages"),
            Resources = item.Texts("resources"),
        };
    }

    private static PartnerKind Kind(JsonItem item) => item.Text("type") switch
    {
        "association" => PartnerKind.Association,
        "company" => PartnerKind.Company,
        "municipal_unit" => PartnerKind.MunicipalUnit,
        _ => throw item.Wrong("type", "must be association, company or municipal_unit"),
    };

    /// <summary>Where the file does not say, somebody who is at home in the whole country works in the whole country.</summary>
    private static Coverage CoverageOf(JsonItem item, string municipality) => item.TextOrEmpty("coverage").ToLowerInvariant() switch
    {
        "" => municipality.Contains("hele landet", StringComparison.OrdinalIgnoreCase) ? Coverage.National : Coverage.Local,
        "lokal" or "local" => Coverage.Local,
        "regional" => Coverage.Regional,
        "landsdækkende" or "national" => Coverage.National,
        _ => throw item.Wrong("coverage", "must be lokal, regional or landsdækkende"),
    };
}
