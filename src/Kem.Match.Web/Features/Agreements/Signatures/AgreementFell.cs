using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>
/// Tells everybody concerned, those who have signed too, that somebody did not sign, and what comes of it. Why, is between
/// the one who refused and the coordinator.
/// </summary>
public sealed record AgreementFell(SigningReader Reader, CooperationAgreement Agreement, Municipality Municipality, Signatory Refused)
    : AgreementLetter(Reader.To, Agreement, Municipality)
{
    public override string Kind => "SIGN_FELL";

    public override string Subject => Agreement.IsOutForSignature ? $"En skriver ikke under: {Title}" : $"Aftalen blev ikke skrevet under: {Title}";

    public override string? DeduplicationKey => $"{Round}:fell:{Refused.Id}:{Reader.Code}";

    public override string Text =>
        $"""
        {Greeting}

        {WhoRefused} {Consequence}

        Har du spørgsmål, så ring til {Phone}.

        {Farewell}
        """;

    private string PartyName => MailText.OneLine(Agreement.PartyOf(Refused).Name);

    private string WhoRefused => Reader.Signatory == Refused
        ? "Tak for svaret. Du har sagt, at du ikke skriver under, og det er i orden."
        : $"{MailText.OneLine(Refused.Name)} har valgt ikke at skrive under for {PartyName}.";

    private string Consequence => Agreement.IsOutForSignature
        ? $"""
          Aftalen »{Title}« kan stadig komme til at gælde.

          Efter reglerne kan andre skrive under for {PartyName}. Det, der allerede er skrevet under, gælder fortsat. Du får en mail, når der sker mere.
          """
        : $"""
          Derfor gælder »{Title}« ikke, og ingen er bundet af den. Det gælder også dem, der havde skrevet under.

          Du skal ikke gøre noget. Vi taler med parterne om, hvad der skal til. Bliver aftalen rettet, får du en ny mail.
          """;
}
