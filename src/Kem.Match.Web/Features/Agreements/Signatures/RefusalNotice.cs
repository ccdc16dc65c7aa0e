using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>Tells the responsible coordinator who did not sign and, if anybody said, why.</summary>
public sealed record RefusalNotice(Recipient To, CooperationAgreement Agreement, Municipality Municipality, Signatory Refused)
    : AgreementLetter(To, Agreement, Municipality)
{
    public override string Kind => "SIGN_REFUSED";

    public override string Subject => $"{PartyName} skrev ikke under: {Title}";

    public override Recipient? ReplyTo => RecipientOf(Refused);

    public override string? DeduplicationKey => $"{Round}:refused:{Refused.Id}";

    public override string Text =>
        $"""
        {Greeting}

        {MailText.OneLine(Refused.Name)} skriver ikke under på »{Title}« for {PartyName}. {Consequence} De andre har fået det at vide. De har ikke fået grunden.

        {Reason}

        Ring til dem, og find ud af, hvad der skal til. Du kan rette aftalen og sende den igen.

        [Se aftalen](/aftaler/{Agreement.Id})

        {Farewell}
        """;

    private string PartyName => MailText.OneLine(Agreement.PartyOf(Refused).Name);

    private string Consequence => Agreement.IsOutForSignature ? "Andre kan stadig skrive under for dem, så runden går videre." : "Aftalen gælder derfor ikke.";

    private string Reason => Refused.DeclineReason.Length == 0 ? "Der står ingen grund." : $"Grunden er:\n{MailText.Quote(Refused.DeclineReason)}";
}
