using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>Reminds of a status meeting a couple of days before.</summary>
public sealed record StatusMeetingReminder(MeetingReader Reader, StatusMeeting Meeting, Municipality Municipality)
    : MeetingLetter(Reader, Meeting, Municipality)
{
    public override string Kind => "STATUS_REMINDER";

    public override LetterUse Use => LetterUse.Reminder;

    public override DateTimeOffset? UselessAfter => Meeting.StartsAt;

    public override string? DeduplicationKey => $"meeting:{Meeting.Id}:{Meeting.Sequence}:reminder:{Reader.Code}";

    public override MailValues Values => AboutMeeting(new()
    {
        { "meetingTime", Meeting.Time },
        { "place", Meeting.Place },
    });
}
