using Kem.Match.Web.Features.Outbox.Returns;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Features.Wishes;
using Kem.Match.Web.Mailing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Features.Outbox;

/// <summary>Chooses the way out: a mail server when the settings name one, otherwise files in a folder.</summary>
public static class OutboxSetup
{
    public static IServiceCollection AddOutbox(this IServiceCollection services, IConfiguration configuration, IWebHostEnvironment environment)
    {
        var mail = configuration.GetSection("Mail");
        var settings = OutboxSettings.Read(mail);
        var folder = Path.Combine(environment.ContentRootPath, mail["PickupFolder"] ?? "App_Data/mails");

        services.AddSingleton(settings);
        services.AddSingleton(new PickupFolder(folder));
        services.AddSingleton(Transport(settings, OutboxSettings.ReadSmtp(mail.GetSection("Smtp")), folder));
        services.AddSingleton<MailPace>();
        services.AddSingleton<MailLinks>();
        services.AddSingleton(new LetterHours(
            configuration.GetValue("LetterHours:From", LetterHours.Usual.From),
            configuration.GetValue("LetterHours:Until", LetterHours.Usual.Until),
            configuration.GetValue("LetterHours:Saturdays", LetterHours.Usual.Saturdays)));
        services.AddScoped<PhoneReminders>();
        services.AddScoped<ReceiverWishes>();
        services.AddScoped<FirstMailNotice>();
        services.AddScoped<MailRelevance>();
        services.AddScoped<MailWriting>();
        services.AddScoped<MailStops>();
        services.AddScoped<MailReturns>();
        services.AddScoped<OutboxClaims>();
        return services;
    }

    private static IMailTransport Transport(OutboxSettings settings, SmtpSettings? smtp, string folder)
    {
        if (smtp is null) return new PickupTransport(folder);

        // A claim is renewed when half of it is gone; what is left must outlast one whole attempt.
        if (settings.Lease < 2 * smtp.TimeLimit)
        {
            throw new InvalidOperationException("Mail:LeaseSeconds must be at least twice Mail:Smtp:TimeLimitSeconds, or two workers may send the same mail.");
        }

        return new SmtpTransport(smtp);
    }
}
