using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>Asks a signatory to read the agreement and answer.</summary>
public sealed record SignatureRequest(Recipient To, CooperationAgreement Agreement, Municipality Municipality, AgreementParty Party, string Door)
    : AgreementLetter(To, Agreement, Municipality)
{
    public override string Kind => "SIGN_REQUEST";

    public override string Subject => $"Aftale til underskrift: {Title}";

    public override string? DeduplicationKey => $"{Round}:sign-request:{Party.Id}";

    public override string Text =>
        $"""
        {Greeting}

        Aftalen mellem {PartyNames} er klar. Den gælder fra {DanishText.Date(Agreement.StartsOn)} til {DanishText.Date(Agreement.EndsOn)}, når alle har skrevet under.

        Læs den i ro og mag. Det tager cirka {DanishText.Count(ReadingTime.Minutes(Agreement.Clauses), "minut", "minutter")}. Du bestemmer selv, om du vil skrive under, og du skal ikke logge ind.

        [Læs aftalen og svar]({Door})

        Linket er kun til dig, så send det ikke videre. Er du i tvivl om noget, eller er du ikke den rette, så ring til {Phone}.

        {Farewell}
        """;
}
