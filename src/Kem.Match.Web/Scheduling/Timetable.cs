using Kem.Match.Web.Domain;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Kem.Match.Web.Scheduling;

/// <summary>Everything that happens by the clock, in one place. Times are Danish.</summary>
public static class Timetable
{
    public static IServiceCollection AddTimetable(this IServiceCollection services) => services
        .AddQuartz()
        .AddQuartzHostedService(options => options.WaitForJobsToComplete = true);

    internal static IServiceCollection Run<TRoutine>(this IServiceCollection services, string cron)
        where TRoutine : class, IRoutine => services
        .AddScoped<TRoutine>()
        .AddQuartz(quartz => quartz.ScheduleJob<RoutineJob<TRoutine>>(
            trigger => trigger.WithIdentity(typeof(TRoutine).Name).WithCronSchedule(cron, c => c.InTimeZone(DanishTime.Zone)),
            job => job.WithIdentity(typeof(TRoutine).Name)));
}
