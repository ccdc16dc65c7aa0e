using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Reminders;
using Kem.Match.Web.Tests.Agreements;

namespace Kem.Match.Web.Tests.Reminders;

public class AgreementRemindersTests
{
    /// <summary>The first meeting of the agreement, a Tuesday.</summary>
    private static readonly DateOnly Day = new(2026, 6, 2);

    private readonly CooperationAgreement agreement = Lektiecafe.InForce();

    private StatusMeeting Meeting => agreement.StatusMeetings[0];

    [Fact]
    public void Everybody_is_invited_two_weeks_before_and_reminded_two_days_before()
    {
        Assert.Equal([0, 1, 1], new[] { -15, -14, -1 }.Select(days => agreement.DueOn(Day.AddDays(days), AgreementReminders.StatusInvite)));
        Assert.Equal(DanishTime.At(Day.AddDays(-14), new TimeOnly(8, 0)), Calls(AgreementReminders.StatusInvite)[0].DueAt);
        Assert.Equal(3, Calls(AgreementReminders.StatusInvite).Count);

        Meeting.MarkInvited(On(Day.AddDays(-14)));

        Assert.Equal(0, agreement.DueOn(Day.AddDays(-1), AgreementReminders.StatusInvite));
        Assert.Equal(3, Calls(AgreementReminders.StatusReminder).Count);
    }

    // Two days before is Sunday 31 May, and then nobody writes.
    [Fact]
    public void What_must_be_known_in_time_leaves_on_the_day_before_a_sunday()
    {
        Assert.Equal(DanishTime.At(new(2026, 5, 30), new TimeOnly(8, 0)), Calls(AgreementReminders.StatusReminder)[0].DueAt);
    }

    [Fact]
    public void An_invitation_as_late_as_the_reminder_is_the_reminder()
    {
        Meeting.MarkInvited(On(Day.AddDays(-2)));

        Assert.Empty(Calls(AgreementReminders.StatusReminder));
    }

    // Three days after is Constitution Day, a Friday; so it is the Monday.
    [Theory]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    [InlineData(7, 2)]
    [InlineData(14, 3)]
    [InlineData(60, 3)]
    public void Minutes_are_asked_for_after_3_and_7_and_14_days(int days, int letters)
    {
        Assert.Equal(letters, agreement.DueOn(Day.AddDays(days), AgreementReminders.MinutesOverdue));
    }

    [Fact]
    public void A_meeting_with_minutes_or_that_was_not_held_asks_for_nothing()
    {
        Meeting.WriteMinutes([new("AG_STATUS_1", "Godt.")], [], null, null, "Birgit", On(Day));
        agreement.StatusMeetings[1].MarkNotHeld(On(Day));

        Assert.DoesNotContain(All(), call => call.SubjectId == Meeting.Id || call.SubjectId == agreement.StatusMeetings[1].Id);
    }

    [Fact]
    public void A_move_is_another_occurrence()
    {
        var before = Calls(AgreementReminders.StatusInvite)[0].Occurrence;

        Meeting.Move(Day.AddDays(30), new TimeOnly(19, 0), "Skolen", On(Day.AddDays(-1)));

        var after = Calls(AgreementReminders.StatusInvite);
        Assert.Equal(("0", "1"), (before, after[0].Occurrence));
        Assert.Equal(DanishTime.At(Day.AddDays(16), new TimeOnly(8, 0)), after[0].DueAt);
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(5, 1)]
    [InlineData(11, 1)]
    [InlineData(12, 2)]
    [InlineData(40, 2)]
    public void Each_who_has_not_signed_is_reminded_after_5_and_12_days(int days, int letters)
    {
        var waiting = Lektiecafe.OutForSignature();

        Assert.Equal(letters * waiting.Signatories.Count, waiting.DueOn(Lektiecafe.Today.AddDays(days), AgreementReminders.SignReminder));
    }

    [Fact]
    public void Whoever_has_signed_or_was_reminded_is_left_in_peace()
    {
        var waiting = Lektiecafe.OutForSignature();
        waiting.Sign(waiting.Signatories[0], "Amina", SigningWay.Link, waiting.TextHash, Lektiecafe.Morning);
        waiting.MarkSignatureReminded(waiting.Signatories[1], 2, Lektiecafe.Morning);

        var calls = AgreementReminders.Of(waiting, LetterHours.Usual).Where(call => call.Kind == AgreementReminders.SignReminder && !call.IsSettled);

        Assert.All(calls, call => Assert.Equal(waiting.Signatories[2].Id, call.SubjectId));
        Assert.Equal(2, calls.Count());
    }

    [Fact]
    public void An_agreement_that_was_stopped_calls_for_nothing()
    {
        agreement.End("Skolen flytter.", On(Day.AddDays(-20)));

        Assert.DoesNotContain(All(), call => call.SubjectId == Meeting.Id || call.Kind == AgreementReminders.TermSoon);
    }

    private IReadOnlyList<ReminderCall> All() => [.. AgreementReminders.Of(agreement, LetterHours.Usual).Where(call => !call.IsSettled)];

    private IReadOnlyList<ReminderCall> Calls(string kind) => [.. All().Where(call => call.Kind == kind && call.SubjectId == Meeting.Id)];

    private static DateTimeOffset On(DateOnly day) => DanishTime.At(day, new TimeOnly(9, 0));
}
