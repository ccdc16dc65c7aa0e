namespace Kem.Match.Engine.Taxonomy;

/// <summary>What a taxonomy code describes.</summary>
public enum CodeKind
{
    /// <summary>Målgruppe.</summary>
    TargetGroup,

    /// <summary>Aktivitet.</summary>
    Activity,

    /// <summary>Kompetence.</summary>
    Competence,

    /// <summary>Ressource.</summary>
    Resource,

    /// <summary>Sprog.</summary>
    Language,

    /// <summary>Organisationsform.</summary>
    OrganisationForm,

    /// <summary>A concept finer than the taxonomy (emne), known to the lexicon only; never shown as a choice.</summary>
    Topic,
}

/// <summary>One taxonomy code with the words people use for it.</summary>
/// <param name="Code">E.g. <c>TG_ELDER</c>, or <c>ar</c> for a language.</param>
/// <param name="Kind">What the code describes.</param>
/// <param name="Danish">The label, e.g. "Ældre (65+)".</param>
/// <param name="English">The label in English.</param>
/// <param name="Synonyms">Other Danish words for the same.</param>
/// <param name="Methods">The guide's methods that an activity suits; empty for other kinds.</param>
/// <param name="Dimension">The checkup's subject that a competence lifts; empty for other kinds.</param>
public sealed record VocabularyEntry(
    string Code,
    CodeKind Kind,
    string Danish,
    string English,
    IReadOnlyList<string> Synonyms,
    IReadOnlyList<string> Methods,
    string Dimension)
{
    /// <summary>True for what somebody is (an auditor, a scout group) rather than a subject; such a word is no reason in itself.</summary>
    public bool IsOrganisation { get; init; }

    /// <summary>The label as it reads inside a sentence: "ældre", "regnskab og budget", "arabisk", "IT og data".</summary>
    public Wording InSentence => new(
        LowerFirst(WithoutBrackets(Danish)),
        Kind == CodeKind.Language ? WithoutBrackets(English) : LowerFirst(WithoutBrackets(English)));

    private static string WithoutBrackets(string label)
    {
        var bracket = label.IndexOf('(', StringComparison.Ordinal);
        return bracket > 0 ? label[..bracket].TrimEnd() : label;
    }

    private static string LowerFirst(string label)
    {
        var isAbbreviation = label.Length > 1 && char.IsUpper(label[1]);
        var isProperName = label.StartsWith("Danish", StringComparison.Ordinal);
        return isAbbreviation || isProperName || label.Length == 0 ? label : char.ToLowerInvariant(label[0]) + label[1..];
    }
}

/// <summary>A code that a text speaks about.</summary>
/// <param name="Entry">The code.</param>
/// <param name="Weight">0 to 1: how sure the reading is.</param>
/// <param name="Words">The words of the text that gave it, as they were written.</param>
public sealed record ReadCode(VocabularyEntry Entry, double Weight, string Words);

/// <summary>A relation between two codes.</summary>
/// <param name="Relation">Which.</param>
/// <param name="From">The code that is a kind of, helps with, reaches or gives the other.</param>
/// <param name="To">The other.</param>
/// <param name="Weight">Above 0 and to 1.</param>
public sealed record RelatedCode(Relation Relation, VocabularyEntry From, VocabularyEntry To, double Weight);

/// <summary>What some words of a text were understood as.</summary>
/// <param name="Entry">The code.</param>
/// <param name="Weight">0 to 1: how sure the reading is.</param>
/// <param name="Words">The words as they were written.</param>
/// <param name="Phrase">The words of the lexicon or the taxonomy that they were recognised by.</param>
public sealed record UnderstoodWord(VocabularyEntry Entry, double Weight, string Words, string Phrase);
