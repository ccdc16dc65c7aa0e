using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Kem.Match.Web.Mailing;

// The one file that knows System.Net.Mail. What it works around was seen against a real mail server.

public enum SmtpSecurity
{
    None,

    /// <summary>The connection is encrypted before anything is said; a server that cannot is not used.</summary>
    StartTls,
}

/// <summary>Where the mail server is and how to be let in.</summary>
public sealed record SmtpSettings(string Host, int Port, SmtpSecurity Security)
{
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>For one whole attempt, from connecting to the server's last answer.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>Hands mails to a mail server.</summary>
public sealed class SmtpTransport(SmtpSettings settings) : IMailTransport
{
    private static readonly CultureInfo Danish = CultureInfo.GetCultureInfo("da-DK");

    public async Task<Delivery> SendAsync(PreparedMail mail, CancellationToken cancellationToken)
    {
        using var message = mail.ToMessage();
        using var client = NewClient();
        var startedAt = Stopwatch.GetTimestamp();

        try
        {
            // While it waits for the answer after the last dot, SmtpClient hears its time-out but not the token.
            await client.SendMailAsync(message, cancellationToken);
            return Delivery.Accepted;
        }
        catch (OperationCanceledException)
        {
            return Delivery.Uncertain("Afbrudt, før mailserveren svarede.");
        }
        // A time-out looks like a server without STARTTLS; only the clock tells them apart, and timers may be a little early.
        catch (SmtpException) when (Stopwatch.GetElapsedTime(startedAt) >= settings.TimeLimit * 0.9)
        {
            return Delivery.Uncertain($"Mailserveren svarede ikke inden for tidsgrænsen ({settings.TimeLimit.TotalSeconds.ToString(Danish)} s).");
        }
        catch (SmtpException exception)
        {
            return Outcome(exception);
        }
    }

    private SmtpClient NewClient() => new(settings.Host, settings.Port)
    {
        EnableSsl = settings.Security == SmtpSecurity.StartTls,
        Credentials = settings.User is null ? null : new NetworkCredential(settings.User, settings.Password),
        Timeout = (int)settings.TimeLimit.TotalMilliseconds,
    };

    private static Delivery Outcome(SmtpException exception)
    {
        var code = (int)exception.StatusCode;
        var error = Describe(exception);

        return code switch
        {
            503 or 530 or 534 or 535 or 538 => Delivery.Configuration(error),
            >= 500 => Delivery.Permanent(error),
            >= 400 => Delivery.Temporary(error),

            // Without a code of the server's own, the exception inside tells how far we came.
            _ when Inside<AuthenticationException>(exception) => Delivery.Configuration(error),
            _ when exception.InnerException is SocketException => Delivery.Temporary(error),
            _ when exception.InnerException is null => Delivery.Configuration(error),
            _ => Delivery.Uncertain(error),
        };
    }

    private static bool Inside<TException>(Exception? exception) where TException : Exception =>
        exception is not null && (exception is TException || Inside<TException>(exception.InnerException));

    private static string Describe(Exception exception) =>
        MailText.OneLine(exception.InnerException is null ? exception.Message : $"{exception.Message} {Describe(exception.InnerException)}");
}

/// <summary>
/// Puts mails in a folder instead of sending them, one file for each. It is what a new installation does until
/// it has a mail server.
/// </summary>
public sealed class PickupTransport(string folder) : IMailTransport
{
    public async Task<Delivery> SendAsync(PreparedMail mail, CancellationToken cancellationToken)
    {
        try
        {
            var draft = Directory.CreateDirectory(Path.Combine(Path.GetFullPath(folder), $".draft-{Guid.NewGuid():N}"));

            using (var message = mail.ToMessage())
            using (var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = draft.FullName })
            {
                await client.SendMailAsync(message, cancellationToken);
            }

            // Named after its Message-ID, so that a second attempt replaces the first instead of standing beside it.
            draft.EnumerateFiles().Single().MoveTo(Path.Combine(folder, PickupFolder.FileName(mail.MessageId)), overwrite: true);
            draft.Delete(recursive: true);
            return Delivery.Accepted;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SmtpException)
        {
            return Delivery.Temporary(MailText.OneLine(exception.Message));
        }
    }
}

internal static class MailMessages
{
    /// <summary>
    /// One recipient for each message, because a refusal of one of two would come back as if both had failed.
    /// Base64 keeps æ, ø, å and long lines whole on every server on the way.
    /// </summary>
    public static MailMessage ToMessage(this PreparedMail mail)
    {
        var message = new MailMessage(Address(mail.From), Address(mail.To))
        {
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };

        if (mail.ReplyTo is not null)
        {
            message.ReplyToList.Add(Address(mail.ReplyTo));
        }

        // SmtpClient writes no Message-ID of its own.
        message.Headers.Add("Message-ID", mail.MessageId);

        foreach (var (name, value) in mail.Headers)
        {
            message.Headers.Add(name, value);
        }

        // The last part is the one a reader prefers, so the order matters.
        message.AlternateViews.Add(View(mail.Plain, new ContentType("text/plain; charset=utf-8")));
        message.AlternateViews.Add(View(mail.Html, new ContentType("text/html; charset=utf-8")));

        if (mail.Calendar is not null)
        {
            message.AlternateViews.Add(View(mail.Calendar, new ContentType($"text/calendar; charset=utf-8; method={mail.CalendarMethod}")));
        }

        if (mail.Attachment is { } file)
        {
            var attached = new Attachment(new MemoryStream(file.Bytes), file.FileName, file.MediaType) { TransferEncoding = TransferEncoding.Base64 };
            attached.ContentDisposition!.FileName = file.FileName;
            message.Attachments.Add(attached);
        }

        return message;
    }

    private static MailAddress Address(Recipient recipient) => new(recipient.Address, recipient.Name, Encoding.UTF8);

    private static AlternateView View(string content, ContentType type) =>
        new(new MemoryStream(Encoding.UTF8.GetBytes(content)), type) { TransferEncoding = TransferEncoding.Base64 };
}
