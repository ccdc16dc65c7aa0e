namespace Kem.Match.Web.Domain.Checkups;

/// <summary>The questionnaire of the health check (sundhedstjek), as it stands in <c>health-check-association.json</c>.</summary>
/// <param name="Introduction">What is said before the first question.</param>
/// <param name="Choices">The answers to every statement, in order: the five of the scale, then the two that count for nothing.</param>
/// <param name="Subjects">The twelve subjects, in order.</param>
public sealed record CheckupQuestions(string Introduction, IReadOnlyDictionary<CheckupChoice, string> Choices, IReadOnlyList<CheckupSubject> Subjects)
{
    public CheckupSubject? Find(string code) => Subjects.FirstOrDefault(subject => subject.Code == code);

    public int CoreCount => Subjects.Sum(subject => subject.Core.Count());
}

/// <summary>One of the twelve things that an association looks at (emne).</summary>
/// <param name="Code">Never changes, such as <c>VISION</c>.</param>
/// <param name="Name">What it is called.</param>
/// <param name="ShortName">The same where there is little room, as in the radar.</param>
/// <param name="What">What it is about, in one sentence.</param>
/// <param name="Competence">The competence that somebody has who is good at it, and that an association wants who is not.</param>
/// <param name="Anchors">What the lowest, the middle and the highest number mean here.</param>
/// <param name="Statements">What the association says how far it agrees with.</param>
/// <param name="NextStep">Something small to begin with.</param>
public sealed record CheckupSubject(
    string Code, string Name, string ShortName, string What, string Competence, IReadOnlyDictionary<int, string> Anchors,
    IReadOnlyList<CheckupStatement> Statements, string NextStep)
{
    /// <summary>The statements of the short check.</summary>
    public IEnumerable<CheckupStatement> Core => Statements.Where(statement => statement.IsCore);
}

/// <summary>One statement (udsagn).</summary>
public sealed record CheckupStatement(string Code, string Text, bool IsCore);
