using Kem.Match.Web.Domain.Checkups;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Domain.Programmes;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Features.Checkups;

/// <summary>What every page behind the link knows.</summary>
/// <param name="Checkup">With its programme.</param>
/// <param name="Member">The association's place in the programme.</param>
/// <param name="Name">What the association is called.</param>
/// <param name="Questions">All there is to answer.</param>
/// <param name="Municipality">For the address of a human.</param>
/// <param name="Token">The link.</param>
public record CheckupPage(Checkup Checkup, ProgrammeMember Member, string Name, CheckupQuestions Questions, Municipality Municipality, string Token)
{
    public CapacityProgramme Programme => Checkup.Programme;

    public ProgrammeRound Round => Programme.RoundOf(Checkup.Round);

    public int Answered => Questions.Subjects.Count(Checkup.HasAnswered);

    /// <summary>The first subject that has something left, from 1.</summary>
    public int NextSubject => Questions.Subjects.Index().FirstOrDefault(subject => !Checkup.HasAnswered(subject.Item), (0, null!)).Index + 1;

    public bool IsComplete => Answered == Questions.Subjects.Count;

    /// <summary>Why nothing can be answered on a day; null when it can.</summary>
    public string? WhyNot(DateOnly today) => this switch
    {
        { Programme.IsStopped: true } => "Forløbet er stoppet.",
        { Member.IsActive: false } => "I er ikke med i forløbet mere.",
        _ when today < Round.OpensOn => $"Runden åbner {DanishText.WeekdayAndDay(Round.OpensOn)}.",
        _ when today > Round.ClosesOn => $"Runden sluttede {DanishText.DayAndMonth(Round.ClosesOn)}.",
        _ => null,
    };
}

/// <summary>One subject with its three statements.</summary>
/// <param name="Page">What every page knows.</param>
/// <param name="Number">From 1.</param>
/// <param name="Form">What has been chosen.</param>
public sealed record SubjectPage(CheckupPage Page, int Number, SubjectForm Form)
{
    public CheckupSubject Subject => Page.Questions.Subjects[Number - 1];
}

/// <summary>The result, and what the association decides about it.</summary>
public sealed record ResultPage(CheckupPage Page, CheckupStory Story, bool CanReopen)
{
    public IEnumerable<SubjectScore> Gaps => Story.Latest.Plotted.Where(subject => subject.IsGap).OrderBy(subject => subject.Value);

    public IEnumerable<SubjectScore> Strengths => Story.Latest.Plotted.Where(subject => subject.IsStrength).OrderByDescending(subject => subject.Value);
}

/// <summary>The choices of one page, by statement; a statement that is skipped is not there.</summary>
public sealed class SubjectForm
{
    public Dictionary<string, CheckupChoice?> Answers { get; init; } = [];

    /// <summary>Only what the page asks about, and only choices that there are.</summary>
    public IReadOnlyDictionary<string, CheckupChoice> For(CheckupSubject subject) => subject.Core
        .Select(statement => (statement.Code, Choice: Answers.GetValueOrDefault(statement.Code)))
        .Where(answer => answer.Choice is { } choice && Enum.IsDefined(choice))
        .ToDictionary(answer => answer.Code, answer => answer.Choice!.Value);
}

/// <summary>In which subjects the association wants help, and in which it offers some.</summary>
public sealed class DecisionForm
{
    public List<string> Wanted { get; init; } = [];

    public List<string> Offered { get; init; } = [];
}
