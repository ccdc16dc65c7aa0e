using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>Reminds of a status meeting a couple of days before.</summary>
public sealed record StatusMeetingReminder(MeetingReader Reader, StatusMeeting Meeting, Municipality Municipality)
    : MeetingLetter(Reader, Meeting, Municipality)
{
    public override string Kind => "STATUS_REMINDER";

    public override LetterUse Use => LetterUse.Reminder;

    public override string Subject => $"Husk statusmødet {Day} {Time}";

    public override DateTimeOffset? UselessAfter => Meeting.StartsAt;

    public override string? DeduplicationKey => $"meeting:{Meeting.Id}:{Meeting.Sequence}:reminder:{Reader.Code}";

    public override string Text =>
        $"""
        {Greeting}

        Husk statusmødet om »{Title}«.

        {TimeAndPlace}

        Tænk gerne over inden mødet: Hvad er gået godt, og hvad er svært? Giv dit tal for, hvordan det går, før du hører de andres.

        [Se dagsordenen, og giv dit tal]({Reader.Door})

        Kan du alligevel ikke, så ring til {Phone}.

        {Farewell}
        """;
}
