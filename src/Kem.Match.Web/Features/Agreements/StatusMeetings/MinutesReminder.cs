using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>Asks the responsible coordinator for the minutes.</summary>
public sealed record MinutesReminder(Recipient Responsible, StatusMeeting Meeting, Municipality Municipality)
    : MeetingLetter(new MeetingReader(Responsible, "responsible", $"/moeder/{Meeting.Id}/referat"), Meeting, Municipality)
{
    public override string Kind => "MINUTES_OVERDUE";

    public override LetterUse Use => LetterUse.Reminder;

    public override string Subject => $"Referatet fra {Day} mangler: {Title}";

    public override string? DeduplicationKey => $"meeting:{Meeting.Id}:{Meeting.Sequence}:minutes-reminder:{Meeting.MinutesRemindersSent}";

    public override string Text =>
        $"""
        {Greeting}

        Der er ikke skrevet referat fra statusmødet {Day} om »{Title}«.

        Tre linjer er nok: Hvad aftalte I? Hvem gør det? Hvornår?

        [Skriv referatet]({Reader.Door})

        Blev mødet ikke holdt? Så sig det på siden, eller flyt det til en ny dag.

        {Farewell}
        """;
}
