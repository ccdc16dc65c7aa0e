using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Features.Agreements.Life;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Agreements.Endings;

/// <summary>Thanks the parties when an agreement stops before its time, takes the next meeting out of their calendars, and asks what came of it.</summary>
public sealed record AgreementEnded(LifeReader Reader, CooperationAgreement Agreement, Municipality Municipality, CalendarInvite? Cancelled)
    : LifeLetter(Reader, Agreement, Municipality)
{
    public override string Kind => "AGREEMENT_ENDED";

    public override string Subject => $"Aftalen er slut: {Title}";

    public override CalendarInvite? Calendar => Cancelled;

    protected override string Occurrence => "ended";

    public override string Text =>
        $"""
        {Greeting}

        Aftalen »{Title}« er slut. Der kommer ikke flere møder.

        Vi har skrevet hvorfor:
        {MailText.Quote(Agreement.EndReason)}

        Tak, fordi I var med. Hvordan gik det? Svar med et kryds og en linje. Ingen ser dit svar, før alle har svaret.

        [Fortæl, hvordan det gik]({Reader.Door})

        Vil du tale om det, så ring til {Phone}.

        {Farewell}
        """;
}
