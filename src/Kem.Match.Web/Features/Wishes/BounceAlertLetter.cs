using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;

namespace Kem.Match.Web.Features.Wishes;

/// <summary>Tells a coordinator that mails to somebody do not arrive.</summary>
/// <param name="To">The coordinator.</param>
/// <param name="Failed">The mail that did not arrive.</param>
/// <param name="Organisation">The association the address belongs to; empty when it is nobody's.</param>
/// <param name="Phone">A number to call instead; empty when there is none.</param>
/// <param name="Profile">The page where the address is corrected; null when it is nobody's.</param>
/// <param name="Key">One a day for each coordinator and address.</param>
public sealed record BounceAlertLetter(Recipient To, OutgoingMail Failed, string Organisation, string Phone, string? Profile, string Key) : Letter(To)
{
    public const string Code = "BOUNCE_ALERT";

    public override string Kind => Code;

    // The task stands on »I dag« all the same.
    public override LetterUse Use => LetterUse.Reminder;

    public override string? MunicipalityCode => Failed.MunicipalityCode;

    public override string? DeduplicationKey => Key;

    public override (string Type, Guid Id)? About => (nameof(OutgoingMail), Failed.Id);

    public override MailValues Values => new()
    {
        { "recipientName", To.Name.Split(' ')[0] },
        { "recipientOrg", Organisation.Length > 0 ? Organisation : Failed.ToAddress },
        { "mailSubject", Failed.Subject },
        { "recipientAddress", Failed.ToAddress },
        { "said", Failed.LastError is { Length: > 0 } ? "yes" : "no" },
        { "bounceReason", Failed.LastError ?? "" },
        { "whatToDo", Phone.Length > 0 ? "call" : "find" },
        { "recipientPhone", Phone },
        { "link", Profile ?? $"/administration/udbakke/{Failed.Id}" },
    };
}
