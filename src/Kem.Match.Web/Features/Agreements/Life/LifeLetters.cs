using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Features.Agreements.StatusMeetings;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;

namespace Kem.Match.Web.Features.Agreements.Life;

/// <summary>A letter about the life of an agreement, to one of those who are in it.</summary>
public abstract record LifeLetter(LifeReader Reader, CooperationAgreement Agreement, Municipality Municipality) : AgreementLetter(Reader.To, Agreement, Municipality)
{
    public override string? DeduplicationKey => $"agreement:{Agreement.Id}:{Occurrence}:{Reader.Code}";

    /// <summary>What happened, so that it is told once and the next time again.</summary>
    protected abstract string Occurrence { get; }

    protected string LastDay => DanishText.Date(Agreement.LastDay);

    protected string NextMeeting => Agreement.NextMeeting is { } next
        ? $"Næste statusmøde er {DanishText.WeekdayAndDay(next.On)} {DanishText.Clock(next.Time)}."
        : "Der er ikke flere statusmøder i kalenderen.";
}

/// <summary>Tells in good time that the period runs out, or that it goes on unless somebody says stop.</summary>
public sealed record TermReminder(LifeReader Reader, CooperationAgreement Agreement, Municipality Municipality) : LifeLetter(Reader, Agreement, Municipality)
{
    public override string Kind => "TERM_SOON";

    protected override string Occurrence => $"term:{Agreement.EndsOn:yyyyMMdd}:{Agreement.TermRemindersSent}";

    public override string Template => "AGREEMENT_EXPIRING";

    public override MailValues Values => AboutAgreement(new()
    {
        { "headline", Agreement.Renewal == RenewalMode.Automatic ? "goesOn" : "ends" },
        { "whatHappens", What },
        { "endDate", Agreement.LastDay },
        { "noticeBy", Agreement.Term.LastDayForNotice },
        { "renewalMonths", Agreement.RenewalMonths },
        { "link", Reader.Door },
    });

    private string What => Agreement.Renewal switch
    {
        RenewalMode.Automatic => Agreement.RenewalMonths == 1 ? "goesOnAMonth" : "goesOn",
        RenewalMode.None => "ends",
        _ => "asks",
    };
}

/// <summary>Asks a party whether to go on until a later day.</summary>
public sealed record RenewalAsked(LifeReader Reader, CooperationAgreement Agreement, Municipality Municipality, ContinuationQuestion Question)
    : LifeLetter(Reader, Agreement, Municipality)
{
    public override string Kind => "RENEWAL_ASKED";

    public override string Subject => $"Skal vi fortsætte? {Title}";

    protected override string Occurrence => $"renewal:{Question.Id}";

    public override string Text =>
        $"""
        {Greeting}

        {MailText.OneLine(Question.AskedBy)} foreslår, at vi fortsætter med »{Title}«. Så gælder aftalen til {DanishText.Date(Question.EndsOn)}.

        Alt andet i aftalen er som før. Den bliver forlænget, når alle har sagt ja.

        [Svar ja eller nej]({Reader.Door})

        Skal noget ændres, så ring til {Phone}. Så laver vi en ny aftale, som alle skriver under på.

        {Farewell}
        """;
}

/// <summary>Tells that the agreement goes on, and from which day one can stop now.</summary>
public sealed record AgreementRenewed(LifeReader Reader, CooperationAgreement Agreement, Municipality Municipality) : LifeLetter(Reader, Agreement, Municipality)
{
    public override string Kind => "RENEWED";

    public override string Subject => $"Aftalen er forlænget til {LastDay}: {Title}";

    protected override string Occurrence => $"renewed:{Agreement.EndsOn:yyyyMMdd}";

    public override string Text =>
        $"""
        {Greeting}

        Aftalen »{Title}« er forlænget. Nu gælder den til {LastDay}.

        Vil I stoppe den dag, skal I sige det senest {DanishText.Date(Agreement.Term.LastDayForNotice)}.

        {NextMeeting}

        [Se aftalen]({Reader.Door})

        {Farewell}
        """;
}

/// <summary>Tells that not everybody wants to go on. Who said no stands here, because all have to plan for it.</summary>
public sealed record RenewalFell(LifeReader Reader, CooperationAgreement Agreement, Municipality Municipality, ContinuationQuestion Question, AgreementParty SaidNo)
    : LifeLetter(Reader, Agreement, Municipality)
{
    public override string Kind => "RENEWAL_FELL";

    public override string Subject => $"Aftalen bliver ikke forlænget: {Title}";

    protected override string Occurrence => $"renewal-fell:{Question.Id}";

    public override string Text =>
        $"""
        {Greeting}

        {MailText.OneLine(SaidNo.Name)} vil ikke forlænge »{Title}«. Det er i orden.

        Aftalen gælder stadig til {LastDay}. Indtil da er alt som før.

        Har du spørgsmål, så ring til {Phone}.

        {Farewell}
        """;
}

/// <summary>Tells that somebody has given notice, and when the agreement ends.</summary>
public sealed record NoticeGiven(LifeReader Reader, CooperationAgreement Agreement, Municipality Municipality, string By) : LifeLetter(Reader, Agreement, Municipality)
{
    public override string Kind => "NOTICE_GIVEN";

    public override string Subject => $"Aftalen slutter {DanishText.DayAndMonth(Agreement.LastDay)}: {Title}";

    protected override string Occurrence => $"notice:{Agreement.LastDay:yyyyMMdd}:{Agreement.NoticeAt?.ToUnixTimeMilliseconds()}";

    public override string Text =>
        $"""
        {Greeting}

        {MailText.OneLine(By)} stopper »{Title}«. Aftalen gælder til {LastDay}. Her er hvorfor:
        {MailText.Quote(Agreement.EndReason)}

        Indtil da er alt som før. Møder efter den dag er aflyst.

        [Se aftalen]({Reader.Door})

        Vil du tale om det, så ring til {Phone}.

        {Farewell}
        """;
}

/// <summary>One of several leaves; the others are asked whether they go on.</summary>
public sealed record PartyLeaves(LifeReader Reader, CooperationAgreement Agreement, Municipality Municipality, AgreementParty Leaving) : LifeLetter(Reader, Agreement, Municipality)
{
    public override string Kind => "PARTY_LEAVES";

    public override string Subject => $"{MailText.OneLine(Leaving.Name)} går ud af aftalen: {Title}";

    protected override string Occurrence => $"leaves:{Leaving.Id}:{Agreement.OpenQuestion?.Id}";

    public override string Text => Reader.Party == Leaving
        ? $"""
        {Greeting}

        Vi har fået jeres besked. I er med i »{Title}« til og med {LeavesOn}.

        Alt, hvad I har lavet sammen, er gemt. Vi spørger de andre, om de går videre.

        Tak, fordi I var med. Vil du tale om det, så ring til {Phone}.

        {Farewell}
        """
        : $"""
        {Greeting}

        {MailText.OneLine(Leaving.Name)} går ud af »{Title}«. De er med til og med {LeavesOn}.

        Grunden er:
        {MailText.Quote(Leaving.LeaveReason)}

        Aftalen gælder stadig for jer andre, og intet er slettet. Vil I gå videre uden dem?

        [Svar ja eller nej]({Reader.Door})

        Siger en nej, slutter aftalen {LeavesOn}. Vil du tale om det først, så ring til {Phone}.

        {Farewell}
        """;

    private string LeavesOn => DanishText.Date(Leaving.LeavesOn!.Value);
}

/// <summary>Tells that those who are left go on.</summary>
public sealed record OthersGoOn(LifeReader Reader, CooperationAgreement Agreement, Municipality Municipality, ContinuationQuestion Question) : LifeLetter(Reader, Agreement, Municipality)
{
    public override string Kind => "OTHERS_GO_ON";

    public override string Subject => $"Samarbejdet fortsætter: {Title}";

    protected override string Occurrence => $"go-on:{Question.Id}";

    public override string Text =>
        $"""
        {Greeting}

        »{Title}« fortsætter. {MailText.OneLine(DanishText.List(Agreement.ActiveParties.Select(party => party.Name)))} går videre sammen.

        {NextMeeting} Tal der om, hvem der gør det, som før var en andens opgave.

        [Se aftalen]({Reader.Door})

        {Farewell}
        """;
}

/// <summary>Tells of a pause, and that it ends by itself.</summary>
public sealed record AgreementPaused(LifeReader Reader, CooperationAgreement Agreement, Municipality Municipality, AgreementPause Pause) : LifeLetter(Reader, Agreement, Municipality)
{
    public override string Kind => "PAUSED";

    public override string Subject => $"Pause til {DanishText.DayAndMonth(Pause.Until)}: {Title}";

    protected override string Occurrence => $"paused:{Pause.DecidedAt.ToUnixTimeMilliseconds()}";

    public override string Text =>
        $"""
        {Greeting}

        »{Title}« holder pause fra {DanishText.Date(Pause.From)} til {DanishText.Date(Pause.Until)}.

        Grunden er:
        {MailText.Quote(Pause.Reason)}

        Der er ingen møder i pausen. Bagefter går vi i gang igen af os selv. {NextMeeting}

        Har du spørgsmål, så ring til {Phone}.

        {Farewell}
        """;
}

/// <summary>Tells that a pause is over.</summary>
public sealed record AgreementResumed(LifeReader Reader, CooperationAgreement Agreement, Municipality Municipality, AgreementPause Pause) : LifeLetter(Reader, Agreement, Municipality)
{
    public override string Kind => "RESUMED";

    public override string Subject => $"Nu går vi i gang igen: {Title}";

    protected override string Occurrence => $"resumed:{Pause.DecidedAt.ToUnixTimeMilliseconds()}";

    public override string Text =>
        $"""
        {Greeting}

        Pausen i »{Title}« er slut. Nu går vi i gang igen.

        {NextMeeting}

        [Se aftalen]({Reader.Door})

        {Farewell}
        """;
}

/// <summary>Tells that the last day has passed, offers a talk to look back, and asks each side what came of it.</summary>
public sealed record AgreementRanOut(LifeReader Reader, CooperationAgreement Agreement, Municipality Municipality) : LifeLetter(Reader, Agreement, Municipality)
{
    public override string Kind => "AGREEMENT_RAN_OUT";

    protected override string Occurrence => "ran-out";

    public override string Template => "AGREEMENT_EXPIRED";

    public override MailValues Values => AboutAgreement(new()
    {
        { "endDate", Agreement.LastDay },
        { "closingTalk", HasTalked ? "held" : "offer" },
        { "link", Reader.Door },
    });

    private bool HasTalked => Agreement.StatusMeetings.LastOrDefault(meeting => meeting.IsClosing) is { State: MeetingState.Held };
}

/// <summary>Shows each side what the others said, when all have answered.</summary>
public sealed record OutcomesShared(LifeReader Reader, CooperationAgreement Agreement, Municipality Municipality) : LifeLetter(Reader, Agreement, Municipality)
{
    public override string Kind => "OUTCOMES_SHARED";

    public override string Subject => $"Sådan gik det: {Title}";

    protected override string Occurrence => "outcomes";

    public override string Text =>
        $"""
        {Greeting}

        Alle har nu svaret på, hvordan det gik med »{Title}«:

        {string.Join('\n', Agreement.Parties.Select(Line))}

        [Læs alle svar]({Reader.Door})

        {Farewell}
        """;

    private string Line(AgreementParty party) => $"- {MailText.OneLine(party.Name)}: {LifeText.Outcome(Agreement.OutcomeOf(party)!.Kind)}";
}

/// <summary>Tells that the municipality steps back, and who calls the next meeting.</summary>
public sealed record HandedOver(LifeReader Reader, CooperationAgreement Agreement, Municipality Municipality) : LifeLetter(Reader, Agreement, Municipality)
{
    public override string Kind => "HANDED_OVER";

    public override string Subject => $"Nu styrer I selv: {Title}";

    protected override string Occurrence => "handed-over";

    public override string Text =>
        $"""
        {Greeting}

        Kommunen har hjulpet »{Title}« i gang. Nu bærer I selv samarbejdet. Aftalen og møderne er de samme.

        {Turn}

        I skiftes til at kalde sammen. Husk, at I altid kan ringe til {Phone}.

        [Se aftalen]({Reader.Door})

        {Farewell}
        """;

    private string Turn => Agreement.NextMeeting is { } next && Agreement.HostOf(next) is { } host
        ? $"{MailText.OneLine(host.Name)} kalder til det næste møde og finder stedet. Det er {DanishText.WeekdayAndDay(next.On)} {DanishText.Clock(next.Time)}."
        : "Der er ikke flere møder i kalenderen. Aftal selv, hvornår I taler sammen.";
}

/// <summary>Reminds all parties of what they agreed to do when there are too few volunteers.</summary>
public sealed record TooFewVolunteers(LifeReader Reader, CooperationAgreement Agreement, Municipality Municipality, StatusMeeting Meeting)
    : LifeLetter(Reader, Agreement, Municipality)
{
    public override string Kind => "TOO_FEW_VOLUNTEERS";

    public override string Subject => $"For få frivillige: {Title}";

    protected override string Occurrence => $"volunteers:{Meeting.Id}";

    public override string Text =>
        $"""
        {Greeting}

        Der er for få frivillige i »{Title}«. {Figures}

        Det har I aftalt at gøre:
        {MailText.Quote(Agreement.VolunteerPlan)}

        Frivillige bestemmer selv over deres tid. Derfor er det planen, der skal i gang, og ikke de frivillige, der skal løbe stærkere.

        [Se aftalen]({Reader.Door})

        Vil du tale om det, så ring til {Phone}.

        {Farewell}
        """;

    private string Figures => (Meeting.Residents, Agreement.PromisedVolunteers) switch
    {
        ({ } residents, _) => $"Der er {DanishText.Count(Meeting.Volunteers!.Value, "aktiv frivillig", "aktive frivillige")} og {DanishText.Count(residents, "interesseret borger", "interesserede borgere")}.",
        (_, { } promised) => $"Der er {DanishText.Count(Meeting.Volunteers!.Value, "aktiv frivillig", "aktive frivillige")}. I regnede med {promised}.",
        _ => $"Der er {DanishText.Count(Meeting.Volunteers!.Value, "aktiv frivillig", "aktive frivillige")}.",
    };
}

/// <summary>Takes a meeting out of the calendar, and says why.</summary>
public sealed record MeetingCancelled(MeetingReader Reader, StatusMeeting Meeting, CooperationAgreement Agreement, Municipality Municipality, CalendarInvite Invite)
    : AgreementLetter(Reader.To, Agreement, Municipality)
{
    public override string Kind => "MEETING_CANCELLED";

    public override (string Type, Guid Id)? About => (nameof(StatusMeeting), Meeting.Id);

    public override string Subject => $"Mødet {DanishText.WeekdayAndDay(Meeting.On)} er aflyst: {Title}";

    public override CalendarInvite? Calendar => Invite;

    public override DateTimeOffset? UselessAfter => Meeting.StartsAt;

    public override string? DeduplicationKey => $"meeting:{Meeting.Id}:{Meeting.Sequence}:cancelled:{Reader.Code}";

    public override string Text =>
        $"""
        {Greeting}

        Mødet {DanishText.WeekdayAndDay(Meeting.On)} {DanishText.Clock(Meeting.Time)} er aflyst. Det skal du vide:
        {MailText.Quote(Meeting.CancelReason)}

        Filen her tager det ud af din kalender. Du skal ikke gøre mere.

        Vil du høre mere, så ring til {Phone}.

        {Farewell}
        """;
}
