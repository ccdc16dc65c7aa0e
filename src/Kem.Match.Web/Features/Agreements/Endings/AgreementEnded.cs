using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Agreements.Endings;

/// <summary>Thanks the parties when an agreement stops before its time, and takes the next meeting out of their calendars.</summary>
public sealed record AgreementEnded(Recipient To, CooperationAgreement Agreement, Municipality Municipality, AgreementParty Party, CalendarInvite? Cancelled)
    : AgreementLetter(To, Agreement, Municipality)
{
    public override string Kind => "AGREEMENT_ENDED";

    public override string Subject => $"Aftalen er slut: {Title}";

    public override CalendarInvite? Calendar => Cancelled;

    public override string? DeduplicationKey => $"agreement:{Agreement.Id}:ended:{Party.Id}";

    public override string Text =>
        $"""
        {Greeting}

        Aftalen »{Title}« er slut. Der kommer ikke flere møder.

        Vi har skrevet hvorfor:
        {MailText.Quote(Agreement.EndReason)}

        Tak, fordi I var med. Vil du tale om, hvordan det gik, så ring til {Phone}.

        {Farewell}
        """;
}
