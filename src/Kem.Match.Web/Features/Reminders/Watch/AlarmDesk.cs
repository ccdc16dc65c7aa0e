using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Reminders;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Kem.Match.Web.Features.Reminders.Watch;

/// <summary>Raises an alarm for every trouble, tells the administrator once, and clears it when the trouble is over.</summary>
public sealed class AlarmDesk(KemDb db, TimetableReader timetable, Silence silence, WatchdogSettings settings, TimeProvider clock, ILogger<AlarmDesk> logger)
{
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var troubles = await silence.FindAsync(await timetable.ReadAsync(cancellationToken), cancellationToken);
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
