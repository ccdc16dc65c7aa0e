using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>Tells the parties that the agreement was not signed by all. Why, is between the one who refused and the coordinator.</summary>
public sealed record AgreementFell(Recipient To, CooperationAgreement Agreement, Municipality Municipality, AgreementParty Party, AgreementParty Refused)
    : AgreementLetter(To, Agreement, Municipality)
{
    public override string Kind => "SIGN_FELL";

    public override string Subject => $"Aftalen blev ikke skrevet under: {Title}";

    public override string? DeduplicationKey => $"{Round}:fell:{Party.Id}";

    public override string Text =>
        $"""
        {Greeting}

        {WhoRefused} Derfor gælder »{Title}« ikke, og ingen er bundet af den.

        Du skal ikke gøre noget. Vi taler med parterne om, hvad der skal til. Bliver aftalen rettet, får du en ny mail.

        Har du spørgsmål, så ring til {Phone}.

        {Farewell}
        """;

    private string WhoRefused => Party == Refused
        ? "Tak for svaret. Du har sagt, at du ikke skriver under, og det er i orden."
        : $"{MailText.OneLine(Refused.Name)} har valgt ikke at skrive under.";
}
