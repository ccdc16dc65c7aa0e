using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Features.Agreements.StatusMeetings;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Agreements.Life;

/// <summary>Tells that a notice was taken back, and that everything is as before.</summary>
public sealed record NoticeTakenBack(LifeReader Reader, CooperationAgreement Agreement, Municipality Municipality, string By, int MeetingsBack) : LifeLetter(Reader, Agreement, Municipality)
{
    public override string Kind => "NOTICE_BACK";

    public override string Subject => $"Opsigelsen er taget tilbage: {Title}";

    protected override string Occurrence => $"notice-back:{Agreement.ChangedAt.ToUnixTimeMilliseconds()}";

    public override string Text =>
        $"""
        {Greeting}

        {MailText.OneLine(By)} har taget opsigelsen af »{Title}« tilbage. Aftalen gælder til {LastDay}, og alle er med som før.

        {Meetings} {NextMeeting}

        [Se aftalen]({Reader.Door})

        Vil du tale om det, så ring til {Phone}.

        {Farewell}
        """;

    private string Meetings => MeetingsBack switch
    {
        0 => "Ingen møder var aflyst.",
        1 => "Det møde, der var aflyst, er i kalenderen igen.",
        _ => $"De {MeetingsBack} møder, der var aflyst, er i kalenderen igen.",
    };
}

/// <summary>Asks a party whether a notice that it has acted on may be taken back.</summary>
public sealed record NoticeBackAsked(LifeReader Reader, CooperationAgreement Agreement, Municipality Municipality, ContinuationQuestion Question) : LifeLetter(Reader, Agreement, Municipality)
{
    public override string Kind => "NOTICE_BACK_ASKED";

    public override string Subject => $"Må opsigelsen tages tilbage? {Title}";

    protected override string Occurrence => $"notice-back-asked:{Question.Id}";

    public override string Text =>
        $"""
        {Greeting}

        {MailText.OneLine(Question.AskedBy)} vil gerne tage opsigelsen af »{Title}« tilbage. Siger alle ja, fortsætter I som før.

        I har indrettet jer på, at de stoppede. Derfor skal I selv sige, om det er i orden.

        [Svar ja eller nej]({Reader.Door})

        Siger en nej, står opsigelsen ved magt. Vil du tale om det først, så ring til {Phone}.

        {Farewell}
        """;
}

/// <summary>Tells that not everybody wants the notice taken back.</summary>
public sealed record NoticeStands(LifeReader Reader, CooperationAgreement Agreement, Municipality Municipality, ContinuationQuestion Question) : LifeLetter(Reader, Agreement, Municipality)
{
    public override string Kind => "NOTICE_STANDS";

    public override string Subject => $"Opsigelsen står ved magt: {Title}";

    protected override string Occurrence => $"notice-stands:{Question.Id}";

    public override string Text =>
        $"""
        {Greeting}

        Ikke alle sagde ja til, at opsigelsen af »{Title}« blev taget tilbage. Derfor står den ved magt. Det er i orden.

        [Se aftalen]({Reader.Door})

        Har du spørgsmål, så ring til {Phone}.

        {Farewell}
        """;
}

/// <summary>Puts a meeting back that was cancelled.</summary>
public sealed record MeetingIsBack(MeetingReader Reader, StatusMeeting Meeting, CooperationAgreement Agreement, Municipality Municipality, CalendarInvite Invite)
    : AgreementLetter(Reader.To, Agreement, Municipality)
{
    public override string Kind => "MEETING_BACK";

    public override (string Type, Guid Id)? About => (nameof(StatusMeeting), Meeting.Id);

    public override int? AboutVersion => Meeting.Sequence;

    public override string Subject => $"Mødet {DanishText.WeekdayAndDay(Meeting.On)} holdes alligevel: {Title}";

    public override CalendarInvite? Calendar => Invite;

    public override DateTimeOffset? UselessAfter => Meeting.StartsAt;

    public override string? DeduplicationKey => $"meeting:{Meeting.Id}:{Meeting.Sequence}:back:{Reader.Code}";

    public override string Text =>
        $"""
        {Greeting}

        Mødet {DanishText.WeekdayAndDay(Meeting.On)} {DanishText.Clock(Meeting.Time)} holdes alligevel. Stedet er {MailText.OneLine(Meeting.Place)}.

        Filen her lægger det tilbage i din kalender.

        [Se dagsordenen, og sig, om du kommer]({Reader.Door})

        {Farewell}
        """;
}
