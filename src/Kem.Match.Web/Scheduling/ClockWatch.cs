using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kem.Match.Web.Scheduling;

/// <summary>
/// Notices when somebody sets the machine's clock. After a clock was put back, a routine would wait for the time it had already
/// reached, so all of them are planned anew; what was done is written down and is not done again.
/// </summary>
public sealed class ClockWatch(RoutineTriggers triggers, TimeProvider clock, ILogger<ClockWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Unnoticed = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var (before, mark) = (clock.GetUtcNow(), clock.GetTimestamp());
            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var jump = clock.GetUtcNow() - before - clock.GetElapsedTime(mark);

            if (jump.Duration() > Unnoticed)
            {
                logger.LogWarning("The clock of this machine was put {Direction} by {Jump:c}.", jump > TimeSpan.Zero ? "forward" : "back", jump.Duration());
                await triggers.PlanAnewAsync(stoppingToken);
            }
        }
    }
}
