using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>Tells those who had signed that the text is being changed, so that their signatures count no more.</summary>
public sealed record SignatureVoided(Recipient To, CooperationAgreement Agreement, Municipality Municipality, Signatory Signatory)
    : AgreementLetter(To, Agreement, Municipality)
{
    public override string Kind => "SIGN_VOIDED";

    public override string Subject => $"Din underskrift gælder ikke mere: {Title}";

    public override string? DeduplicationKey => $"{Round}:voided:{Signatory.Id}";

    public override string Text =>
        $"""
        {Greeting}

        Du har skrevet under på »{Title}« for {MailText.OneLine(Agreement.PartyOf(Signatory).Name)}. Nu skal teksten rettes. Derfor gælder din underskrift ikke mere, og du er ikke bundet af aftalen.

        Du skal ikke gøre noget. Når den nye tekst er klar, får du en ny mail. Så kan du se, hvad der er ændret, og svare igen.

        Har du spørgsmål, så ring til {Phone}.

        {Farewell}
        """;
}
