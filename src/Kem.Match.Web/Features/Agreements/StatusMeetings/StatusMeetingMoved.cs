using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>Tells that a meeting has another time or place, and moves it in the calendar.</summary>
public sealed record StatusMeetingMoved(
    MeetingReader Reader, StatusMeeting Meeting, Municipality Municipality, CalendarInvite Invite, DateOnly OldDay, TimeOnly OldTime, string MovedBy)
    : MeetingLetter(Reader, Meeting, Municipality)
{
    public override string Kind => "MEETING_MOVED";

    public override CalendarInvite? Calendar => Invite;

    public override DateTimeOffset? UselessAfter => Meeting.StartsAt;

    public override string? DeduplicationKey => $"meeting:{Meeting.Id}:{Meeting.Sequence}:moved:{Reader.Code}";

    public override MailValues Values => AboutMeeting(new()
    {
        { "meetingTime", Meeting.Time },
        { "place", Meeting.Place },
        { "movedBy", MovedBy },
        { "oldDate", OldDay },
        { "oldTime", OldTime },
    });
}
