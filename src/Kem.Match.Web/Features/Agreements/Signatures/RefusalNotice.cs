using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>Tells the responsible coordinator who did not sign and, if anybody said, why.</summary>
public sealed record RefusalNotice(Recipient To, CooperationAgreement Agreement, Municipality Municipality, AgreementParty Refused)
    : AgreementLetter(To, Agreement, Municipality)
{
    public override string Kind => "SIGN_REFUSED";

    public override string Subject => $"{MailText.OneLine(Refused.Name)} skrev ikke under: {Title}";

    public override Recipient? ReplyTo => ContactOf(Refused);

    public override string? DeduplicationKey => $"{Round}:refused";

    public override string Text =>
        $"""
        {Greeting}

        {MailText.OneLine(Refused.ContactName)} har svaret, at {MailText.OneLine(Refused.Name)} ikke skriver under på »{Title}«. De andre parter har fået at vide, at aftalen ikke gælder. De har ikke fået grunden.

        {Reason}

        Ring til dem, og find ud af, hvad der skal til. Du kan rette aftalen og sende den igen.

        [Se aftalen](/aftaler/{Agreement.Id})

        {Farewell}
        """;

    private string Reason => Refused.DeclineReason.Length == 0 ? "De skrev ingen grund." : $"De skrev:\n{MailText.Quote(Refused.DeclineReason)}";
}
