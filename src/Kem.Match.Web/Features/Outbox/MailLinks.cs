using Kem.Match.Web.Data;
using Kem.Match.Web.Features.Wishes;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Outbox;

/// <summary>
/// The addresses that are made for one mail at the moment it is sent. Nothing is stored for them: the seal proves that we
/// made them, each for one purpose, and they end when the mail's receiver is erased.
/// </summary>
public sealed class MailLinks(LinkKey key, OutboxSettings settings)
{
    private const string ToStop = "stop";
    private const string ToChoose = "wishes";
    private const string ToReturn = "return";

    public string Resolve(string target) => key.Resolve(target);

    /// <summary>Where the receiver stops mails of this kind; null for those that a person must have.</summary>
    public string? StopFor(OutgoingMail mail) =>
        mail.Use == LetterUse.Necessary || mail.MunicipalityCode is null ? null : key.Resolve($"/n/{mail.Id:N}.{key.Seal(ToStop, mail.Id)}");

    /// <summary>Where the receiver chooses which mails to have, without an account; null for what was asked for.</summary>
    public string? ChoicesFor(OutgoingMail mail) => LetterLines.Of(mail) is null ? null : key.Resolve($"/v/{mail.Id:N}.{key.Seal(ToChoose, mail.Id)}");

    /// <summary>Whose choices the link from a mail is about: those of its receiver.</summary>
    public Guid? MailToChooseFrom(string token) => key.Opened(ToChoose, token);

    /// <summary>Which mail somebody wants no more of.</summary>
    public Guid? MailToStop(string token) => key.Opened(ToStop, token);

    /// <summary>The address that this mail, and no other, comes back to.</summary>
    public string? ReturnPathFor(OutgoingMail mail) => settings.ReturnAddress?.Split('@') is [var local, var domain]
        ? $"{local}+{mail.Id:N}.{key.Seal(ToReturn, mail.Id)[..16]}@{domain}"
        : null;

    /// <summary>Which mail came back to this address; null when it is not one of ours.</summary>
    public Guid? ReturnedTo(string address)
    {
        if (settings.ReturnAddress?.Split('@') is not [var local, var domain]) return null;

        var (begin, end) = ($"{local}+", $"@{domain}");

        return address.StartsWith(begin, StringComparison.OrdinalIgnoreCase) && address.EndsWith(end, StringComparison.OrdinalIgnoreCase)
            && address[begin.Length..^end.Length].Split('.') is [var text, { Length: 16 } seal]
            && Guid.TryParseExact(text, "N", out var id) && key.Seal(ToReturn, id)[..16].Equals(seal, StringComparison.OrdinalIgnoreCase)
                ? id
                : null;
    }
}
