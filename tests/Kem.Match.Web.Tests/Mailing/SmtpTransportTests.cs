using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Tests.Mailing;

/// <summary>What the transport makes of a real mail server and its faults.</summary>
public class SmtpTransportTests
{
    private static readonly Recipient Sender = Recipient.Create("KEM Match i Hillerød", "kem@hilleroed.example");

    [Fact]
    public async Task An_accepted_mail_arrives_with_our_own_message_id_and_both_forms()
    {
        await using var sink = await SmtpSink.StartAsync();
        var mail = Prepared(new ProposalLetter(ProposalLetter.Amina));

        Assert.Equal(Delivery.AcceptedWith("250 2.0.0 accepted"), await Transport(sink.Port).SendAsync(mail, default));

        var accepted = Assert.Single(sink.Accepted);
        Assert.Equal(mail.MessageId, accepted.MessageId);
        Assert.Equal(["amina@kvindenetvaerket.example"], accepted.Recipients);

        var source = sink.Source(accepted);
        Assert.Contains("Auto-Submitted: auto-generated\r\n", source, StringComparison.Ordinal);
        Assert.Contains("Content-Type: multipart/alternative", source, StringComparison.Ordinal);
        Assert.Contains("<birgit@hilleroed.example>", Header(source, "Reply-To"), StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes(mail.Plain))[..60], source, StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes(mail.Html))[..60], source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_down_is_tried_again()
    {
        var delivery = await Transport(UnusedPort()).SendAsync(Prepared(new ProposalLetter(ProposalLetter.Amina)), default);

        Assert.Equal(DeliveryKind.Unreachable, delivery.Kind);
        Assert.NotEmpty(delivery.Answer);
    }

    [Fact]
    public async Task A_server_whose_name_is_unknown_is_tried_again() =>
        Assert.Equal(DeliveryKind.Unreachable, (await new SmtpTransport(new SmtpSettings("findes-ikke.invalid", 25, SmtpSecurity.None))
            .SendAsync(Prepared(new ProposalLetter(ProposalLetter.Amina)), default)).Kind);

    [Theory]
    [InlineData("--rcpt-4xx", DeliveryKind.Temporary, "try again later")]
    [InlineData("--data-4xx", DeliveryKind.Temporary, "mailbox full")]
    [InlineData("--rcpt-5xx", DeliveryKind.Permanent, "no such user")]
    [InlineData("--data-5xx", DeliveryKind.Permanent, "content refused")]
    [InlineData("--drop", DeliveryKind.Uncertain, "")]
    public async Task A_fault_at_one_address_is_understood_and_the_next_mail_goes_through(string fault, DeliveryKind kind, string said)
    {
        await using var sink = await SmtpSink.StartAsync(fault, "^amina@");
        var transport = Transport(sink.Port);

        var delivery = await transport.SendAsync(Prepared(new ProposalLetter(ProposalLetter.Amina)), default);
        var next = await transport.SendAsync(Prepared(new ProposalLetter(ProposalLetter.Birgit)), default);

        Assert.Equal((kind, DeliveryKind.Accepted), (delivery.Kind, next.Kind));
        Assert.Contains(said, delivery.Answer, StringComparison.Ordinal);
        Assert.Equal(kind == DeliveryKind.Uncertain ? 2 : 1, sink.Accepted.Count);
    }

    [Theory]
    [InlineData(DeliveryKind.Uncertain, "--slow", ".")]
    [InlineData(DeliveryKind.Unreachable, "--silent")]
    [InlineData(DeliveryKind.Unreachable, "--drip")]
    public async Task A_server_that_does_not_answer_is_left_at_the_limit(DeliveryKind kind, params string[] fault)
    {
        await using var sink = await SmtpSink.StartAsync(fault);
        var transport = new SmtpTransport(Settings(sink.Port) with { TimeLimit = TimeSpan.FromSeconds(1) });
        var watch = Stopwatch.StartNew();

        var delivery = await transport.SendAsync(Prepared(new ProposalLetter(ProposalLetter.Amina)), default);

        Assert.Equal((kind, "Mailserveren svarede ikke inden for tidsgrænsen (1 s)."), (delivery.Kind, delivery.Answer));
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_stop_in_the_middle_leaves_the_outcome_open()
    {
        await using var sink = await SmtpSink.StartAsync("--slow", ".");
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        var delivery = await Transport(sink.Port).SendAsync(Prepared(new ProposalLetter(ProposalLetter.Amina)), stop.Token);

        Assert.Equal(DeliveryKind.Uncertain, delivery.Kind);
    }

    [Fact]
    public async Task A_line_that_dies_before_the_last_dot_is_not_uncertain()
    {
        await using var sink = await SmtpSink.StartAsync("--hang-up", "^amina@");

        Assert.Equal(DeliveryKind.Temporary, (await Transport(sink.Port).SendAsync(Prepared(new ProposalLetter(ProposalLetter.Amina)), default)).Kind);
        Assert.Empty(sink.Accepted);
    }

    [Fact]
    public async Task Many_mails_go_through_one_connection()
    {
        await using var sink = await SmtpSink.StartAsync();
        var transport = new SmtpTransport(Settings(sink.Port) with { MailsPerConnection = 3 });

        await SendAsync(transport, 5);
        await transport.RestAsync();
        await SendAsync(transport, 1);

        Assert.Equal([3, 2, 1], sink.Accepted.GroupBy(mail => mail.Session).Select(session => session.Count()));
    }

    [Fact]
    public async Task A_server_that_closes_in_the_middle_of_a_session_gets_the_next_mail_over_a_new_one()
    {
        await using var sink = await SmtpSink.StartAsync("--mails-per-session", "2");

        await SendAsync(Transport(sink.Port), 5);

        Assert.Equal([2, 2, 1], sink.Accepted.GroupBy(mail => mail.Session).Select(session => session.Count()));
    }

    [Fact]
    public async Task A_connection_that_the_server_has_forgotten_costs_nothing()
    {
        await using var sink = await SmtpSink.StartAsync("--idle-close", "0.5");
        var transport = Transport(sink.Port);

        await SendAsync(transport, 1);
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        await SendAsync(transport, 1);

        Assert.Equal(2, sink.Accepted.Count);
    }

    [Theory]
    [InlineData(false, null, DeliveryKind.Accepted)]
    [InlineData(true, null, DeliveryKind.Accepted)]
    [InlineData(false, "hemmelig-æ", DeliveryKind.Configuration)]
    [InlineData(true, "hemmelig-æ", DeliveryKind.Accepted)]
    public async Task Encryption_is_used_where_it_is_offered_and_the_password_never_goes_without(bool offered, string? password, DeliveryKind kind)
    {
        using var certificate = new CertificateFile();
        await using var sink = await SmtpSink.StartAsync(
            [.. offered ? ["--certificate", certificate.Path] : Array.Empty<string>(), .. password is null ? [] : new[] { "--password", password }]);
        var transport = new SmtpTransport(Settings(sink.Port) with
        {
            Security = SmtpSecurity.StartTlsIfOffered, User = password is null ? null : "kem", Password = password,
        });

        Assert.Equal(kind, (await transport.SendAsync(Prepared(new ProposalLetter(ProposalLetter.Amina)), default)).Kind);
        Assert.All(sink.Accepted, mail => Assert.Equal(offered, mail.Encrypted));
    }

    [Theory]
    [InlineData("hemmelig-æ", DeliveryKind.Accepted)]
    [InlineData("forkert", DeliveryKind.Configuration)]
    [InlineData(null, DeliveryKind.Configuration)]
    public async Task The_password_decides_who_is_let_in(string? password, DeliveryKind kind)
    {
        await using var sink = await SmtpSink.StartAsync("--password", "hemmelig-æ");
        var transport = new SmtpTransport(Settings(sink.Port) with { User = password is null ? null : "kem", Password = password });

        Assert.Equal(kind, (await transport.SendAsync(Prepared(new ProposalLetter(ProposalLetter.Amina)), default)).Kind);
    }

    [Fact]
    public async Task A_server_that_cannot_encrypt_is_not_used_when_encryption_is_asked_for()
    {
        await using var sink = await SmtpSink.StartAsync();
        var transport = new SmtpTransport(Settings(sink.Port) with { Security = SmtpSecurity.StartTls });

        Assert.Equal(DeliveryKind.Configuration, (await transport.SendAsync(Prepared(new ProposalLetter(ProposalLetter.Amina)), default)).Kind);
        Assert.Empty(sink.Accepted);
    }

    [Fact]
    public async Task A_certificate_nobody_vouches_for_is_not_trusted()
    {
        using var certificate = new CertificateFile();
        await using var sink = await SmtpSink.StartAsync("--certificate", certificate.Path);
        var transport = new SmtpTransport(Settings(sink.Port) with { Security = SmtpSecurity.StartTls });

        Assert.Equal(DeliveryKind.Configuration, (await transport.SendAsync(Prepared(new ProposalLetter(ProposalLetter.Amina)), default)).Kind);
        Assert.Empty(sink.Accepted);
    }

    [Theory]
    [InlineData("Amina\r\nBcc: carsten@anden.example")]
    [InlineData("Amina\nBcc: carsten@anden.example\n\nHej")]
    [InlineData("\u0085Bcc: carsten@anden.example")]
    [InlineData("\"Amina\" <carsten@anden.example>,")]
    [InlineData("Amina, formand; \"den\" <nye> \\ (fra i går)")]
    [InlineData("\r\n.\r\nQUIT\r\n")]
    [InlineData("=?utf-8?B?DQpCY2M6IGNhcnN0ZW5AYW5kZW4uZXhhbXBsZQ==?=")]
    public async Task What_people_typed_never_becomes_a_header_or_a_recipient(string typed)
    {
        await using var sink = await SmtpSink.StartAsync();
        var letter = new ProposalLetter(Recipient.Create(typed, "amina@kvindenetvaerket.example")) { SubjectLine = $"Møde med {typed}", Body = $"Hej\n.\n{typed}" };

        Assert.Equal(Delivery.AcceptedWith("250 2.0.0 accepted"), await Transport(sink.Port).SendAsync(Prepared(letter), default));

        var accepted = Assert.Single(sink.Accepted);
        Assert.Equal(["amina@kvindenetvaerket.example"], accepted.Recipients);
        Assert.Equal(
            ["MIME-Version", "From", "To", "Reply-To", "Date", "Subject", "Content-Type", "Message-ID", "Auto-Submitted"],
            HeaderNames(sink.Source(accepted)), OrderAside);
    }

    [Fact]
    public async Task A_mail_to_a_domain_in_danish_letters_goes_out_in_ascii()
    {
        await using var sink = await SmtpSink.StartAsync();
        var letter = new ProposalLetter(Recipient.Create("Amina", "amina@købmandsgården.example"));

        Assert.Equal(Delivery.AcceptedWith("250 2.0.0 accepted"), await Transport(sink.Port).SendAsync(Prepared(letter), default));
        Assert.Equal(["amina@xn--kbmandsgrden-0cb2x.example"], Assert.Single(sink.Accepted).Recipients);
    }

    [Fact]
    public async Task A_title_of_ten_thousand_letters_goes_out_short_and_on_short_lines()
    {
        await using var sink = await SmtpSink.StartAsync();
        var letter = new ProposalLetter(Recipient.Create(new string('Å', 10_000), "amina@forening.example")) { SubjectLine = new string('x', 10_000), Body = new string('y', 10_000) };

        Assert.Equal(DeliveryKind.Accepted, (await Transport(sink.Port).SendAsync(Prepared(letter), default)).Kind);

        var lines = sink.Source(Assert.Single(sink.Accepted)).Split("\r\n");
        Assert.InRange(lines.Max(line => line.Length), 60, 98);
        Assert.Equal(-1, Array.FindIndex(lines, line => line.StartsWith('.')));
    }

    [Fact]
    public async Task A_mail_comes_back_to_the_address_made_for_it()
    {
        await using var sink = await SmtpSink.StartAsync();

        await Transport(sink.Port).SendAsync(Prepared(new ProposalLetter(ProposalLetter.Amina)) with { ReturnPath = "retur+abc.def@kem.example" }, default);
        await Transport(sink.Port).SendAsync(Prepared(new ProposalLetter(ProposalLetter.Amina)), default);

        Assert.Equal(["retur+abc.def@kem.example", "kem@hilleroed.example"], sink.Accepted.Select(mail => mail.Sender));
        Assert.DoesNotContain("retur+", sink.Source(sink.Accepted[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_can_be_declined_carries_the_button_for_it()
    {
        const string Stop = "https://kem.example/f/0198c0de00007000800000000000000a.0123456789abcdef0123456789abcdef";
        await using var sink = await SmtpSink.StartAsync();
        var mail = PreparedMail.Of(OutgoingMail.From(new ProposalLetter(ProposalLetter.Amina), DateTimeOffset.UnixEpoch), Sender, "kem.example", ProposalLetter.Resolve, Stop);

        await Transport(sink.Port).SendAsync(mail, default);

        var source = sink.Source(Assert.Single(sink.Accepted));
        Assert.Equal($"List-Unsubscribe: <{Stop}>", Header(source, "List-Unsubscribe"));
        Assert.Equal("List-Unsubscribe-Post: List-Unsubscribe=One-Click", Header(source, "List-Unsubscribe-Post"));
        Assert.Contains($"Stop påmindelser:\n{Stop}\n", mail.Plain, StringComparison.Ordinal);
        Assert.Contains(Stop, mail.Html, StringComparison.Ordinal);
    }

    private static async Task SendAsync(SmtpTransport transport, int count)
    {
        for (var mail = 0; mail < count; mail++)
        {
            Assert.Equal(DeliveryKind.Accepted, (await transport.SendAsync(Prepared(new ProposalLetter(ProposalLetter.Amina)), default)).Kind);
        }
    }

    private static EqualityComparer<IEnumerable<string>> OrderAside { get; } = EqualityComparer<IEnumerable<string>>.Create(
        (a, b) => a!.Order(StringComparer.OrdinalIgnoreCase).SequenceEqual(b!.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase),
        _ => 0);

    private static PreparedMail Prepared(Letter letter) =>
        PreparedMail.Of(OutgoingMail.From(letter, DateTimeOffset.UnixEpoch), Sender, "kem.example", ProposalLetter.Resolve);

    private static SmtpSettings Settings(int port) => new("127.0.0.1", port, SmtpSecurity.None) { TimeLimit = TimeSpan.FromSeconds(10) };

    private static SmtpTransport Transport(int port) => new(Settings(port));

    private static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Header(string source, string name) => Head(source).Single(line => line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> HeaderNames(string source) => Head(source).Select(line => line.Split(':')[0]);

    private static string[] Head(string source) => source[..source.IndexOf("\r\n\r\n", StringComparison.Ordinal)]
        .Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal).Split("\r\n");

    /// <summary>A certificate that nobody vouches for.</summary>
    private sealed class CertificateFile : IDisposable
    {
        public CertificateFile()
        {
            using var key = RSA.Create(2048);
            var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            File.WriteAllText(Path, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
        }

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
