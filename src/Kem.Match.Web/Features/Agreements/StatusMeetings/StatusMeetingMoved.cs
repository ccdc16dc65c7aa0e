using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>Tells that a meeting has another time or place, and moves it in the calendar.</summary>
public sealed record StatusMeetingMoved(
    MeetingReader Reader, StatusMeeting Meeting, Municipality Municipality, CalendarInvite Invite, DateOnly OldDay, TimeOnly OldTime, string MovedBy)
    : MeetingLetter(Reader, Meeting, Municipality)
{
    public override string Kind => "MEETING_MOVED";

    public override string Subject => $"Mødet er flyttet til {Day} {Time}";

    public override CalendarInvite? Calendar => Invite;

    public override DateTimeOffset? UselessAfter => Meeting.StartsAt;

    public override string? DeduplicationKey => $"meeting:{Meeting.Id}:{Meeting.Sequence}:moved:{Reader.Code}";

    public override string Text =>
        $"""
        {Greeting}

        {MailText.OneLine(MovedBy)} har flyttet statusmødet om »{Title}«.

        {TimeAndPlace}

        Før var det {DanishText.WeekdayAndDay(OldDay)} {DanishText.Clock(OldTime)}. Den vedhæftede fil retter mødet i din kalender.

        [Sig, om du kommer]({Reader.Door})

        Passer den nye tid ikke, så foreslå en anden på siden, eller ring til {Phone}.

        {Farewell}
        """;
}
