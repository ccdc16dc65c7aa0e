using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>Tells that a meeting will not be held, and takes it out of the calendar.</summary>
public sealed record StatusMeetingCalledOff(MeetingReader Reader, StatusMeeting Meeting, Municipality Municipality, CalendarInvite Cancelled, string CalledOffBy)
    : MeetingLetter(Reader, Meeting, Municipality)
{
    public override string Kind => "MEETING_OFF";

    public override string Subject => $"Mødet {Day} er aflyst: {Title}";

    public override CalendarInvite? Calendar => Cancelled;

    public override string? DeduplicationKey => $"meeting:{Meeting.Id}:{Meeting.Sequence}:off:{Reader.Code}";

    public override string Text =>
        $"""
        {Greeting}

        {MailText.OneLine(CalledOffBy)} har aflyst statusmødet om »{Title}«. Det skulle have været {Day} {Time}.

        Den vedhæftede fil tager mødet ud af din kalender. Det næste møde ligger fast.

        Vil du hellere finde en ny dag, så ring til {Phone}.

        {Farewell}
        """;
}
