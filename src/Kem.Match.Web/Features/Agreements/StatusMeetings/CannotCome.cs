using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>Tells whoever set the meeting's day that somebody cannot come, and when they could.</summary>
public sealed record CannotCome(MeetingReader Reader, StatusMeeting Meeting, Municipality Municipality, AgreementParty Party, MeetingAnswer Answer)
    : MeetingLetter(Reader, Meeting, Municipality)
{
    public override string Kind => "MEETING_CANNOT";

    public override string Subject => $"{MailText.OneLine(Party.Name)} kan ikke {Day}: {Title}";

    public override DateTimeOffset? UselessAfter => Meeting.StartsAt;

    public override string? DeduplicationKey => $"meeting:{Meeting.Id}:{Meeting.Sequence}:cannot:{Party.Id}:{Answer.At.ToUnixTimeMilliseconds()}:{Reader.Code}";

    public override string Text =>
        $"""
        {Greeting}

        {MailText.OneLine(Party.Name)} kan ikke komme til mødet {Day} {Time}.

        {Proposal}

        Find en ny dag, og flyt mødet. Så får alle besked.

        [Se mødet]({Reader.Door})

        Har du brug for hjælp, så ring til {Phone}.

        {Farewell}
        """;

    private string Proposal => string.Join("\n\n", new[]
    {
        Answer.ProposedOn is { } day ? $"De foreslår {DanishText.WeekdayAndDay(day)}{(Answer.ProposedTime is { } time ? " " + DanishText.Clock(time) : "")}." : "",
        Answer.Note.Length > 0 ? $"De skriver:\n{MailText.Quote(Answer.Note)}" : "",
    }.Where(line => line.Length > 0));
}
