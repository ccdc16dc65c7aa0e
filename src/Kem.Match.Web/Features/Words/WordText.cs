using Kem.Match.Engine.Taxonomy;
using Kem.Match.Web.Domain.Words;

namespace Kem.Match.Web.Features.Words;

/// <summary>How corrections, relations and strengths are told in Danish.</summary>
public static class WordText
{
    public static string Of(WordCorrection correction, string concept) => correction.Change switch
    {
        WordChange.Add => $"»{correction.Word}« betyder »{concept}« ({Percent(correction.Weight)}).",
        WordChange.TakeAway => $"»{correction.Word}« betyder ikke »{concept}«.",
        WordChange.Silence => $"»{correction.Word}« betyder ingenting her.",
    };

    public static string Of(Relation relation) => relation switch
    {
        Relation.IsA => "er en slags",
        Relation.HelpsWith => "hjælper med",
        Relation.Reaches => "når",
        Relation.Gives => "har",
    };

    /// <summary>"80 %", never broken over two lines.</summary>
    public static string Percent(double weight) => $"{Math.Round(weight * 100)}\u00A0%";

    /// <summary>What kind of thing a concept is, as a person would say it.</summary>
    public static string KindOf(VocabularyEntry entry) => entry.Kind switch
    {
        CodeKind.TargetGroup => "målgruppe",
        CodeKind.Activity => "aktivitet",
        CodeKind.Competence => "kompetence",
        CodeKind.Resource => "ressource",
        CodeKind.Language => "sprog",
        CodeKind.Topic => entry.IsOrganisation ? "slags organisation" : "emne",
        _ => "organisationsform",
    };
}
