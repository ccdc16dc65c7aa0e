using Kem.Match.Web.Data;
using Kem.Match.Web.Features.Shared;
using Kem.Match.Web.Scheduling;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kem.Match.Web.Features.Administration;

/// <summary>What happens by the clock: when next, how it went last, and a way to start it, pause it and see what it did.</summary>
public sealed class TimetableController(KemDb db, TimetableReader timetable, PlannedRoutines routines, TimeProvider clock) : Controller
{
    private const string Address = "/administration/tidsplan";
    private const int RunsShown = 50;

    [HttpGet(Address)]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) =>
        IsAdministrator ? View("Timetable", await timetable.ReadAsync(cancellationToken)) : NotFound();

    [HttpGet(Address + "/{routine}")]
    public async Task<IActionResult> Details(string routine, CancellationToken cancellationToken)
    {
        if (!IsAdministrator || (await timetable.ReadAsync(cancellationToken)).FirstOrDefault(report => report.Plan.Name == routine) is not { } found) return NotFound();

        return View("Routine", new RoutinePage(found, await timetable.HistoryAsync(routine, RunsShown, cancellationToken)));
    }

    /// <summary>Starts the routine and does not wait for it; the page shows how it goes.</summary>
    [HttpPost(Address + "/{routine}/koersler")]
    public IActionResult Run(string routine, [FromServices] IServiceScopeFactory scopes, [FromServices] IHostApplicationLifetime program)
    {
        if (!IsAdministrator || routines.Named(routine) is not { } plan) return NotFound();

        var askedBy = Viewer.From(User).Name;
        _ = Task.Run(async () =>
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<RoutineRunner>().RunAsync(plan, askedBy, program.ApplicationStopping);
        });

        TempData.LeaveReceipt($"»{RoutineText.Name(routine)}« er sat i gang.", "Kører den allerede, gør den sig færdig. Genindlæs siden om lidt, så ser du, hvordan det gik.");
        return Redirect($"{Address}/{routine}");
    }

    [HttpPost(Address + "/{routine}/pause")]
    public Task<IActionResult> Pause(string routine, CancellationToken cancellationToken) =>
        ChangeAsync(routine, state => state.Pause(Viewer.From(User).Name, clock.GetUtcNow()), "er sat på pause. Den kører ikke igen, før nogen starter den.", cancellationToken);

    [HttpPost(Address + "/{routine}/genoptag")]
    public Task<IActionResult> Resume(string routine, CancellationToken cancellationToken) =>
        ChangeAsync(routine, state => state.Resume(clock.GetUtcNow()), "kører igen efter tidsplanen.", cancellationToken);

    private bool IsAdministrator => Viewer.From(User).IsAdministrator;

    private async Task<IActionResult> ChangeAsync(
        string routine, Action<Domain.Routines.RoutineState> change, string receipt, CancellationToken cancellationToken)
    {
        if (!IsAdministrator || routines.Named(routine) is null) return NotFound();

        var state = await db.Routines.SingleOrDefaultAsync(r => r.Name == routine, cancellationToken);

        if (state is null)
        {
            state = new Domain.Routines.RoutineState(routine);
            state.CountFrom(clock.GetUtcNow());
            db.Routines.Add(state);
        }

        change(state);
        await db.SaveChangesAsync(cancellationToken);

        TempData.LeaveReceipt($"»{RoutineText.Name(routine)}« {receipt}");
        return Redirect($"{Address}/{routine}");
    }
}

public sealed record RoutinePage(RoutineReport Report, IReadOnlyList<Domain.Routines.RoutineRun> Runs);
