using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>Asks the responsible coordinator for the minutes.</summary>
public sealed record MinutesReminder(Recipient Responsible, StatusMeeting Meeting, Municipality Municipality)
    : MeetingLetter(new MeetingReader(Responsible, "responsible", $"/moeder/{Meeting.Id}/referat"), Meeting, Municipality)
{
    public override string Kind => "MINUTES_OVERDUE";

    public override LetterUse Use => LetterUse.Reminder;

    public override string? DeduplicationKey => $"meeting:{Meeting.Id}:{Meeting.Sequence}:minutes-reminder:{Meeting.MinutesRemindersSent}";

    public override MailValues Values => AboutAgreement(new()
    {
        { "meetingDate", Meeting.On },
        { "link", Reader.Door },
    });
}
