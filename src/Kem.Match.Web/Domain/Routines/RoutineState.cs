namespace Kem.Match.Web.Domain.Routines;

/// <summary>What all servers know together about one routine of the timetable: who runs it now, and whether it is paused.</summary>
public sealed class RoutineState(string name)
{
    public string Name { get; private set; } = name;

    /// <summary>The run that holds the routine; another may begin when <see cref="LeaseUntil"/> has passed.</summary>
    public Guid? LeaseOf { get; private set; }

    public DateTimeOffset? LeaseUntil { get; private set; }

    public DateTimeOffset? PausedAt { get; private set; }

    public string PausedBy { get; private set; } = "";

    /// <summary>When it was resumed or first seen; what should have run before is not missed.</summary>
    public DateTimeOffset CountsFrom { get; private set; }

    public bool IsPaused => PausedAt is not null;

    public void Pause(string by, DateTimeOffset at)
    {
        if (IsPaused) return;

        (PausedAt, PausedBy) = (at, by);
    }

    public void Resume(DateTimeOffset at)
    {
        if (!IsPaused) return;

        (PausedAt, PausedBy, CountsFrom) = (null, "", at);
    }

    public void CountFrom(DateTimeOffset at) => CountsFrom = at;
}
