using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>Tells the responsible coordinator that somebody else must sign, and who that may be.</summary>
public sealed record NotTheRightPerson(Recipient To, CooperationAgreement Agreement, Municipality Municipality, Signatory Signatory)
    : AgreementLetter(To, Agreement, Municipality)
{
    public override string Kind => "SIGN_NOT_RIGHT";

    public override string Subject => $"Find en anden underskriver: {Title}";

    public override Recipient? ReplyTo => RecipientOf(Signatory);

    public override string? DeduplicationKey => $"{Round}:not-right:{Signatory.Id}";

    public override string Text =>
        $"""
        {Greeting}

        {MailText.OneLine(Signatory.Name)} er ikke den rette til at skrive under for {MailText.OneLine(Agreement.PartyOf(Signatory).Name)}. Linket er lukket. Det gælder »{Title}«.

        {Instead}

        [Vælg en anden](/aftaler/{Agreement.Id}/underskrivere/{Signatory.Id})

        Teksten er den samme. De underskrifter, I har fået, gælder stadig.

        {Farewell}
        """;

    private string Instead => Signatory.RightPerson.Length == 0 ? "Der står ikke, hvem du så skal spørge." : $"Du kan i stedet spørge:\n{MailText.Quote(Signatory.RightPerson)}";
}
