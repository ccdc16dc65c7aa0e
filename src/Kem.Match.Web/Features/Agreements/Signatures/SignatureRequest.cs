using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>Asks a signatory to read the agreement and answer.</summary>
public sealed record SignatureRequest(Recipient To, CooperationAgreement Agreement, Municipality Municipality, Signatory Signatory, SigningDoor Door)
    : AgreementLetter(To, Agreement, Municipality)
{
    public override string Kind => "SIGN_REQUEST";

    public override string Subject => $"Aftale til underskrift: {Title}";

    public override string? DeduplicationKey => $"{Round}:sign-request:{Signatory.Id}";

    public override string Text =>
        $"""
        {Greeting}

        Aftalen mellem {PartyNames} er klar. Den gælder fra {DanishText.Date(Agreement.StartsOn)} til {DanishText.Date(Agreement.EndsOn)}, når alle har skrevet under.

        Du skriver under for {MailText.OneLine(Agreement.PartyOf(Signatory).Name)}. Læs aftalen i ro og mag. Det tager cirka {DanishText.Count(ReadingTime.Minutes(Agreement.Clauses), "minut", "minutter")}. Du bestemmer selv, om du vil skrive under. {HowToOpen}

        [Læs aftalen og svar]({Door.Address})

        {(Door.IsPersonal ? "Linket er kun til dig, så send det ikke videre. Er du ikke den rette, kan du sige det på siden." : "Er du ikke den rette, så sig det.")} Er du i tvivl om noget, så ring til {Phone}.

        {Farewell}
        """;

    private string HowToOpen => Door.IsPersonal ? "Du skal ikke logge ind." : "Du skal logge ind for at svare.";
}

/// <summary>The way in to where somebody signs.</summary>
/// <param name="Address">A personal link, or a page.</param>
/// <param name="IsPersonal">It opens without an account, and for one person only.</param>
public sealed record SigningDoor(string Address, bool IsPersonal);
