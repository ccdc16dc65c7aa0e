using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>Invites to a status meeting with the agenda and an entry for the calendar.</summary>
public sealed record StatusMeetingInvitation(MeetingReader Reader, StatusMeeting Meeting, Municipality Municipality, CalendarInvite Invite, AgendaTemplate Agenda)
    : MeetingLetter(Reader, Meeting, Municipality)
{
    public override string Kind => "STATUS_INVITE";

    public override CalendarInvite? Calendar => Invite;

    public override DateTimeOffset? UselessAfter => Meeting.StartsAt;

    public override string? DeduplicationKey => $"meeting:{Meeting.Id}:{Meeting.Sequence}:invitation:{Reader.Code}";

    public override MailValues Values => AboutMeeting(new()
    {
        { "meetingTime", Meeting.Time },
        { "place", Meeting.Place },
        { "host", Host is null ? "" : "named" },
        { "hostName", Host?.Name ?? "" },
        { "agenda", Agenda.Items.Select(item => item.Question) },
    });

    private AgreementParty? Host => Agreement.HostOf(Meeting);
}
