using Kem.Match.Web.Domain.Methods;

namespace Kem.Match.Web.Features.Catalogue;

/// <summary>Some of the words one can choose between.</summary>
/// <param name="Heading">What they have in common; empty when they are few enough to stand open.</param>
/// <param name="Terms">The words.</param>
public sealed record ChoiceGroup(string Heading, IReadOnlyList<Term> Terms);

/// <summary>The long lists of the taxonomy in portions that a person can look over.</summary>
public static class ProfileChoices
{
    private const int CommonLanguages = 8;

    public static IReadOnlyList<ChoiceGroup> TargetGroups(Taxonomy taxonomy) => [new("", taxonomy.TargetGroups.Terms)];

    public static IReadOnlyList<ChoiceGroup> Activities(Taxonomy taxonomy) => Grouped(taxonomy.Activities, group => group switch
    {
        "sport" => "Idræt og bevægelse",
        "culture" => "Kultur og fest",
        "social" => "Fællesskab og netværk",
        "learning" => "Læring og sprog",
        "work" => "Job og uddannelse",
        "health" => "Sundhed og trivsel",
        "info" => "Information og brobygning",
        "community" => "Medborgerskab og tryghed",
        "child_youth" => "Børn og unge",
        "capacity" => "Foreningsudvikling",
        _ => "Andet",
    });

    public static IReadOnlyList<ChoiceGroup> Competences(Taxonomy taxonomy) => Grouped(taxonomy.Competences, group => group switch
    {
        "dimension" => "At drive en forening",
        "association" => "Foreningsarbejde",
        "practice" => "Fagligt og praktisk",
        "csr" => "Det, virksomheder er gode til",
        _ => "Andet",
    });

    public static IReadOnlyList<ChoiceGroup> Resources(Taxonomy taxonomy) => [new("Lokaler, tid og andet", taxonomy.Resources.Terms)];

    /// <summary>One can lack both what others can and what others have.</summary>
    public static IReadOnlyList<ChoiceGroup> Gaps(Taxonomy taxonomy) => [.. Competences(taxonomy), .. Resources(taxonomy)];

    /// <summary>What one can be asked about: what happens, for whom, and in which way.</summary>
    public static IReadOnlyList<ChoiceGroup> Boundaries(Taxonomy taxonomy) =>
    [
        .. Activities(taxonomy),
        new("Målgrupper", taxonomy.TargetGroups.Terms),
        new("Måder at samarbejde på", [.. taxonomy.Methods.Select(method => new Term(method.Code, method.Name, "", ""))]),
    ];

    public static IReadOnlyList<ChoiceGroup> Languages(Taxonomy taxonomy) =>
    [
        new("De almindeligste", [.. taxonomy.Languages.Terms.Take(CommonLanguages)]),
        new("Flere sprog", [.. taxonomy.Languages.Terms.Skip(CommonLanguages)]),
    ];

    private static IReadOnlyList<ChoiceGroup> Grouped(TermList list, Func<string, string> headingOf) =>
        [.. list.Terms.GroupBy(term => headingOf(term.Group)).Select(group => new ChoiceGroup(group.Key, [.. group]))];
}
