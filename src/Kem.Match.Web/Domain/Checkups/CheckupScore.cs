namespace Kem.Match.Web.Domain.Checkups;

/// <summary>
/// Where an association stands in one subject: the mean of its answers from 1 to 5, with one decimal. »Ved ikke« and »Passer
/// ikke« count for nothing, and fewer than two answers say nothing.
/// </summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Value">Null when there are too few answers.</param>
public sealed record SubjectScore(CheckupSubject Subject, double? Value)
{
    public const int FewestAnswers = 2;
    private const double HighestGap = 2.5;
    private const double LowestStrength = 4.0;

    /// <summary>So low that help is suggested.</summary>
    public bool IsGap => Value <= HighestGap;

    /// <summary>So high that others could learn from it.</summary>
    public bool IsStrength => Value >= LowestStrength;

    public static SubjectScore Of(CheckupSubject subject, IEnumerable<CheckupAnswer> answers)
    {
        var statements = subject.Statements.Select(statement => statement.Code).ToHashSet();
        var points = answers.Where(answer => statements.Contains(answer.Statement)).Select(answer => answer.Points).OfType<int>().ToList();

        return new SubjectScore(subject, points.Count < FewestAnswers ? null : CheckupScore.Rounded(points.Average()));
    }
}

/// <summary>The result of one health check: a number for each subject, and their mean.</summary>
/// <param name="Subjects">All twelve, in order.</param>
public sealed record CheckupScore(IReadOnlyList<SubjectScore> Subjects)
{
    private const int LowestShown = 3;

    /// <summary>Those with a number.</summary>
    public IEnumerable<SubjectScore> Plotted => Subjects.Where(subject => subject.Value is not null);

    /// <summary>How many subjects the total covers; it is always said beside it.</summary>
    public int Covers => Plotted.Count();

    /// <summary>The mean of the subjects that have a number; null when none has.</summary>
    public double? Total => Covers == 0 ? null : Rounded(Plotted.Average(subject => subject.Value!.Value));

    /// <summary>Where a first step helps most.</summary>
    public IEnumerable<SubjectScore> Lowest => Plotted.OrderBy(subject => subject.Value).Take(LowestShown);

    public static CheckupScore Of(CheckupQuestions questions, IReadOnlyCollection<CheckupAnswer> answers) =>
        new([.. questions.Subjects.Select(subject => SubjectScore.Of(subject, answers))]);

    public double? ValueOf(string subject) => Subjects.FirstOrDefault(score => score.Subject.Code == subject)?.Value;

    internal static double Rounded(double mean) => Math.Round(mean, 1, MidpointRounding.AwayFromZero);
}

/// <summary>How one subject has moved through the rounds.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Values">Its number in each round, the first one first; null where there were too few answers.</param>
public sealed record SubjectChange(CheckupSubject Subject, IReadOnlyList<double?> Values)
{
    /// <summary>From the round before to the last one; null when one of them has no number.</summary>
    public double? Step => Values is [.., { } before, { } last] ? CheckupScore.Rounded(last - before) : null;

    /// <summary>The largest step forward first; what cannot be compared comes last.</summary>
    public static IReadOnlyList<SubjectChange> Sorted(CheckupQuestions questions, IReadOnlyList<CheckupScore> rounds) =>
    [
        .. questions.Subjects
            .Select(subject => new SubjectChange(subject, [.. rounds.Select(round => round.ValueOf(subject.Code))]))
            .OrderByDescending(change => change.Step ?? double.NegativeInfinity),
    ];
}
