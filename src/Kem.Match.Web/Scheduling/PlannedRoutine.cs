using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Scheduling;

public enum RunsOn
{
    /// <summary>The first to take it runs it; the others pass it by until it is done.</summary>
    OneServer,

    /// <summary>All at once: what it works on is shared out row by row.</summary>
    EveryServer,
}

/// <summary>One line of the timetable.</summary>
/// <param name="Name">The routine's name in the code, so that it can be searched for.</param>
/// <param name="Cron">Its times as they stand in the timetable.</param>
/// <param name="On">Who may run it at the same time.</param>
/// <param name="NextAfter">The first of its times after a point in time; null when there is none.</param>
/// <param name="Resolve">Finds the routine itself.</param>
public sealed record PlannedRoutine(
    string Name, string Cron, RunsOn On, Func<DateTimeOffset, DateTimeOffset?> NextAfter, Func<IServiceProvider, IRoutine> Resolve)
{
    public static PlannedRoutine Of<TRoutine>(string cron, RunsOn on, Func<DateTimeOffset, DateTimeOffset?> nextAfter) where TRoutine : class, IRoutine =>
        new(typeof(TRoutine).Name, cron, on, nextAfter, services => services.GetRequiredService<TRoutine>());
}

/// <summary>The whole timetable.</summary>
public sealed class PlannedRoutines(IEnumerable<PlannedRoutine> routines)
{
    public IReadOnlyList<PlannedRoutine> All { get; } = [.. routines];

    public PlannedRoutine? Named(string name) => All.FirstOrDefault(routine => routine.Name == name);
}
