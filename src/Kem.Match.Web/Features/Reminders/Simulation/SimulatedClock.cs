namespace Kem.Match.Web.Features.Reminders.Simulation;

/// <summary>Stands still until it is told what time it is.</summary>
internal sealed class SimulatedClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
