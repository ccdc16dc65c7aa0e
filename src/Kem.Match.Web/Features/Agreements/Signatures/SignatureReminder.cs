using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>Reminds a signatory who has not answered.</summary>
public sealed record SignatureReminder(Recipient To, CooperationAgreement Agreement, Municipality Municipality, Signatory Signatory, SigningDoor Door)
    : AgreementLetter(To, Agreement, Municipality)
{
    public override string Kind => "SIGN_REMINDER";

    public override LetterUse Use => LetterUse.Reminder;

    public override string? DeduplicationKey => $"{Round}:sign-reminder:{Signatory.RemindersSent}:{Signatory.Id}";

    public override MailValues Values => AboutAgreement(new()
    {
        { "howManySigned", HowMany },
        { "signedCount", Signed },
        { "signerCount", Agreement.Parties.Count },
        { "link", Door.Address },
    });

    private int Signed => Agreement.Parties.Count(party => party.HasSigned);

    private string HowMany => Signed == 0 ? "none" : Signed == Agreement.Parties.Count ? "all" : "some";
}
