using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Mailing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Tests.Outbox;

public class OutboxSettingsTests
{
    [Fact]
    public void Without_a_mail_server_mails_go_to_a_folder() =>
        Assert.IsType<PickupTransport>(Transport([]));

    [Fact]
    public void With_a_mail_server_mails_go_there_encrypted()
    {
        var smtp = OutboxSettings.ReadSmtp(Configured([new("Smtp:Host", "mail.kem.example"), new("Smtp:User", "kem")]).GetSection("Smtp"));

        Assert.Equal(new SmtpSettings("mail.kem.example", 587, SmtpSecurity.StartTls) { User = "kem", TimeLimit = TimeSpan.FromSeconds(60) }, smtp);
        Assert.IsType<SmtpTransport>(Transport([new("Mail:Smtp:Host", "mail.kem.example"), new("Mail:From", "kem@hilleroed.example")]));
    }

    [Fact]
    public void The_message_id_ends_with_the_senders_domain_unless_told_otherwise()
    {
        Assert.Equal("hilleroed.example", OutboxSettings.Read(Configured([new("From", "kem@hilleroed.example")])).MessageIdDomain);
        Assert.Equal("kem.example", OutboxSettings.Read(Configured([new("From", "kem@hilleroed.example"), new("MessageIdDomain", "kem.example")])).MessageIdDomain);
    }

    [Fact]
    public void A_mail_server_without_a_sender_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => Transport([new("Mail:Smtp:Host", "mail.kem.example")]));

    [Fact]
    public void A_lease_that_an_attempt_could_outlast_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => Transport(
            [new("Mail:Smtp:Host", "mail.kem.example"), new("Mail:From", "kem@hilleroed.example"), new("Mail:LeaseSeconds", "119")]));

    private static IConfiguration Configured(IEnumerable<KeyValuePair<string, string?>> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build();

    private static IMailTransport Transport(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var environment = WebApplication.CreateBuilder().Environment;
        return new ServiceCollection().AddOutbox(Configured(settings), environment).BuildServiceProvider().GetRequiredService<IMailTransport>();
    }
}
