using Kem.Match.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Quartz;

namespace Kem.Match.Web.Features.Administration;

/// <summary>What happens by the clock, and when next.</summary>
public sealed class TimetableController(ISchedulerFactory schedulers) : Controller
{
    [HttpGet("/administration/tidsplan")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        if (!Viewer.From(User).IsAdministrator) return NotFound();

        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var routines = new List<RoutineRow>();

        foreach (var key in await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.AnyGroup(), cancellationToken))
        {
            if (await scheduler.GetTrigger(key, cancellationToken) is { } trigger)
            {
                routines.Add(new RoutineRow(key.Name, (trigger as ICronTrigger)?.CronExpressionString ?? "", trigger.PreviousFireTimeUtc, trigger.NextFireTimeUtc));
            }
        }

        return View("Timetable", routines.OrderBy(routine => routine.NextAt).ThenBy(routine => routine.Name).ToList());
    }
}

/// <param name="Name">The routine's name in the code, so that it can be searched for.</param>
/// <param name="Cron">The times as Quartz reads them.</param>
/// <param name="LastAt">Null when it has not run since the program started.</param>
/// <param name="NextAt">Null when it will not run again.</param>
public sealed record RoutineRow(string Name, string Cron, DateTimeOffset? LastAt, DateTimeOffset? NextAt);
