using Kem.Match.Web.Domain.Organisations;

namespace Kem.Match.Web.Domain.Methods;

/// <summary>One of the guide's eight ways to cooperate (metode), with its steps and what its agreement must hold.</summary>
/// <param name="Code"><c>M1</c> to <c>M8</c>.</param>
/// <param name="Name">The guide's own heading.</param>
/// <param name="ShortName">Two or three words for lists.</param>
/// <param name="Theme">The heading that the method stands under.</param>
/// <param name="When">When one would choose it.</param>
/// <param name="Steps">What one does, in order.</param>
/// <param name="RequiredClauses">Clause codes in the order of the agreement.</param>
/// <param name="OptionalClauses">Clause codes that the parties may add.</param>
/// <param name="StatusIntervalMonths">Suggested months between status meetings; null when the method has none.</param>
/// <param name="TermMonths">Suggested length in months; null when the method has none.</param>
/// <param name="Agenda">Code of the agenda of its meetings.</param>
/// <param name="Note">What a reader should know about the source; most often empty.</param>
public sealed record CooperationMethod(
    string Code,
    string Name,
    string ShortName,
    string Theme,
    string When,
    IReadOnlyList<string> Steps,
    IReadOnlyList<string> RequiredClauses,
    IReadOnlyList<string> OptionalClauses,
    int? StatusIntervalMonths,
    int? TermMonths,
    string Agenda,
    string Note)
{
    /// <summary>The kind of partner that the method usually looks for.</summary>
    public OrganisationKind UsualPartner => Code is "M6" or "M7" or "M8" ? OrganisationKind.Company : OrganisationKind.Association;

    /// <summary>True when the municipality stands beside the two others as a party.</summary>
    public bool HasMunicipalityAsThirdParty => Code is "M2" or "M3" or "M6" or "M7" or "M8";
}

/// <summary>One paragraph of an agreement (afsnit) before anybody has filled it in.</summary>
/// <param name="Code">For example <c>CL_PURPOSE</c>.</param>
/// <param name="Heading">"Fælles formål".</param>
/// <param name="Question">The question that the paragraph answers.</param>
/// <param name="Text">
/// The paragraph with <c>{field}</c> where an answer goes. A part in square brackets is left out when none of its fields has one.
/// </param>
/// <param name="IsLocked">Locked text can be neither changed nor left out by the parties; they may add to it.</param>
/// <param name="Fields">What is asked.</param>
public sealed record ClauseTemplate(
    string Code, string Heading, string Question, string Text, bool IsLocked, IReadOnlyList<ClauseField> Fields)
{
    /// <summary>Its place in every agreement that has it.</summary>
    public int Order { get; init; }

    /// <summary>The same paragraph as a reading aid; the Danish text is the binding one.</summary>
    public EnglishClause English { get; init; } = new("", "", "");
}

/// <summary>What a clause says to a reader who reads English better than Danish.</summary>
public sealed record EnglishClause(string Heading, string Question, string Text);

/// <summary>One answer in a clause.</summary>
/// <param name="Code">The name between the braces.</param>
/// <param name="Question">What a volunteer is asked.</param>
/// <param name="Hint">An example.</param>
/// <param name="Lines">Height of the text field.</param>
/// <param name="IsAutomatic">True when the system knows the answer (names, dates).</param>
/// <param name="Default">A suggestion that stands in the field from the start.</param>
public sealed record ClauseField(string Code, string Question, string Hint, int Lines, bool IsAutomatic, string Default)
{
    /// <summary>The answers to choose between; empty when one writes freely.</summary>
    public IReadOnlyList<FieldChoice> Choices { get; init; } = [];
}

/// <summary>One of the answers to a question that has few.</summary>
public sealed record FieldChoice(string Answer, string English);

/// <summary>The prepared agenda of a meeting (dagsorden).</summary>
public sealed record AgendaTemplate(string Code, string Name, int Minutes, IReadOnlyList<AgendaItem> Items);

/// <summary>One item on an agenda.</summary>
/// <param name="Code">For example <c>AG_STATUS_2</c>.</param>
/// <param name="Question">"Hvordan går samarbejdet?"</param>
/// <param name="Minutes">Time set aside.</param>
/// <param name="Kind">What is written down: text, a rating by each party, two numbers, actions or a date.</param>
public sealed record AgendaItem(string Code, string Question, int Minutes, AgendaItemKind Kind);

public enum AgendaItemKind
{
    Text,

    /// <summary>Each party gives 1 to 5 on its own.</summary>
    Rating,

    /// <summary>Interested residents against active volunteers.</summary>
    ResidentsAndVolunteers,

    /// <summary>Who does what and when.</summary>
    Actions,

    NextDate,
}
