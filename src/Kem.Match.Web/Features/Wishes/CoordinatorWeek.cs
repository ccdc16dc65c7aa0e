using Kem.Match.Web.Data;
using Kem.Match.Web.Features.Home;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Features.Wishes;

/// <summary>What a coordinator would see on »I dag« at this moment, for the digest.</summary>
public sealed class CoordinatorWeek(IServiceScopeFactory scopes)
{
    /// <summary>Looked up in a scope of its own, as the person would see it when signed in.</summary>
    public async Task<DigestWeek> OfAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var user = await services.GetRequiredService<KemDb>().Users.AsNoTracking().SingleAsync(u => u.Id == userId, cancellationToken);
        var viewer = await services.GetRequiredService<IUserClaimsPrincipalFactory<KemUser>>().CreateAsync(user);
        var week = services.GetRequiredService<WeekAhead>();

        var tasks = await services.GetRequiredService<Today>().TasksForAsync(viewer, cancellationToken);
        var coming = await week.ComingAsync(viewer, cancellationToken);
        var news = await week.GoodNewsAsync(viewer, cancellationToken);

        return new DigestWeek(
            [.. tasks.Select(task => new DigestItem(task.Title, "", task.Url))],
            [.. coming.Select(one => new DigestItem(one.Title, DanishText.Capitalised($"{DanishText.WeekdayAndDay(one.Day)}{(one.Time is { } time ? $" {DanishText.Clock(time)}" : "")}"), one.Url))],
            [.. news.Select(one => new DigestItem(one.Text.TrimEnd('.'), "", one.Url))]);
    }
}
