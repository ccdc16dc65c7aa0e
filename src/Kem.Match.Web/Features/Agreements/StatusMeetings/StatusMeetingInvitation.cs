using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>Invites to a status meeting with the agenda and an entry for the calendar.</summary>
public sealed record StatusMeetingInvitation(MeetingReader Reader, StatusMeeting Meeting, Municipality Municipality, CalendarInvite Invite, AgendaTemplate Agenda)
    : MeetingLetter(Reader, Meeting, Municipality)
{
    public override string Kind => "STATUS_INVITE";

    public override string Subject => $"Statusmøde {Day} {Time}: {Title}";

    public override CalendarInvite? Calendar => Invite;

    public override DateTimeOffset? UselessAfter => Meeting.StartsAt;

    public override string? DeduplicationKey => $"meeting:{Meeting.Id}:{Meeting.Sequence}:invitation:{Reader.Code}";

    public override string Text =>
        $"""
        {Greeting}

        Det er snart tid til statusmøde om »{Title}«.

        {TimeAndPlace}{Host}

        Vi skal tale om:
        {string.Join('\n', Agenda.Items.Select(item => $"- {item.Question}"))}

        [Se dagsordenen, og sig, om du kommer]({Reader.Door})

        Mødet er vedhæftet til din kalender. Kan du ikke den dag, så foreslå en anden på siden, eller ring til {Phone}. Så flytter vi mødet i stedet for at aflyse det.

        {Farewell}
        """;

    private string Host => Agreement.HostOf(Meeting) is { } host ? $"\nVært: {MailText.OneLine(host.Name)}" : "";
}
