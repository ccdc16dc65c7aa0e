using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Agreements.StatusMeetings;

/// <summary>Tells everybody that a party finds the minutes wrong, so that they are written again.</summary>
public sealed record ObjectionLetter(MeetingReader Reader, StatusMeeting Meeting, Municipality Municipality, AgreementParty Party, MinutesObjection Objection)
    : MeetingLetter(Reader, Meeting, Municipality)
{
    public override string Kind => "MINUTES_OBJECTION";

    public override string Subject => $"Referatet fra {Day} skal rettes: {Title}";

    public override string? DeduplicationKey => $"meeting:{Meeting.Id}:objection:{Objection.At.ToUnixTimeMilliseconds()}:{Party.Id}:{Reader.Code}";

    public override string Text =>
        $"""
        {Greeting}

        {MailText.OneLine(Party.Name)} har en indsigelse mod referatet fra {Day}:

        {MailText.Quote(Objection.Text)}

        Referatet er ikke godkendt endnu. {MailText.OneLine(Meeting.MinutesBy)} retter det, og så får I det igen.

        [Se referatet]({Reader.Door})

        Vil du sige noget til det, så ring til {Phone}.

        {Farewell}
        """;
}
