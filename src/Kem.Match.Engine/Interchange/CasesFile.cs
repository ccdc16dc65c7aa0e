using Kem.Match.Engine.Profiles;

namespace Kem.Match.Engine.Interchange;

/// <summary>A documented need and the partners that it led to.</summary>
/// <param name="Id">The case.</param>
/// <param name="Kind"><c>municipality_association</c>, <c>association_association</c> or <c>association_company</c>.</param>
/// <param name="Request">The need as the ranker asks for it.</param>
/// <param name="PartnerIds">The partners of the partnership.</param>
public sealed record DocumentedCase(string Id, string Kind, PartnerRequest Request, IReadOnlyList<string> PartnerIds);

/// <summary>Reads <c>cases.jsonl</c>: one documented need a line. Either the whole file is read or nothing is.</summary>
public static class CasesFile
{
    /// <exception cref="InterchangeException">A line is broken; the message names file, line and field.</exception>
    public static IReadOnlyList<DocumentedCase> Read(TextReader reader, string file) => JsonLines.ReadAll(reader, file, ReadOne, one => one.Id);

    private static DocumentedCase ReadOne(JsonItem item)
    {
        var kind = item.Text("kind");
        var need = item.Object("need");
        var askerId = item.TextOrEmpty("asker_id");
        var partners = item.Texts("partner_ids");
        if (partners.Count == 0) throw item.Wrong("partner_ids", "is missing or empty");

        var request = new PartnerRequest
        {
            PartnerKind = kind switch
            {
                "municipality_association" or "association_association" => PartnerKind.Association,
                "association_company" => PartnerKind.Company,
                _ => throw item.Wrong("kind", "must be municipality_association, association_association or association_company"),
            },
            AskerId = askerId.Length > 0 ? askerId : null,
            Title = need.TextOrEmpty("title_da"),
            Description = need.TextOrEmpty("description_da"),
            Municipality = need.TextOrEmpty("municipality"),
            TargetGroups = need.Texts("target_groups"),
            Activities = need.Texts("activity_kinds"),
            Competences = need.Texts("competences_needed"),
            Languages = need.Texts("languages"),
            ResourcesOffered = need.Texts("resources_offered"),
        };
        return new DocumentedCase(item.Text("id"), kind, request, partners);
    }
}
