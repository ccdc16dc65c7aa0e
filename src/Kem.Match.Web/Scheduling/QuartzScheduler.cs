using Kem.Match.Web.Domain;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Kem.Match.Web.Scheduling;

/// <summary>The only file that knows which scheduler runs the routines; another one would be put in here.</summary>
public static class QuartzScheduler
{
    private const string AfterStart = "AfterStart";

    public static IServiceCollection AddScheduler(this IServiceCollection services) => services
        // Told to stop, a routine finishes the step it is at and ends; without this it would be cut off after half a minute.
        .AddQuartz(quartz => quartz.ConfigureScheduler(scheduler => scheduler.ShutdownJobInterruption = ShutdownJobInterruption.WhenWaitingForJobs))
        .AddQuartzHostedService(options => options.WaitForJobsToComplete = true)
        .AddHostedService<ClockWatch>()
        .AddSingleton<PlannedRoutines>()
        .AddSingleton<RoutineTriggers>()
        .AddScoped<RoutineRunner>()
        .AddScoped<TimetableReader>();

    /// <param name="services">The services of the application.</param>
    /// <param name="cron">Second, minute, hour, day of month, month, day of week; Danish time.</param>
    /// <param name="on">Whether one server at a time may run it, or all of them.</param>
    public static IServiceCollection Run<TRoutine>(this IServiceCollection services, string cron, RunsOn on = RunsOn.OneServer)
        where TRoutine : class, IRoutine => services
        .AddScoped<TRoutine>()
        .AddSingleton(PlannedRoutine.Of<TRoutine>(cron, on, NextAfter(cron)))
        .AddQuartz(quartz => quartz
            .ScheduleJob<RoutineJob<TRoutine>>(
                trigger => trigger.WithIdentity(typeof(TRoutine).Name).WithCronSchedule(cron, c => c.InTimeZone(DanishTime.Zone)),
                job => job.WithIdentity(typeof(TRoutine).Name))
            // What should have run while the program was away runs when it comes back.
            .AddTrigger(trigger => trigger.ForJob(typeof(TRoutine).Name).WithIdentity(typeof(TRoutine).Name + AfterStart).StartNow().UsingJobData(AfterStart, true)));

    private static Func<DateTimeOffset, DateTimeOffset?> NextAfter(string cron) => new CronExpression(cron, DanishTime.Zone).GetNextValidTimeAfter;

    [DisallowConcurrentExecution]
    private sealed class RoutineJob<TRoutine>(RoutineRunner runner, PlannedRoutines routines) : IJob where TRoutine : IRoutine
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            var routine = routines.Named(typeof(TRoutine).Name)!;

            await (context.Trigger.JobDataMap.ContainsKey(AfterStart)
                ? runner.CatchUpAsync(routine, cancellationToken)
                : runner.RunAsync(routine, askedBy: "", cancellationToken));
        }
    }
}

/// <summary>The times at which the scheduler will start the routines next.</summary>
public sealed class RoutineTriggers(ISchedulerFactory schedulers, TimeProvider clock)
{
    /// <summary>Counts the next times from now on, when the clock has been put back.</summary>
    public async Task PlanAnewAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);

        foreach (var key in await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.AnyGroup(), cancellationToken))
        {
            if (await scheduler.GetTrigger(key, cancellationToken) is ICronTrigger trigger)
            {
                await scheduler.RescheduleJob(key, trigger.GetTriggerBuilder().StartAt(clock.GetUtcNow()).Build(), cancellationToken);
            }
        }
    }
}
