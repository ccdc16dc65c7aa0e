using Kem.Match.Engine.Feedback;
using Kem.Match.Engine.Signals;

namespace Kem.Match.Engine.Tests.Feedback;

public class FeedbackLogTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);
    private static readonly DateOnly LongAfter = Monday.AddDays(300);

    [Fact]
    public void The_furthest_stage_is_the_grade_and_what_was_not_touched_is_0()
    {
        var list = Assert.Single(FeedbackLog.Judge(
            [Shown("l1", Monday, "a", "b", "c")],
            [Happened("b", OutcomeStage.Accepted, 3), Happened("b", OutcomeStage.Shortlisted, 1), Happened("c", OutcomeStage.Dismissed, 1)],
            LongAfter));

        Assert.Equal([0, 2, 0], list.Partners.Select(p => p.Judgment.Grade));
        Assert.Equal([false, true, true], list.Partners.Select(p => p.IsTouched));
        Assert.Equal([1, 2, 3], list.Partners.Select(p => p.Judgment.Rank));
        Assert.All(list.Partners, p => Assert.Equal(("l1", Monday), (p.Judgment.QueryId, p.Judgment.Day)));
    }

    [Fact]
    public void An_outcome_belongs_to_the_last_list_before_it_and_other_lists_leave_the_partner_out()
    {
        var lists = FeedbackLog.Judge(
            [Shown("later", Monday.AddDays(9), "a", "b"), Shown("first", Monday, "a", "b", "c"), Shown("second", Monday.AddDays(4), "a", "b")],
            [Happened("b", OutcomeStage.Signed, 5), Happened("b", OutcomeStage.AliveAfterSixMonths, 200), Happened("c", OutcomeStage.Shortlisted, 0)],
            LongAfter);

        Assert.Equal(["first", "second", "later"], lists.Select(l => l.Id));
        Assert.Equal(["a", "c"], lists[0].Partners.Select(p => p.PartnerId));
        Assert.Equal([0, 4], lists[1].Partners.Select(p => p.Judgment.Grade));
        Assert.Equal(["a"], lists[2].Partners.Select(p => p.PartnerId));
    }

    [Fact]
    public void A_list_that_nobody_has_had_time_to_answer_is_left_out()
    {
        ShownList[] shown = [Shown("l1", Monday, "a", "b")];
        Outcome[] happened = [Happened("a", OutcomeStage.Shortlisted, 1)];

        Assert.Empty(FeedbackLog.Judge(shown, happened, Monday.AddDays(FeedbackLog.SettlingDays - 1)));
        Assert.Single(FeedbackLog.Judge(shown, happened, Monday.AddDays(FeedbackLog.SettlingDays)));
    }

    [Fact]
    public void A_list_that_nothing_came_of_is_kept_but_no_trainer_gets_it()
    {
        var lists = FeedbackLog.Judge([Shown("untouched", Monday, "a", "b")], [], LongAfter);

        Assert.False(Assert.Single(lists).TellsOrder);
        Assert.Empty(FeedbackLog.Judgments(lists));
    }

    [Fact]
    public void Put_aside_is_told_apart_from_not_touched()
    {
        var lists = FeedbackLog.Judge([Shown("l1", Monday, "a", "b")], [Happened("a", OutcomeStage.Dismissed, 2)], LongAfter);

        Assert.Equal([(0, true), (0, false)], FeedbackLog.Judgments(lists).Select(j => (j.Grade, j.IsTouched)));
    }

    [Fact]
    public void A_list_whose_partners_all_belong_to_another_showing_is_left_out()
    {
        var lists = FeedbackLog.Judge(
            [Shown("l1", Monday, "a", "b"), Shown("l2", Monday.AddDays(5), "a")],
            [Happened("a", OutcomeStage.Shortlisted, 1)],
            LongAfter);

        Assert.Equal(["l1"], lists.Select(l => l.Id));
    }

    [Fact]
    public void What_happened_without_a_list_or_before_it_teaches_nothing() =>
        Assert.Empty(FeedbackLog.Judge(
            [Shown("l1", Monday, "a", "b")],
            [Happened("a", OutcomeStage.Signed, -1), Happened("stranger", OutcomeStage.Signed, 2)],
            LongAfter)[0].Partners.Where(p => p.IsTouched));

    [Fact]
    public void A_row_from_before_a_signal_was_made_has_no_value_for_it()
    {
        var old = new ShownList("l1", "need", "prior", Monday, ["gone", "words", "languages"],
            [new("a", 1, [9, 0.5f, 0.25f]), new("b", 2, [9, 0.1f, float.NaN])]);

        var row = FeedbackLog.Judge([old], [Happened("a", OutcomeStage.Accepted, 1)], LongAfter)[0].Partners[0].Judgment.Signals;

        Assert.Equal(SignalTable.All.Count, row.Count);
        Assert.Equal(0.5f, row[SignalTable.IndexOf("words")]);
        Assert.Equal(0.25f, row[SignalTable.IndexOf("languages")]);
        Assert.Equal(SignalTable.All.Count - 2, row.Count(float.IsNaN));
    }

    [Fact]
    public void A_trainer_gets_the_judgments_list_by_list()
    {
        var lists = FeedbackLog.Judge(
            [Shown("l2", Monday.AddDays(1), "a", "b"), Shown("l1", Monday, "c", "d")],
            [Happened("a", OutcomeStage.Accepted, 2), Happened("d", OutcomeStage.Accepted, 2)],
            LongAfter);

        Assert.Equal(["l1", "l1", "l2", "l2"], FeedbackLog.Judgments(lists).Select(j => j.QueryId));
    }

    private static ShownList Shown(string id, DateOnly day, params string[] partners) =>
        new(id, "need", "prior", day, ShownList.SignalCodesOfToday,
            [.. partners.Select((p, at) => new ShownPartner(p, at + 1, new float[SignalTable.All.Count]))]);

    private static Outcome Happened(string partner, OutcomeStage stage, int days) => new("need", partner, stage, Monday.AddDays(days));
}
