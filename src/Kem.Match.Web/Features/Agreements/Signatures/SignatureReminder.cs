using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>Reminds a signatory who has not answered.</summary>
public sealed record SignatureReminder(Recipient To, CooperationAgreement Agreement, Municipality Municipality, Signatory Signatory, SigningDoor Door)
    : AgreementLetter(To, Agreement, Municipality)
{
    public override string Kind => "SIGN_REMINDER";

    public override LetterUse Use => LetterUse.Reminder;

    public override string Subject => $"Mangler dit svar: {Title}";

    public override string? DeduplicationKey => $"{Round}:sign-reminder:{Signatory.RemindersSent}:{Signatory.Id}";

    public override string Text =>
        $"""
        {Greeting}

        {DanishText.Capitalised(DanishText.Share(Agreement.Parties.Count(party => party.HasSigned), Agreement.Parties.Count))} parter har skrevet under på aftalen »{Title}«. Dit svar mangler.

        [Læs aftalen og svar]({Door.Address})

        Vil du ikke skrive under, kan du også sige det på siden. Er der noget, du er i tvivl om, så ring til {Phone}.

        {Farewell}
        """;
}
