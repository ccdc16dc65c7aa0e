using System.Net;
using Kem.Match.Web.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Tests.Scheduling;

/// <summary>How the timetable is kept by several servers, and how it shows when it is not.</summary>
public sealed class RoutineRunnerTests : IDisposable
{
    private const string Timetable = "/administration/tidsplan";
    private const string Routine = Timetable + "/ReminderRounds";

    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_run_is_written_down_with_its_length()
    {
        Assert.Equal(RunOutcome.Done, await RunAsync(Planned("Stub", () => app.Clock.Now += TimeSpan.FromSeconds(7))));

        var run = await app.WithDb(db => db.RoutineRuns.SingleAsync());
        Assert.Equal(("Stub", "", TimeSpan.FromSeconds(7), false), (run.Routine, run.AskedBy, run.Duration, run.HasFailed));
    }

    [Fact]
    public async Task What_goes_wrong_is_told_and_the_next_run_happens_all_the_same()
    {
        Assert.Equal(RunOutcome.Failed, await RunAsync(Planned("Stub", () => throw new InvalidOperationException("intet virker"))));
        Assert.Equal(RunOutcome.Done, await RunAsync(Planned("Stub", () => { })));

        Assert.Equal(["", "InvalidOperationException: intet virker"], await app.WithDb(db => db.RoutineRuns.OrderByDescending(r => r.Id).Select(r => r.Error).ToListAsync()));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Of_many_servers_at_once_one_runs_it(string database)
    {
        using var site = new KemApp(database);
        await site.WithDb(db => db.Routines.CountAsync());
        var runs = 0;
        var begun = new TaskCompletionSource();
        var plan = Planned("Stub", async () =>
        {
            Interlocked.Increment(ref runs);
            await begun.Task;
        });

        var servers = Enumerable.Range(0, 8).Select(_ => Task.Run(() => RunAsync(plan, site))).ToList();
        await EventuallyAsync(() => Task.FromResult(servers.Count(server => server.IsCompleted) == servers.Count - 1));
        begun.SetResult();
        var outcomes = await Task.WhenAll(servers);

        Assert.Equal(1, runs);
        Assert.Equal(1, outcomes.Count(outcome => outcome == RunOutcome.Done));
        Assert.Equal(7, outcomes.Count(outcome => outcome == RunOutcome.Taken));
    }

    [Fact]
    public async Task What_a_dead_server_held_is_run_by_another_when_its_lease_is_over()
    {
        await RunAsync(Planned("Stub", () => { }));
        var until = app.Clock.Now + RoutineRunner.Lease;
        await app.WithDb(db => db.Routines.ExecuteUpdateAsync(set => set.SetProperty(r => r.LeaseOf, Guid.NewGuid()).SetProperty(r => r.LeaseUntil, until)));

        app.Clock.Now = until.AddSeconds(-1);
        Assert.Equal(RunOutcome.Taken, await RunAsync(Planned("Stub", () => { })));

        app.Clock.Now = until.AddSeconds(1);
        Assert.Equal(RunOutcome.Done, await RunAsync(Planned("Stub", () => { })));
    }

    [Fact]
    public async Task What_is_shared_out_row_by_row_runs_everywhere_at_once()
    {
        var inside = Planned("Stub", () => { }, RunsOn.EveryServer);
        var outer = Planned("Stub", async () => Assert.Equal(RunOutcome.Done, await RunAsync(inside)), RunsOn.EveryServer);

        Assert.Equal(RunOutcome.Done, await RunAsync(outer));
    }

    [Fact]
    public async Task Only_the_newest_runs_are_remembered()
    {
        for (var run = 0; run < RoutineRunner.MostRuns + 5; run++)
        {
            app.Clock.Now += TimeSpan.FromMinutes(1);
            await RunAsync(Planned("Stub", () => { }));
        }

        Assert.Equal(RoutineRunner.MostRuns, await app.WithDb(db => db.RoutineRuns.CountAsync()));
        Assert.Equal(app.Clock.Now, await app.WithDb(db => db.RoutineRuns.MaxAsync(r => r.StartedAt)));
    }

    [Fact]
    public async Task A_program_that_was_away_runs_what_it_missed_and_nothing_else()
    {
        var runs = 0;
        var hourly = Planned("Stub", () => runs++);
        await CatchUpAsync(hourly);
        Assert.Equal(0, runs);

        await RunAsync(hourly);
        app.Clock.Now += TimeSpan.FromMinutes(30);
        await CatchUpAsync(hourly);
        Assert.Equal(1, runs);

        app.Clock.Now += TimeSpan.FromHours(5);
        await CatchUpAsync(hourly);
        await CatchUpAsync(hourly);
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task A_routine_that_nobody_runs_turns_red_after_its_grace_and_the_watcher_is_told_no_more_than_that()
    {
        var lapses = app.Services.GetRequiredService<PlannedRoutines>().Named("ProposalLapses")!;
        await RunAsync(lapses);
        Assert.Equal((HttpStatusCode.OK, "ok"), await HealthAsync());

        // 9.00 on a Tuesday; the next run is 9.05.
        app.Clock.Now = KemApp.Morning.AddMinutes(14);
        Assert.Equal((HttpStatusCode.OK, "ok"), await HealthAsync());

        app.Clock.Now = KemApp.Morning.AddMinutes(16);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not ok"), await HealthAsync());
        Assert.Contains("Er ikke kørt", (await app.PageAsync(Person.Erik, Timetable)).QuerySelector("table")!.TextContent, StringComparison.Ordinal);

        await RunAsync(lapses);
        Assert.Equal((HttpStatusCode.OK, "ok"), await HealthAsync());
    }

    [Fact]
    public async Task A_pause_holds_the_clock_but_not_a_person()
    {
        var rounds = app.Services.GetRequiredService<PlannedRoutines>().Named("ReminderRounds")!;
        Assert.Equal(HttpStatusCode.NotFound, await app.PostWithTokenAsync(Person.Birgit, Routine + "/pause"));

        await app.SubmitAsync(Person.Erik, Routine, action: Routine + "/pause");
        app.Clock.Now += TimeSpan.FromDays(3);

        Assert.Equal(RunOutcome.Paused, await RunAsync(rounds));
        Assert.Equal((HttpStatusCode.OK, "ok"), await HealthAsync());
        Assert.Contains("sat på af Erik", (await app.PageAsync(Person.Erik, Routine)).Body!.TextContent, StringComparison.Ordinal);

        await app.SubmitAsync(Person.Erik, Routine, action: Routine + "/koersler");
        await EventuallyAsync(() => app.WithDb(db => db.RoutineRuns.AnyAsync(r => r.AskedBy == "Erik" && r.EndedAt != null)));

        // What should have run during the pause is not missed.
        await app.SubmitAsync(Person.Erik, Routine, action: Routine + "/genoptag");
        Assert.Equal((HttpStatusCode.OK, "ok"), await HealthAsync());
        Assert.Equal(RunOutcome.Done, await RunAsync(rounds));
    }

    [Fact]
    public async Task A_routine_that_does_not_exist_has_no_page()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await app.As(Person.Erik).GetAsync(new Uri(Timetable + "/FindesIkke", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await app.PostWithTokenAsync(Person.Erik, Timetable + "/FindesIkke/koersler"));
        Assert.Equal(HttpStatusCode.NotFound, (await app.As(Person.Birgit).GetAsync(new Uri(Routine, UriKind.Relative))).StatusCode);
    }

    [Theory]
    // 28 March 2027: 02:30 does not exist. 31 October 2027: it comes twice.
    [InlineData("2027-03-27T12:00Z", "2027-03-28T01:00Z")]
    [InlineData("2027-10-30T12:00Z", "2027-10-31T00:30Z")]
    public void The_days_when_the_clock_changes_have_one_run(string after, string at)
    {
        var nightly = new ServiceCollection().Run<Stub>("0 30 2 ? * *").BuildServiceProvider().GetRequiredService<PlannedRoutine>();
        var first = nightly.NextAfter(DateTimeOffset.Parse(after, System.Globalization.CultureInfo.InvariantCulture))!.Value;

        Assert.Equal(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture), first.ToUniversalTime());
        Assert.True(nightly.NextAfter(first) - first > TimeSpan.FromHours(22));
    }

    private Task<RunOutcome> RunAsync(PlannedRoutine plan) => RunAsync(plan, app);

    private static async Task<RunOutcome> RunAsync(PlannedRoutine plan, KemApp site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RoutineRunner>().RunAsync(plan, askedBy: "", default);
    }

    private async Task CatchUpAsync(PlannedRoutine plan)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RoutineRunner>().CatchUpAsync(plan, default);
    }

    private async Task<(HttpStatusCode, string)> HealthAsync()
    {
        var answer = await app.As(null).GetAsync(new Uri("/healthz", UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task EventuallyAsync(Func<Task<bool>> isSo)
    {
        for (var attempt = 0; attempt < 600 && !await isSo(); attempt++)
        {
            await Task.Delay(100);
        }

        Assert.True(await isSo());
    }

    private static PlannedRoutine Planned(string name, Action work, RunsOn on = RunsOn.OneServer) => Planned(name, () =>
    {
        work();
        return Task.CompletedTask;
    }, on);

    /// <summary>Every whole hour.</summary>
    private static PlannedRoutine Planned(string name, Func<Task> work, RunsOn on = RunsOn.OneServer) =>
        new(name, "", on, after => new DateTimeOffset(after.Ticks - (after.Ticks % TimeSpan.TicksPerHour), after.Offset).AddHours(1), _ => new Stub(work));

    private sealed class Stub(Func<Task>? work = null) : IRoutine
    {
        public Task RunAsync(CancellationToken cancellationToken) => work?.Invoke() ?? Task.CompletedTask;
    }
}
