using Kem.Match.Web.Mailing;
using Microsoft.Extensions.Configuration;

namespace Kem.Match.Web.Features.Outbox;

/// <summary>How the outbox sends; read from the section <c>Mail</c> of the settings.</summary>
public sealed record OutboxSettings(Recipient Sender, string MessageIdDomain)
{
    /// <summary>How many mails a worker takes at a time.</summary>
    public int BatchSize => Math.Max(20, AtOnce);

    /// <summary>How many mails are on their way at once, so that one slow receiver does not hold up the others.</summary>
    public int AtOnce { get; init; } = 4;

    /// <summary>How long a worker holds what it has taken, unless it says that it is still at work.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(180);

    /// <summary>The most mails this server sends in a minute; null is as many as it can.</summary>
    public int? PerMinute { get; init; }

    /// <summary>Where undeliverable mails come back; each mail gets its own signed form of it. Null: they come back to the sender.</summary>
    public string? ReturnAddress { get; init; }

    /// <summary>The folder where a mail program leaves what came back.</summary>
    public string? ReturnFolder { get; init; }

    /// <summary>What the mail provider signs its reports of returned mails with.</summary>
    public string? ReturnSecret { get; init; }

    /// <summary>So long the words of a sent mail are kept.</summary>
    public TimeSpan KeepLetters { get; init; } = TimeSpan.FromDays(90);

    /// <summary>So long it is kept whom a mail went to.</summary>
    public TimeSpan KeepReceivers { get; init; } = TimeSpan.FromDays(730);

    public static OutboxSettings Read(IConfiguration mail)
    {
        var address = mail["From"] ?? (ReadSmtp(mail.GetSection("Smtp")) is null
            ? "kem-match@kem.example"
            : throw new InvalidOperationException("Mail:From must be set: it is the address that mails come from."));

        return new OutboxSettings(
            Recipient.Create(mail["FromName"] ?? "KEM Match", address),
            mail["MessageIdDomain"] ?? address[(address.LastIndexOf('@') + 1)..])
        {
            AtOnce = mail.GetValue("AtOnce", 4),
            Lease = TimeSpan.FromSeconds(mail.GetValue("LeaseSeconds", 180.0)),
            PerMinute = mail.GetValue<int?>("PerMinute"),
            ReturnAddress = ReturnAddressOf(mail["Returns:Address"]),
            ReturnFolder = mail["Returns:Folder"],
            ReturnSecret = mail["Returns:Secret"],
            KeepLetters = TimeSpan.FromDays(mail.GetValue("KeepLettersDays", 90)),
            KeepReceivers = TimeSpan.FromDays(mail.GetValue("KeepReceiversDays", 730)),
        };
    }

    /// <summary>The mail server, or null when none is set and mails go to a folder.</summary>
    public static SmtpSettings? ReadSmtp(IConfiguration smtp) => smtp["Host"] is not { Length: > 0 } host
        ? null
        : new SmtpSettings(host, smtp.GetValue("Port", 587), smtp.GetValue("Security", SmtpSecurity.StartTls))
        {
            User = smtp["User"],
            Password = smtp["Password"],
            TimeLimit = TimeSpan.FromSeconds(smtp.GetValue("TimeLimitSeconds", 60.0)),
            MailsPerConnection = smtp.GetValue("MailsPerConnection", 100),
        };

    // The signature after the plus takes 50 of the 64 characters that may stand before the @.
    private static string? ReturnAddressOf(string? address) => address is not { Length: > 0 } ? null
        : MailAddresses.IsValid(address) && address.IndexOf('@', StringComparison.Ordinal) <= 13 ? address
        : throw new InvalidOperationException("Mail:Returns:Address must be an address with at most 13 characters before the @.");
}
