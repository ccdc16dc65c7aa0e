using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kem.Match.Web.Features.Reminders.Watch;

/// <summary>
/// Looks every minute whether what should have happened did. It has its own clock, so that a scheduler that stands still is
/// noticed, and its own way out, so that a mail server that takes nothing is told of.
/// </summary>
public sealed class Watchdog(IServiceScopeFactory scopes, ILogger<Watchdog> logger) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between);

        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<AlarmDesk>().LookAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is DbException or DbUpdateException or InvalidOperationException)
            {
                logger.LogCritical("The watchdog cannot see: {Problem}", exception.Message);
            }
        }
    }
}
