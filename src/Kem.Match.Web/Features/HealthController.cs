using System.Data.Common;
using Kem.Match.Web.Features.Reminders.Watch;
using Kem.Match.Web.Scheduling;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Kem.Match.Web.Features;

/// <summary>
/// For whoever watches the service from outside: it answers <c>ok</c>, or <c>not ok</c> with 503 when the store cannot be
/// reached, a routine is red, or something that should have been written or sent was not. What is wrong stands on the pages.
/// </summary>
[AllowAnonymous]
public sealed class HealthController(TimetableReader timetable, Silence silence) : Controller
{
    [HttpGet("/healthz")]
    public async Task<IActionResult> Show(CancellationToken cancellationToken) =>
        await IsWellAsync(cancellationToken) ? Content("ok") : new ContentResult { Content = "not ok", StatusCode = StatusCodes.Status503ServiceUnavailable };

    private async Task<bool> IsWellAsync(CancellationToken cancellationToken)
    {
        try
        {
            var routines = await timetable.ReadAsync(cancellationToken);

            return !routines.Any(routine => routine.IsRed)
                && (await silence.FindAsync(routines, cancellationToken)).All(trouble => trouble.Kind == Silence.Differences);
        }
        catch (DbException)
        {
            return false;
        }
    }
}
