using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Municipalities;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;

namespace Kem.Match.Web.Features.Agreements.Signatures;

/// <summary>Asks a signatory to read the agreement and answer.</summary>
public sealed record SignatureRequest(Recipient To, CooperationAgreement Agreement, Municipality Municipality, Signatory Signatory, SigningDoor Door)
    : AgreementLetter(To, Agreement, Municipality)
{
    public override string Kind => "SIGN_REQUEST";

    public override string? DeduplicationKey => $"{Round}:sign-request:{Signatory.Id}";

    public override MailValues Values => AboutAgreement(new()
    {
        { "recipientOrg", Agreement.PartyOf(Signatory).Name },
        { "parties", Agreement.Parties.Select(party => party.Name) },
        { "startDate", Agreement.StartsOn },
        { "endDate", Agreement.EndsOn },
        { "readingTime", Minutes == 1 ? "one" : "more" },
        { "readMinutes", Minutes },
        { "howToOpen", Way },
        { "whoseLink", Way },
        { "link", Door.Address },
    });

    private int Minutes => ReadingTime.Minutes(Agreement.Clauses);

    private string Way => Door.IsPersonal ? "personal" : "account";
}

/// <summary>The way in to where somebody signs.</summary>
/// <param name="Address">A personal link, or a page.</param>
/// <param name="IsPersonal">It opens without an account, and for one person only.</param>
public sealed record SigningDoor(string Address, bool IsPersonal);
