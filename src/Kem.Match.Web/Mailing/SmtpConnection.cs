using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Kem.Match.Web.Mailing;

/// <summary>
/// One conversation with a mail server (RFC 5321), over which several mails can go. It knows at every moment whether the
/// server can have taken the mail: only after the last dot is on its way.
/// </summary>
internal sealed class SmtpConnection : IDisposable
{
    // More than a well-meaning server ever says.
    private const int LongestLine = 2000;
    private const int MostLines = 100;

    private readonly byte[] buffer = new byte[4096];
    private readonly SmtpSettings settings;
    private readonly TcpClient client;
    private Stream stream;
    private int read;
    private int filled;

    private SmtpConnection(SmtpSettings settings, TcpClient client) =>
        (this.settings, this.client, stream) = (settings, client, client.GetStream());

    public int MailsSent { get; private set; }

    /// <summary>The final dot of the mail at hand has been sent, so the server may have taken it.</summary>
    public bool DotIsSent { get; private set; }

    /// <summary>Connects, encrypts and signs in; <see cref="SmtpRefusal"/> when the server will not have it.</summary>
    public static async Task<SmtpConnection> OpenAsync(SmtpSettings settings, CancellationToken cancellationToken)
    {
        var client = new TcpClient { NoDelay = true };

        try
        {
            await client.ConnectAsync(settings.Host, settings.Port, cancellationToken);
            var connection = new SmtpConnection(settings, client);
            await connection.GreetAsync(cancellationToken);
            return connection;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Hands over one mail. Afterwards the line is ready for the next, unless the server has hung up.</summary>
    public async Task<Delivery> SendAsync(string from, string to, string message, CancellationToken cancellationToken)
    {
        DotIsSent = false;

        // A sender that is refused is refused for every mail.
        var sender = await AskAsync($"MAIL FROM:<{from}>", cancellationToken);
        if (!sender.IsPositive) return await GiveUpAsync(sender, sender.IsTemporary ? Delivery.Temporary : Delivery.Configuration, cancellationToken);

        var receiver = await AskAsync($"RCPT TO:<{to}>", cancellationToken);
        if (!receiver.IsPositive) return await GiveUpAsync(receiver, Refused(receiver), cancellationToken);

        var ready = await AskAsync("DATA", cancellationToken);
        if (ready.Code != 354) return await GiveUpAsync(ready, Refused(ready), cancellationToken);

        await WriteAsync(message.Replace("\r\n.", "\r\n..", StringComparison.Ordinal), cancellationToken);
        DotIsSent = true;
        var answer = await AskAsync(".", cancellationToken);

        if (!answer.IsPositive) return Refused(answer)(answer.Words);

        MailsSent++;
        return Delivery.AcceptedWith(answer.Words);
    }

    /// <summary>Says goodbye, if there is still somebody to say it to.</summary>
    public async Task CloseAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));

        try
        {
            await AskAsync("QUIT", patience.Token);
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or SmtpRefusal)
        {
            // It has hung up first.
        }

        Dispose();
    }

    public void Dispose()
    {
        stream.Dispose();
        client.Dispose();
    }

    private static Func<string, Delivery> Refused(SmtpReply reply) => reply switch
    {
        { Code: 530 or 534 or 535 or 538 } => Delivery.Configuration,
        { IsTemporary: true } => Delivery.Temporary,
        { Code: >= 500 } => Delivery.Permanent,
        _ => Delivery.Temporary,
    };

    /// <summary>Clears the table for the next mail; a server that is closing (421) says no more.</summary>
    private async Task<Delivery> GiveUpAsync(SmtpReply reply, Func<string, Delivery> outcome, CancellationToken cancellationToken)
    {
        if (reply.Code == 421) throw new SmtpRefusal(Delivery.Temporary(reply.Words));

        await AskAsync("RSET", cancellationToken);
        return outcome(reply.Words);
    }

    private async Task GreetAsync(CancellationToken cancellationToken)
    {
        Demand(await ReplyAsync(cancellationToken), Delivery.Unreachable);
        var abilities = await IntroduceAsync(cancellationToken);

        if (settings.Security != SmtpSecurity.None && abilities.Offers("STARTTLS"))
        {
            Demand(await AskAsync("STARTTLS", cancellationToken), Delivery.Configuration);
            await EncryptAsync(cancellationToken);
            abilities = await IntroduceAsync(cancellationToken);
        }
        else if (settings.Security == SmtpSecurity.StartTls)
        {
            throw new SmtpRefusal(Delivery.Configuration("Mailserveren tilbyder ikke kryptering (STARTTLS), og indstillingerne kræver den."));
        }

        if (settings.User is not null)
        {
            await SignInAsync(abilities, cancellationToken);
        }
    }

    private async Task<SmtpReply> IntroduceAsync(CancellationToken cancellationToken)
    {
        var reply = await AskAsync($"EHLO {OwnName()}", cancellationToken);
        Demand(reply, Delivery.Unreachable);
        return reply;
    }

    // A machine without a full name says its address.
    private string OwnName() => MailAddresses.IsValid($"kem@{Environment.MachineName}")
        ? Environment.MachineName
        : client.Client.LocalEndPoint is System.Net.IPEndPoint { Address: var address } && address.AddressFamily == AddressFamily.InterNetwork ? $"[{address}]" : "localhost";

    private async Task EncryptAsync(CancellationToken cancellationToken)
    {
        // What came in the open before the encryption is not believed (STARTTLS injection).
        if (read < filled) throw new SmtpRefusal(Delivery.Configuration("Mailserveren sendte noget uden for krypteringen."));

        var encrypted = new SslStream(stream);
        stream = encrypted;

        try
        {
            await encrypted.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = settings.Host,
                    RemoteCertificateValidationCallback = (_, _, _, errors) => errors == SslPolicyErrors.None || settings.Security == SmtpSecurity.StartTlsIfOffered,
                },
                cancellationToken);
        }
        catch (AuthenticationException exception)
        {
            throw new SmtpRefusal(Delivery.Configuration(MailText.OneLine($"Mailserverens certifikat kan ikke bruges. {exception.Message}")));
        }
    }

    private async Task SignInAsync(SmtpReply abilities, CancellationToken cancellationToken)
    {
        if (settings.Security == SmtpSecurity.StartTlsIfOffered && stream is not SslStream)
        {
            throw new SmtpRefusal(Delivery.Configuration("Mailserveren tilbyder ikke kryptering, og adgangskoden sendes ikke uden."));
        }

        var ways = abilities.WaysIn.ToList();

        if (ways.Contains("PLAIN"))
        {
            Demand(await AskAsync($"AUTH PLAIN {Base64($"\0{settings.User}\0{settings.Password}")}", cancellationToken), Delivery.Configuration);
        }
        else if (ways.Contains("LOGIN"))
        {
            Demand(await AskAsync("AUTH LOGIN", cancellationToken), Delivery.Configuration, expected: 334);
            Demand(await AskAsync(Base64(settings.User!), cancellationToken), Delivery.Configuration, expected: 334);
            Demand(await AskAsync(Base64(settings.Password ?? ""), cancellationToken), Delivery.Configuration);
        }
        else
        {
            throw new SmtpRefusal(Delivery.Configuration("Mailserveren kan ikke tage imod brugernavn og adgangskode (AUTH PLAIN eller LOGIN)."));
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static void Demand(SmtpReply reply, Func<string, Delivery> otherwise, int? expected = null)
    {
        if (expected is { } code ? reply.Code == code : reply.IsPositive) return;

        throw new SmtpRefusal(reply.IsTemporary ? Delivery.Unreachable(reply.Words) : otherwise(reply.Words));
    }

    private async Task<SmtpReply> AskAsync(string command, CancellationToken cancellationToken)
    {
        await WriteAsync(command + "\r\n", cancellationToken);
        return await ReplyAsync(cancellationToken);
    }

    private async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    private async Task<SmtpReply> ReplyAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();

        while (lines.Count < MostLines)
        {
            var line = await LineAsync(cancellationToken);

            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), out var code)) throw new IOException("Svaret er ikke fra en mailserver.");

            lines.Add(line.Length > 4 ? line[4..] : "");

            if (line.Length == 3 || line[3] != '-') return new SmtpReply(code, lines);
        }

        throw new IOException("Mailserveren blev ved med at svare.");
    }

    private async Task<string> LineAsync(CancellationToken cancellationToken)
    {
        var line = new List<byte>();

        while (line.Count < LongestLine)
        {
            if (read == filled)
            {
                (read, filled) = (0, await stream.ReadAsync(buffer, cancellationToken));

                if (filled == 0) throw new IOException("Mailserveren lagde på.");
            }

            var octet = buffer[read++];

            if (octet == (byte)'\n') return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');

            line.Add(octet);
        }

        throw new IOException("Mailserverens svar er for langt.");
    }
}
