using Kem.Match.Web.Data;
using Kem.Match.Web.Scheduling;
using Microsoft.AspNetCore.Mvc;

namespace Kem.Match.Web.Features.Administration;

/// <summary>What happens by the clock, and when next.</summary>
public sealed class TimetableController(ScheduledRoutines routines) : Controller
{
    [HttpGet("/administration/tidsplan")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) =>
        Viewer.From(User).IsAdministrator ? View("Timetable", await routines.ReadAsync(cancellationToken)) : NotFound();
}
