using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>Tells that the agreement is in force, with its whole text and the first meeting for the calendar.</summary>
public sealed record AllHaveSigned(
    SigningReader Reader, CooperationAgreement Agreement, Municipality Municipality, string Door, CalendarInvite? Invite)
    : AgreementLetter(Reader.To, Agreement, Municipality)
{
    public override string Kind => "SIGNED_ALL";

    public override string Subject => $"Alle har skrevet under: {Title}";

    public override CalendarInvite? Calendar => Invite;

    public override string? DeduplicationKey => $"{Round}:signed-all:{Reader.Code}";

    public override string Text =>
        $"""
        {Greeting}

        Nu har alle skrevet under på »{Title}«. Tillykke. Aftalen gælder fra {DanishText.Date(Agreement.StartsOn)} til {DanishText.Date(Agreement.EndsOn)}.

        {FirstMeeting}

        [Se aftalen]({Door})

        Her er hele aftalen, så du kan gemme den:

        {WholeText}

        {Farewell}
        """;

    private string FirstMeeting => Agreement.NextMeeting is { } meeting
        ? $"Første statusmøde er {DanishText.WeekdayAndDay(meeting.On)} {DanishText.Clock(meeting.Time)}. Sted: {MailText.OneLine(meeting.Place)}. Mødet er vedhæftet til din kalender, og du får dagsordenen to uger før."
        : "I har ikke aftalt statusmøder. Ring, hvis der er noget, I vil tale om.";

    private string WholeText => string.Join("\n\n", Agreement.Clauses.Select(clause => MailText.Quote($"{clause.Order + 1}. {clause.Heading}\n{clause.Text}")));
}
