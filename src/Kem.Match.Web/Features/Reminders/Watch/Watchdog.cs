using System.Data.Common;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Reminders;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kem.Match.Web.Features.Reminders.Watch;

/// <summary>Where an alarm goes besides the page, and by which way; from the section <c>Watchdog</c> of the settings.</summary>
/// <param name="To">The administrator's address; null when nobody is written to.</param>
/// <param name="From">The address that the alarm comes from.</param>
/// <param name="Transport">A way out that is not the outbox's own; null when there is none.</param>
public sealed record WatchdogSettings(Recipient? To, Recipient From, IMailTransport? Transport);

/// <summary>
/// Looks every minute whether what should have happened did. It has its own clock, so that a scheduler that stands still is
/// noticed, and its own way out, so that a mail server that takes nothing is told of.
/// </summary>
public sealed class Watchdog(IServiceScopeFactory scopes, ILogger<Watchdog> logger) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between);

        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<AlarmDesk>().LookAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is DbException or DbUpdateException or InvalidOperationException)
            {
                logger.LogCritical("The watchdog cannot see: {Problem}", exception.Message);
            }
        }
    }
}

/// <summary>Raises an alarm for every trouble, tells the administrator once, and clears it when the trouble is over.</summary>
public sealed class AlarmDesk(KemDb db, Silence silence, WatchdogSettings settings, TimeProvider clock, ILogger<AlarmDesk> logger)
{
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var troubles = await silence.FindAsync(cancellationToken);
        var open = await db.ReminderAlarms.Where(a => a.OpenKey != null).ToListAsync(cancellationToken);

        foreach (var over in open.Where(alarm => troubles.All(trouble => trouble.Kind != alarm.Kind)))
        {
            over.Clear(clock.GetUtcNow());
        }

        foreach (var trouble in troubles)
        {
            if (open.Find(alarm => alarm.Kind == trouble.Kind) is { } known)
            {
                known.Say(trouble.Text);
            }
            else
            {
                logger.LogCritical("{Alarm}: {Text}", trouble.Kind, trouble.Text);
                db.ReminderAlarms.Add(new ReminderAlarm(trouble.Kind, trouble.Text, clock.GetUtcNow()));
            }
        }

        // Another server may have raised it first; then this one has nothing to tell.
        if (await db.SaveUnlessTakenAsync(cancellationToken) is null)
        {
            await TellAsync(cancellationToken);
        }
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        if (settings is not { To: { } to, Transport: { } transport }) return;

        foreach (var alarm in await db.ReminderAlarms.Where(a => a.OpenKey != null && a.ToldAt == null).ToListAsync(cancellationToken))
        {
            var delivery = await transport.SendAsync(LetterOf(alarm, to), cancellationToken);

            if (delivery.Kind != DeliveryKind.Accepted)
            {
                logger.LogCritical("The alarm {Alarm} could not be sent to the administrator: {Outcome}.", alarm.Kind, delivery.Kind);
                continue;
            }

            alarm.MarkTold(clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private PreparedMail LetterOf(ReminderAlarm alarm, Recipient to)
    {
        var (plain, html) = MailLayout.Render("Alarm fra KEM Match", $"{alarm.Text}\n\nSe mere på siden Påmindelser i programmet.", target => target);

        return new PreparedMail
        {
            MessageId = $"<alarm-{alarm.Id:N}@{settings.From.Address[(settings.From.Address.LastIndexOf('@') + 1)..]}>",
            From = settings.From,
            To = to,
            Subject = "Alarm: KEM Match skal ses efter",
            Plain = plain,
            Html = html,
        };
    }
}
