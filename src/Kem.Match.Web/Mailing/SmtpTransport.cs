using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;

namespace Kem.Match.Web.Mailing;

/// <summary>Hands mails to a mail server, one recipient each, and keeps its connections open while there is more to send.</summary>
public sealed class SmtpTransport(SmtpSettings settings) : IMailTransport
{
    private static readonly CultureInfo Danish = CultureInfo.GetCultureInfo("da-DK");

    private readonly ConcurrentBag<SmtpConnection> idle = [];

    public async Task<Delivery> SendAsync(PreparedMail mail, CancellationToken cancellationToken)
    {
        var message = MimeMessage.Write(mail, DateTimeOffset.Now);
        var (from, to) = (mail.ReturnPath ?? MailAddresses.InAscii(mail.From.Address), MailAddresses.InAscii(mail.To.Address));

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(settings.TimeLimit);

        // A connection that lay idle may have been closed by the server. Nothing was sent then, so a new one is tried.
        return idle.TryTake(out var used) && await TryAsync(used, from, to, message, cancellationToken, limit.Token) is { IsStale: false } outcome
            ? outcome.Delivery
            : (await TryAsync(null, from, to, message, cancellationToken, limit.Token)).Delivery;
    }

    public async Task RestAsync()
    {
        while (idle.TryTake(out var connection))
        {
            await connection.CloseAsync();
        }
    }

    private async Task<Attempt> TryAsync(
        SmtpConnection? used, string from, string to, string message, CancellationToken stop, CancellationToken limit)
    {
        var connection = used;

        try
        {
            connection ??= await SmtpConnection.OpenAsync(settings, limit);
            var delivery = await connection.SendAsync(from, to, message, limit);
            await PutAsideAsync(connection);
            return new Attempt(delivery);
        }
        catch (SmtpRefusal refusal)
        {
            connection?.Dispose();
            return new Attempt(refusal.Outcome) { IsStale = used is not null };
        }
        catch (OperationCanceledException)
        {
            connection?.Dispose();
            return new Attempt(LostLine(connection, stop.IsCancellationRequested
                ? "Afbrudt, før mailserveren svarede."
                : $"Mailserveren svarede ikke inden for tidsgrænsen ({settings.TimeLimit.TotalSeconds.ToString(Danish)} s)."));
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            connection?.Dispose();
            return new Attempt(LostLine(connection, MailText.OneLine(exception.Message))) { IsStale = used is { DotIsSent: false } };
        }
    }

    private static Delivery LostLine(SmtpConnection? connection, string what) => connection switch
    {
        null => Delivery.Unreachable(what),
        { DotIsSent: true } => Delivery.Uncertain(what),
        _ => Delivery.Temporary(what),
    };

    private async Task PutAsideAsync(SmtpConnection connection)
    {
        if (connection.MailsSent < settings.MailsPerConnection)
        {
            idle.Add(connection);
        }
        else
        {
            await connection.CloseAsync();
        }
    }

    private sealed record Attempt(Delivery Delivery)
    {
        /// <summary>The connection had been idle and was of no use; the mail was not handed over.</summary>
        public bool IsStale { get; init; }
    }
}
