using Kem.Match.Web.Domain.Agreements;

namespace Kem.Match.Web.Domain.Methods;

/// <summary>A word with a code in one of the lists (målgruppe, aktivitet, kompetence …).</summary>
public sealed record Term(string Code, string Label, string Help, string Group);

/// <summary>One list of terms, in its own order.</summary>
public sealed class TermList(IReadOnlyList<Term> terms)
{
    private readonly Dictionary<string, Term> byCode = terms.ToDictionary(term => term.Code, StringComparer.Ordinal);

    public IReadOnlyList<Term> Terms { get; } = terms;

    public bool Contains(string code) => byCode.ContainsKey(code);

    /// <summary>The Danish label; a code that no longer exists is shown as it is rather than hidden.</summary>
    public string Label(string code) => byCode.TryGetValue(code, out var term) ? term.Label : code;

    public IEnumerable<string> Labels(IEnumerable<string> codes) => codes.Select(Label);
}

/// <summary>The lists of <c>data/taxonomy</c>, read once at start.</summary>
public sealed record Taxonomy(
    TermList TargetGroups,
    TermList Activities,
    TermList Competences,
    TermList Resources,
    TermList Languages,
    TermList Forms,
    IReadOnlyList<CooperationMethod> Methods,
    IReadOnlyDictionary<string, ClauseTemplate> Clauses,
    IReadOnlyDictionary<string, AgendaTemplate> Agendas,
    IReadOnlyList<PreparationQuestion> Preparation,
    IReadOnlyList<ReadingAidLanguage> ReadingAids)
{
    public CooperationMethod Method(string code) => Methods.Single(method => method.Code == code);

    public bool HasMethod(string? code) => Methods.Any(method => method.Code == code);

    /// <summary>What each side is asked before the first talk, in order.</summary>
    public IReadOnlyList<PreparationQuestion> PreparationFor(string methodCode) => [.. Preparation.Where(question => question.Methods.Contains(methodCode))];

    public AgendaTemplate AgendaOf(string methodCode) => Agendas[Method(methodCode).Agenda];

    public AgendaTemplate AgendaOf(CooperationAgreement agreement) => agreement.AgendaCode.Length > 0 ? Agendas[agreement.AgendaCode] : AgendaOf(agreement.Method);

    /// <summary>What is talked about at a meeting; minutes keep the agenda by which they were written.</summary>
    public AgendaTemplate AgendaOf(StatusMeeting meeting) =>
        Agendas.Values.FirstOrDefault(agenda => agenda.Items.Any(item => meeting.Lines.Any(line => line.AgendaCode == item.Code))) ?? AgendaOf(meeting.Agreement);

    /// <summary>A gap is a competence or a resource; this finds its label in either list.</summary>
    public string GapLabel(string code) => Competences.Contains(code) ? Competences.Label(code) : Resources.Label(code);

    public bool HasBoundary(string code) => Activities.Contains(code) || TargetGroups.Contains(code) || HasMethod(code);

    /// <summary>A boundary is an activity, a target group or a method; this finds its label among them.</summary>
    public string BoundaryLabel(string code) =>
        HasMethod(code) ? Method(code).Name : Activities.Contains(code) ? Activities.Label(code) : TargetGroups.Label(code);
}
