using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Mailing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Features.Reminders.Watch;

/// <summary>
/// The watchdog with its own way out: <c>Watchdog:To</c> and a mail server under <c>Watchdog:Smtp</c>, which should be another
/// one than the outbox uses. Without them the alarm stands on the page, in the log and at <c>/healthz</c>.
/// </summary>
public static class WatchSetup
{
    public static IServiceCollection AddWatchdog(this IServiceCollection services, IConfiguration configuration)
    {
        var watchdog = configuration.GetSection("Watchdog");
        var smtp = OutboxSettings.ReadSmtp(watchdog.GetSection("Smtp"));

        return services
            .AddSingleton(provider => new WatchdogSettings(
                ToOf(watchdog["To"]),
                provider.GetRequiredService<OutboxSettings>().Sender,
                smtp is null ? null : new SmtpTransport(smtp)))
            .AddScoped<ProgrammeWatch>()
            .AddScoped<Silence>()
            .AddScoped<AlarmDesk>()
            .AddHostedService<Watchdog>();
    }

    private static Recipient? ToOf(string? address) => address is not { Length: > 0 } ? null
        : MailAddresses.IsValid(address) ? Recipient.Create("", address)
        : throw new InvalidOperationException("Watchdog:To must be an e-mail address.");
}
