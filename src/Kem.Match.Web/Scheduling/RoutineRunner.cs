using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Routines;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kem.Match.Web.Scheduling;

public enum RunOutcome
{
    Done,
    Failed,
    Paused,

    /// <summary>Another server runs it now.</summary>
    Taken,
}

/// <summary>
/// Runs a routine once: takes its lease, so that only one server does, writes down how it went, and lets go. A server that dies
/// holds the lease until it runs out.
/// </summary>
public sealed class RoutineRunner(KemDb db, IServiceScopeFactory scopes, TimeProvider clock, ILogger<RoutineRunner> logger)
{
    /// <summary>How many runs of each routine are remembered.</summary>
    public const int MostRuns = 100;

    /// <summary>So long a dead server holds a routine. While it lives, it renews the lease.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private static readonly string Server = $"{Environment.MachineName}/{Environment.ProcessId}";

    /// <summary>Runs what should have run since it last did; for a program that was away.</summary>
    public async Task CatchUpAsync(PlannedRoutine routine, CancellationToken cancellationToken)
    {
        await KnowAsync(routine, cancellationToken);
        var last = await db.RoutineRuns.Where(r => r.Routine == routine.Name).MaxAsync(r => (DateTimeOffset?)r.StartedAt, cancellationToken);

        if (last is { } at && routine.NextAfter(at) < clock.GetUtcNow())
        {
            await RunAsync(routine, askedBy: "", cancellationToken);
        }
    }

    /// <param name="routine">What to run.</param>
    /// <param name="askedBy">Who asked for it; empty when it was the clock. What a person asks for runs although it is paused.</param>
    /// <param name="cancellationToken">Asks the routine to stop after its next step.</param>
    public async Task<RunOutcome> RunAsync(PlannedRoutine routine, string askedBy, CancellationToken cancellationToken)
    {
        await KnowAsync(routine, cancellationToken);
        if (askedBy.Length == 0 && await db.Routines.AnyAsync(r => r.Name == routine.Name && r.PausedAt != null, cancellationToken)) return RunOutcome.Paused;

        var run = new RoutineRun(routine.Name, Server, askedBy, clock.GetUtcNow());
        if (routine.On == RunsOn.OneServer && !await TakeAsync(run)) return RunOutcome.Taken;

        db.RoutineRuns.Add(run);
        await db.SaveChangesAsync(CancellationToken.None);

        var error = await TryAsync(routine, run, cancellationToken);
        run.End(clock.GetUtcNow(), error);
        await db.SaveChangesAsync(CancellationToken.None);
        await LetGoAsync(run);
        await TrimAsync(routine);
        return run.HasFailed ? RunOutcome.Failed : RunOutcome.Done;
    }

    /// <summary>What went wrong; empty when nothing did.</summary>
    private async Task<string> TryAsync(PlannedRoutine routine, RoutineRun run, CancellationToken cancellationToken)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var done = new CancellationTokenSource();
        var renewing = routine.On == RunsOn.OneServer ? RenewAsync(run, lost, done.Token) : Task.CompletedTask;

        try
        {
            // A scope of its own: what a routine leaves half-done when it fails is not saved with the account of it.
            await using var scope = scopes.CreateAsyncScope();
            await routine.Resolve(scope.ServiceProvider).RunAsync(lost.Token);
            return "";
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return "";
        }
        // The edge: the next routine, and this one at its next time, go on.
        catch (Exception exception)
        {
            logger.LogError(exception, "The routine {Routine} failed.", routine.Name);
            return $"{exception.GetType().Name}: {exception.Message}";
        }
        finally
        {
            await done.CancelAsync();
            await renewing;
        }
    }

    /// <summary>Keeps the lease while the routine is at work; a server that was asleep past it stops at its next step.</summary>
    private async Task RenewAsync(RoutineRun run, CancellationTokenSource lost, CancellationToken done)
    {
        await using var scope = scopes.CreateAsyncScope();
        var own = scope.ServiceProvider.GetRequiredService<KemDb>();

        try
        {
            while (true)
            {
                await Task.Delay(Lease / 4, clock, done);
                var (now, until) = (clock.GetUtcNow(), clock.GetUtcNow() + Lease);

                if (await own.Routines.Where(r => r.Name == run.Routine && r.LeaseOf == run.Id && r.LeaseUntil >= now)
                    .ExecuteUpdateAsync(set => set.SetProperty(r => r.LeaseUntil, until), done) == 0)
                {
                    logger.LogWarning("The routine {Routine} took longer than its lease; another server may have it now.", run.Routine);
                    await lost.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The routine has ended.
        }
    }

    private async Task<bool> TakeAsync(RoutineRun run)
    {
        var (now, until) = (clock.GetUtcNow(), clock.GetUtcNow() + Lease);

        return await db.Routines.Where(r => r.Name == run.Routine && (r.LeaseUntil == null || r.LeaseUntil < now))
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.LeaseOf, run.Id).SetProperty(r => r.LeaseUntil, until)) == 1;
    }

    private Task<int> LetGoAsync(RoutineRun run) => db.Routines.Where(r => r.Name == run.Routine && r.LeaseOf == run.Id)
        .ExecuteUpdateAsync(set => set.SetProperty(r => r.LeaseOf, (Guid?)null).SetProperty(r => r.LeaseUntil, (DateTimeOffset?)null));

    /// <summary>The row that all servers meet at; the first one makes it.</summary>
    private async Task KnowAsync(PlannedRoutine routine, CancellationToken cancellationToken)
    {
        if (await db.Routines.AnyAsync(r => r.Name == routine.Name, cancellationToken)) return;

        var state = new RoutineState(routine.Name);
        state.CountFrom(clock.GetUtcNow());
        db.Routines.Add(state);

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Another server was first.
            db.Entry(state).State = EntityState.Detached;
            if (!await db.Routines.AnyAsync(r => r.Name == routine.Name, cancellationToken)) throw;
        }
    }

    private async Task TrimAsync(PlannedRoutine routine)
    {
        var oldest = await db.RoutineRuns.Where(r => r.Routine == routine.Name).OrderByDescending(r => r.StartedAt)
            .Skip(MostRuns).Select(r => (DateTimeOffset?)r.StartedAt).FirstOrDefaultAsync();

        if (oldest is { } before)
        {
            await db.RoutineRuns.Where(r => r.Routine == routine.Name && r.StartedAt <= before).ExecuteDeleteAsync();
        }
    }
}
