using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Routines;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Scheduling;

public enum RoutineStanding
{
    Fine,
    Running,
    Paused,

    /// <summary>The last run failed.</summary>
    Failed,

    /// <summary>It should have run, and nothing happened.</summary>
    Missed,
}

/// <param name="Plan">The line of the timetable.</param>
/// <param name="State">What the servers know of it together; null when it has never been seen.</param>
/// <param name="Last">The last run; null when there is none.</param>
/// <param name="NextAt">When it should run next; null when it is paused.</param>
/// <param name="Standing">How it is doing.</param>
public sealed record RoutineReport(PlannedRoutine Plan, RoutineState? State, RoutineRun? Last, DateTimeOffset? NextAt, RoutineStanding Standing)
{
    public bool IsRed => Standing is RoutineStanding.Failed or RoutineStanding.Missed;
}

/// <summary>How the timetable is kept, from what the servers have written down.</summary>
public sealed class TimetableReader(KemDb db, PlannedRoutines routines, TimeProvider clock)
{
    /// <summary>A routine is missed when this has passed after the time it should have begun.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    /// <summary>All routines, the next to run first.</summary>
    public async Task<IReadOnlyList<RoutineReport>> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var states = await db.Routines.AsNoTracking().ToDictionaryAsync(r => r.Name, cancellationToken);
        var reports = new List<RoutineReport>();

        foreach (var plan in routines.All)
        {
            var last = await RunsOf(plan.Name).FirstOrDefaultAsync(cancellationToken);
            reports.Add(Report(plan, states.GetValueOrDefault(plan.Name), last, now));
        }

        return [.. reports.OrderBy(report => report.NextAt ?? DateTimeOffset.MaxValue).ThenBy(report => report.Plan.Name, StringComparer.Ordinal)];
    }

    /// <summary>The newest runs of one routine.</summary>
    public async Task<IReadOnlyList<RoutineRun>> HistoryAsync(string name, int count, CancellationToken cancellationToken) =>
        await RunsOf(name).Take(count).ToListAsync(cancellationToken);

    private IQueryable<RoutineRun> RunsOf(string name) => db.RoutineRuns.AsNoTracking().Where(r => r.Routine == name).OrderByDescending(r => r.StartedAt);

    private static RoutineReport Report(PlannedRoutine plan, RoutineState? state, RoutineRun? last, DateTimeOffset now)
    {
        var next = state is { IsPaused: true } ? null : plan.NextAfter(now);
        var isRunning = last is { EndedAt: null } && (state?.LeaseUntil > now || plan.On == RunsOn.EveryServer);
        var shouldHaveRun = plan.NextAfter(Later(last?.StartedAt, state?.CountsFrom) ?? now);

        var standing = state switch
        {
            { IsPaused: true } => RoutineStanding.Paused,
            _ when isRunning && last!.StartedAt > now - TimeSpan.FromHours(1) => RoutineStanding.Running,
            _ when shouldHaveRun + Grace < now => RoutineStanding.Missed,
            _ when last is { HasFailed: true } => RoutineStanding.Failed,
            _ => RoutineStanding.Fine,
        };

        return new RoutineReport(plan, state, last, next, standing);
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;
}
