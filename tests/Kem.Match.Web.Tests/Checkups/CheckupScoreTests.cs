using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Checkups;
using Kem.Match.Web.Domain.Programmes;

namespace Kem.Match.Web.Tests.Checkups;

public class CheckupScoreTests
{
    private static CheckupQuestions Questions { get; } = new ProgrammeFiles(Path.Combine(AppContext.BaseDirectory, "data", "taxonomy")).ReadCheckup();

    // 1, 2 and 4 are 7 in all: a mean of 2.33, shown as 2.3. The two that count for nothing change nothing.
    [Theory]
    [InlineData(2.3, CheckupChoice.NotYet, CheckupChoice.Begun, CheckupChoice.Mostly)]
    [InlineData(2.7, CheckupChoice.NotYet, CheckupChoice.Begun, CheckupChoice.InPlace)]
    [InlineData(4.5, CheckupChoice.Mostly, CheckupChoice.InPlace, CheckupChoice.DontKnow)]
    [InlineData(null, CheckupChoice.InPlace, CheckupChoice.NotRelevant, CheckupChoice.DontKnow)]
    [InlineData(null)]
    public void A_subject_is_the_mean_of_at_least_two_answers_with_one_decimal(double? expected, params CheckupChoice[] choices)
    {
        var subject = Questions.Subjects[0];
        var answers = choices.Zip(subject.Core, (choice, statement) => new CheckupAnswer(statement.Code, choice));

        Assert.Equal(expected, SubjectScore.Of(subject, answers).Value);
    }

    [Theory]
    [InlineData(1.0, true, false)]
    [InlineData(2.5, true, false)]
    [InlineData(2.6, false, false)]
    [InlineData(3.9, false, false)]
    [InlineData(4.0, false, true)]
    [InlineData(5.0, false, true)]
    [InlineData(null, false, false)]
    public void Help_is_suggested_from_two_and_a_half_down_and_strength_from_four_up(double? value, bool isGap, bool isStrength)
    {
        var score = new SubjectScore(Questions.Subjects[0], value);

        Assert.Equal((isGap, isStrength), (score.IsGap, score.IsStrength));
    }

    // Vision 2.3 and mission 4.5 have a mean of 3.4; the third has one answer and is not plotted.
    [Fact]
    public void The_total_is_the_mean_of_the_plotted_subjects_and_says_how_many_they_are()
    {
        var (vision, mission, strategy) = (Questions.Subjects[0].Statements, Questions.Subjects[1].Statements, Questions.Subjects[2].Statements);

        var score = CheckupScore.Of(Questions,
        [
            new(vision[0].Code, CheckupChoice.NotYet), new(vision[1].Code, CheckupChoice.Begun), new(vision[2].Code, CheckupChoice.Mostly),
            new(mission[0].Code, CheckupChoice.Mostly), new(mission[1].Code, CheckupChoice.InPlace), new(strategy[0].Code, CheckupChoice.InPlace),
        ]);

        Assert.Equal((3.4, 2), (score.Total, score.Covers));
        Assert.Equal(["VISION", "MISSION"], score.Lowest.Select(subject => subject.Subject.Code));
        Assert.Equal(12, score.Subjects.Count);
    }

    [Fact]
    public void Nothing_answered_is_no_total() => Assert.Equal((null, 0), (CheckupScore.Of(Questions, []).Total, CheckupScore.Of(Questions, []).Covers));

    [Fact]
    public void Changes_are_sorted_by_the_step_forward_and_what_cannot_be_compared_comes_last()
    {
        var before = new CheckupScore([.. Questions.Subjects.Select((subject, index) => new SubjectScore(subject, index == 0 ? null : 3.0))]);
        var after = new CheckupScore([.. Questions.Subjects.Select((subject, index) => new SubjectScore(subject, index == 5 ? 4.2 : index == 6 ? 2.0 : 3.0))]);

        var changes = SubjectChange.Sorted(Questions, [before, after]);

        Assert.Equal((Questions.Subjects[5].Code, 1.2), (changes[0].Subject.Code, changes[0].Step));
        Assert.Equal((Questions.Subjects[6].Code, -1.0), (changes[^2].Subject.Code, changes[^2].Step));
        Assert.Equal((Questions.Subjects[0].Code, null), (changes[^1].Subject.Code, changes[^1].Step));
    }

    [Fact]
    public void Answers_of_one_page_leave_the_other_pages_alone_and_a_closed_check_takes_none()
    {
        var checkup = new Checkup(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), CheckupRound.Start, KemApp.Morning);
        Assert.False(checkup.CanBeClosed);

        checkup.Answer(new Dictionary<string, CheckupChoice> { ["A"] = CheckupChoice.Begun, ["B"] = CheckupChoice.Partly }, KemApp.Morning);
        checkup.Answer(new Dictionary<string, CheckupChoice> { ["B"] = CheckupChoice.InPlace, ["C"] = CheckupChoice.DontKnow }, KemApp.Morning);
        checkup.Close(KemApp.Morning);

        Assert.Equal((CheckupChoice.Begun, CheckupChoice.InPlace, CheckupChoice.DontKnow), (checkup.AnswerTo("A"), checkup.AnswerTo("B"), checkup.AnswerTo("C")));
        Assert.Throws<InvalidOperationException>(() => checkup.Answer(new Dictionary<string, CheckupChoice>(), KemApp.Morning));
    }

    [Fact]
    public void The_file_has_twelve_subjects_with_three_core_statements_that_are_easy_to_read()
    {
        Assert.Equal((12, 36, 48, 7), (Questions.Subjects.Count, Questions.CoreCount, Questions.Subjects.Sum(subject => subject.Statements.Count), Questions.Choices.Count));
        Assert.All(Questions.Subjects, subject => Assert.Equal([1, 3, 5], subject.Anchors.Keys.Order()));
        Assert.All(Questions.Subjects, subject => Assert.InRange(
            Readability.Of(string.Join(' ', subject.Statements.Select(statement => statement.Text).Append(subject.What).Append(subject.NextStep).Concat(subject.Anchors.Values))).Lix, 1, 35));
    }
}
