using Kem.Match.Web.Data;
using Kem.Match.Web.Features.Home;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Kem.Match.Web.Features;

/// <summary>Fills in the header and footer of a page for whoever is looking, and only when a page is shown.</summary>
public sealed class FrameFilter(PageFrame frame, KemDb db, Today today, DiskSpace disk, IWebHostEnvironment environment) : IAsyncResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        // What went wrong must not go wrong once more on the page that tells of it.
        if (context.Result is ViewResult && context.HttpContext.Features.Get<IExceptionHandlerFeature>() is null)
        {
            await FillAsync(context.HttpContext.User, context.HttpContext.RequestAborted);
        }

        await next();
    }

    private async Task FillAsync(System.Security.Claims.ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        frame.IsDevelopment = environment.IsDevelopment();
        if (user.Identity is not { IsAuthenticated: true }) return;

        var viewer = Viewer.From(user);
        var municipality = await db.Municipalities.AsNoTracking().SingleOrDefaultAsync(m => m.Code == viewer.MunicipalityCode, cancellationToken);

        frame.MunicipalityName = municipality?.OfficialName ?? "";
        frame.MunicipalityPhone = municipality?.Phone ?? "";
        frame.UserName = viewer.Name;
        frame.Initials = DanishText.Initials(viewer.Name);
        frame.Role = viewer.Role;
        frame.DiskLeft = viewer.Role == Roles.Administrator ? disk.LeftWhenShort : null;
        frame.WaitingCount = (await today.TasksForAsync(user, cancellationToken)).Count;
    }
}
