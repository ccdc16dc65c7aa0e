using Kem.Match.Web.Mailing;
using Microsoft.Extensions.Configuration;

namespace Kem.Match.Web.Features.Outbox;

/// <summary>How the outbox sends; read from the section <c>Mail</c> of the settings.</summary>
public sealed record OutboxSettings(Recipient Sender, string MessageIdDomain)
{
    /// <summary>How many mails a worker takes at a time.</summary>
    public int BatchSize { get; init; } = 20;

    /// <summary>How many mails are on their way at once, so that one slow receiver does not hold up the others.</summary>
    public int AtOnce { get; init; } = 4;

    /// <summary>How long a worker holds what it has taken, unless it says that it is still at work.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(180);

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
        };
}
