using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Wishes;

/// <summary>
/// What a person must be told who was written down by others (article 14). It stands below the first letter to the person: a
/// letter by itself from an unknown sender, about being written down, would be read as a threat or as a trick.
/// </summary>
public sealed record DataNoticeLetter(Recipient To, Municipality Municipality, string Organisation) : Letter(To)
{
    public const string Code = "DATA_NOTICE";

    public override string Kind => Code;

    public override string Subject => "Vi har skrevet dit navn ned";

    public override string? MunicipalityCode => Municipality.Code;

    public override string Text =>
        $"""
        Sådan bruger vi dine oplysninger
        Det skriver vi kun denne ene gang.

        {MailText.OneLine(Municipality.OfficialName)} har skrevet dig ned{(Organisation.Length > 0 ? $" som kontakt for {MailText.OneLine(Organisation)}" : "")}. Vi fik dit navn fra foreningen selv eller fra en, du samarbejder med.

        - Vi gemmer dit navn, din mail, dit nummer og din rolle.
        - Vi gemmer det for at finde partnere, lave aftaler og huske møder. Det er en opgave, kommunen må løse efter loven (artikel 6, stk. 1, litra e).
        - Kun kommunen og dem, du laver aftaler med, kan se det.
        - Vi gemmer det, så længe du er kontakt. Bagefter kan du få det slettet. Indholdet af mails slettes efter tre måneder.
        - Du må se det, rette det, få det slettet og sige nej til, at vi bruger det.

        Skal noget rettes eller slettes? Svar på denne mail, ring på {MailText.OneLine(Municipality.Phone)}, eller skriv til {MailText.OneLine(Municipality.Email)}. Du kan også klage til Datatilsynet.

        [Læs mere om dine oplysninger](/privatliv)
        """;
}
