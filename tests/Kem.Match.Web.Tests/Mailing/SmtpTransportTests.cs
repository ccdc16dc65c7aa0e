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

        Assert.Equal(Delivery.Accepted, await Transport(sink.Port).SendAsync(mail, default));

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

        Assert.Equal(DeliveryKind.Temporary, delivery.Kind);
        Assert.NotEmpty(delivery.Error);
    }

    [Fact]
    public async Task A_server_whose_name_is_unknown_is_tried_again() =>
        Assert.Equal(DeliveryKind.Temporary, (await new SmtpTransport(new SmtpSettings("findes-ikke.invalid", 25, SmtpSecurity.None))
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
        Assert.Contains(said, delivery.Error, StringComparison.Ordinal);
        Assert.Equal(kind == DeliveryKind.Uncertain ? 2 : 1, sink.Accepted.Count);
    }

    [Theory]
    [InlineData("--slow", ".")]
    [InlineData("--silent")]
    public async Task A_server_that_does_not_answer_is_left_at_the_limit(params string[] fault)
    {
        await using var sink = await SmtpSink.StartAsync(fault);
        var transport = new SmtpTransport(Settings(sink.Port) with { TimeLimit = TimeSpan.FromSeconds(1) });
        var watch = Stopwatch.StartNew();

        var delivery = await transport.SendAsync(Prepared(new ProposalLetter(ProposalLetter.Amina)), default);

        Assert.Equal(Delivery.Uncertain("Mailserveren svarede ikke inden for tidsgrænsen (1 s)."), delivery);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_stop_in_the_middle_leaves_the_outcome_open()
    {
        await using var sink = await SmtpSink.StartAsync("--silent");
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        var delivery = await Transport(sink.Port).SendAsync(Prepared(new ProposalLetter(ProposalLetter.Amina)), stop.Token);

        Assert.Equal(DeliveryKind.Uncertain, delivery.Kind);
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
        var certificate = Path.GetTempFileName();

        try
        {
            await File.WriteAllTextAsync(certificate, SelfSigned());
            await using var sink = await SmtpSink.StartAsync("--certificate", certificate);
            var transport = new SmtpTransport(Settings(sink.Port) with { Security = SmtpSecurity.StartTls });

            Assert.Equal(DeliveryKind.Configuration, (await transport.SendAsync(Prepared(new ProposalLetter(ProposalLetter.Amina)), default)).Kind);
            Assert.Empty(sink.Accepted);
        }
        finally
        {
            File.Delete(certificate);
        }
    }

    [Theory]
    [InlineData("Amina\r\nBcc: carsten@anden.example")]
    [InlineData("Amina\nBcc: carsten@anden.example\n\nHej")]
    [InlineData("\u0085Bcc: carsten@anden.example")]
    [InlineData("\"Amina\" <carsten@anden.example>,")]
    [InlineData("=?utf-8?B?DQpCY2M6IGNhcnN0ZW5AYW5kZW4uZXhhbXBsZQ==?=")]
    public async Task What_people_typed_never_becomes_a_header_or_a_recipient(string typed)
    {
        await using var sink = await SmtpSink.StartAsync();
        var letter = new ProposalLetter(Recipient.Create(typed, "amina@kvindenetvaerket.example")) { SubjectLine = $"Møde med {typed}", Body = $"Hej\n.\n{typed}" };

        Assert.Equal(Delivery.Accepted, await Transport(sink.Port).SendAsync(Prepared(letter), default));

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

        Assert.Equal(Delivery.Accepted, await Transport(sink.Port).SendAsync(Prepared(letter), default));
        Assert.Equal(["amina@xn--kbmandsgrden-0cb2x.example"], Assert.Single(sink.Accepted).Recipients);
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

    private static string SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n";
    }

    private static string Header(string source, string name) => Head(source).Single(line => line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> HeaderNames(string source) => Head(source).Select(line => line.Split(':')[0]);

    private static string[] Head(string source) => source[..source.IndexOf("\r\n\r\n", StringComparison.Ordinal)]
        .Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal).Split("\r\n");
}
