using Kem.Match.Web.Mailing;

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

    public override string Subject => $"Mail til {Whom} kom ikke frem";

    public override string Text =>
        $"""
        {(To.Name.Split(' ') is [{ Length: > 0 } first, ..] ? $"Hej {first}" : "Hej")}

        Mailen »{Failed.Subject}« til {Failed.ToAddress} kom ikke frem.

        {(Failed.LastError is { Length: > 0 } said ? $"Serveren svarede:\n{MailText.Quote(said)}" : "Serveren svarede ikke.")}

        {(Phone.Length > 0 ? $"Ring på {MailText.OneLine(Phone)}, eller ret adressen." : "Find den rigtige adresse, og ret den.")}

        [{(Profile is null ? "Se mailen" : "Ret adressen")}]({Profile ?? $"/administration/udbakke/{Failed.Id}"})

        Du får højst én mail om dagen om den samme adresse.
        """;

    private string Whom => Organisation.Length > 0 ? MailText.OneLine(Organisation) : Failed.ToAddress;
}
