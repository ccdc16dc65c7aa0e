using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Features.Agreements;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Evidence;

/// <summary>The signed agreement as a file, to everybody who is part of it, with what it takes to prove it later.</summary>
public sealed record AgreementReceipt(
    Recipient To, CooperationAgreement Agreement, Municipality Municipality, AgreementDocument Document, MailAttachment File, EvidenceHead Head)
    : AgreementLetter(To, Agreement, Municipality)
{
    public override string Kind => "RECEIPT";

    public override string Subject => $"Jeres aftale som fil: {Title}";

    public override MailAttachment? Attachment => File;

    public override string? DeduplicationKey => $"agreement:{Agreement.Id}:{Agreement.TextVersion}:receipt:{MailText.Cut(To.Address.ToLowerInvariant(), LongestAddress)}";

    public override string Text =>
        $"""
        {Greeting}

        Her er »{Title}«, som alle har skrevet under på. {WhatIsAttached} Gem mailen. Så har du både aftalen og beviset.

        Vil du senere vise, at filen er ægte, så vælg den på denne side:

        [Prøv en fil](/bekraeft)

        Filens kendetegn (SHA-256) er:
        > {Document.Sha256}

        Beviskæden ender på dette kendetegn. Det var hændelse {DanishText.Number(Head.Count)}:
        > {Head.Hash}

        Det er en enkel elektronisk underskrift. Det er ikke MitID.

        {Farewell}
        """;

    private const int LongestAddress = 100;

    private string WhatIsAttached => Document.Format == DocumentFormat.Pdf
        ? "Aftalen er vedhæftet som PDF. Bagest står, hvem der skrev under og hvornår."
        : "Aftalen er vedhæftet som en side, du kan åbne i din browser.";
}
