using Kem.Match.Web.Domain;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Kem.Match.Web.Scheduling;

/// <summary>The only file that knows which scheduler runs the routines; another one would be put in here.</summary>
public static class QuartzScheduler
{
    public static IServiceCollection AddScheduler(this IServiceCollection services) => services
        // Told to stop, a routine finishes the step it is at and ends; without this it would be cut off after half a minute.
        .AddQuartz(quartz => quartz.ConfigureScheduler(scheduler => scheduler.ShutdownJobInterruption = ShutdownJobInterruption.WhenWaitingForJobs))
        .AddQuartzHostedService(options => options.WaitForJobsToComplete = true)
        .AddScoped<ScheduledRoutines>();

    /// <param name="services">The services of the application.</param>
    /// <param name="cron">Second, minute, hour, day of month, month, day of week; Danish time.</param>
    public static IServiceCollection Run<TRoutine>(this IServiceCollection services, string cron)
        where TRoutine : class, IRoutine => services
        .AddScoped<TRoutine>()
        .AddQuartz(quartz => quartz.ScheduleJob<RoutineJob<TRoutine>>(
            trigger => trigger.WithIdentity(typeof(TRoutine).Name).WithCronSchedule(cron, c => c.InTimeZone(DanishTime.Zone)),
            job => job.WithIdentity(typeof(TRoutine).Name)));

    [DisallowConcurrentExecution]
    private sealed class RoutineJob<TRoutine>(TRoutine routine) : IJob where TRoutine : IRoutine
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
            await routine.RunAsync(cancellationToken);
    }
}

/// <summary>The routines as the scheduler has them now.</summary>
public sealed class ScheduledRoutines(ISchedulerFactory schedulers)
{
    /// <summary>All of them, the next to run first.</summary>
    public async Task<IReadOnlyList<ScheduledRoutine>> ReadAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var routines = new List<ScheduledRoutine>();

        foreach (var key in await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.AnyGroup(), cancellationToken))
        {
            if (await scheduler.GetTrigger(key, cancellationToken) is { } trigger)
            {
                routines.Add(new ScheduledRoutine(key.Name, (trigger as ICronTrigger)?.CronExpressionString ?? "", trigger.PreviousFireTimeUtc, trigger.NextFireTimeUtc));
            }
        }

        return [.. routines.OrderBy(routine => routine.NextAt).ThenBy(routine => routine.Name)];
    }
}

/// <param name="Name">The routine's name in the code, so that it can be searched for.</param>
/// <param name="Cron">The times as they stand in the timetable.</param>
/// <param name="LastAt">Null when it has not run since the program started.</param>
/// <param name="NextAt">Null when it will not run again.</param>
public sealed record ScheduledRoutine(string Name, string Cron, DateTimeOffset? LastAt, DateTimeOffset? NextAt);
