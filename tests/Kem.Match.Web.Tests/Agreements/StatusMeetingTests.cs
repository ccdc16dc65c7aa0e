using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;

namespace Kem.Match.Web.Tests.Agreements;

public class StatusMeetingTests
{
    private static readonly DateOnly Day = new(2026, 6, 2);
    private static readonly TimeOnly Evening = new(19, 0);

    [Fact]
    public void A_meeting_with_minutes_or_that_was_not_held_owes_nothing()
    {
        var held = Meeting();
        held.WriteMinutes([new("AG_STATUS_1", "Godt.")], [], null, null, "Birgit", On(Day));
        var notHeld = Meeting();
        notHeld.MarkNotHeld(On(Day));

        Assert.All([held, notHeld], meeting => Assert.False(meeting.OwesMinutesOn(Day.AddDays(1))));
    }

    [Fact]
    public void A_move_raises_the_sequence_and_keeps_the_day_that_was_agreed()
    {
        var meeting = Meeting();

        meeting.Move(new(2026, 6, 9), new TimeOnly(17, 30), "Kvarterhuset", On(Day.AddDays(-1)));

        Assert.Equal((1, new DateOnly(2026, 6, 9), Day), (meeting.Sequence, meeting.On, meeting.PlannedOn));
        Assert.True(meeting.IsLateOn(Day.AddDays(1)));
        Assert.False(meeting.OwesMinutesOn(Day.AddDays(1)));
    }

    [Fact]
    public void The_letter_about_a_near_move_is_the_invitation_and_a_far_one_is_invited_to_again()
    {
        var near = Meeting();
        near.Move(Day.AddDays(7), Evening, "Skolen", On(Day));
        var far = Meeting();
        far.Move(Day.AddDays(30), Evening, "Skolen", On(Day));

        Assert.True(near is { InvitedAt: not null, CanBeRemindedOf: true });
        Assert.Null(far.InvitedAt);
    }

    [Fact]
    public void A_meeting_that_was_held_is_neither_moved_nor_cancelled()
    {
        var meeting = Meeting();
        meeting.WriteMinutes([new("AG_STATUS_1", "Godt.")], [], null, null, "Birgit", On(Day));

        Assert.Throws<InvalidOperationException>(() => meeting.Move(Day, Evening, "Skolen", On(Day)));
        Assert.Throws<InvalidOperationException>(() => meeting.MarkNotHeld(On(Day)));
    }

    [Fact]
    public void Minutes_are_corrected_by_writing_them_again()
    {
        var meeting = Meeting();
        var party = Guid.NewGuid();
        meeting.WriteMinutes([new("AG_STATUS_1", "Godt."), new("AG_STATUS_4", "Svært.")], [new(party, 2)], null, null, "Birgit", On(Day));

        meeting.WriteMinutes([new("AG_STATUS_1", "Rigtig godt.")], [new(party, 5)], 24, 5, "Birgit", On(Day));

        Assert.Equal("Rigtig godt.", Assert.Single(meeting.Lines).Text);
        Assert.Equal(5, Assert.Single(meeting.Ratings).Value);
        Assert.Equal((24, 5), (meeting.Residents, meeting.Volunteers));
    }

    private static StatusMeeting Meeting() => new(1, Day, Day, Evening, "Engskolens bibliotek");

    private static DateTimeOffset On(DateOnly day) => DanishTime.At(day, new TimeOnly(8, 0));
}
