namespace Kem.Match.Web.Domain.Routines;

/// <summary>One run of a routine, from its start to its end. A run without an end was cut off.</summary>
public sealed class RoutineRun(string routine, string server, string askedBy, DateTimeOffset startedAt)
{
    private const int LongestError = 500;

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public string Routine { get; private set; } = routine;

    /// <summary>The machine and process that ran it.</summary>
    public string Server { get; private set; } = server;

    /// <summary>Who asked for it; empty when it was the clock.</summary>
    public string AskedBy { get; private set; } = askedBy;

    public DateTimeOffset StartedAt { get; private set; } = startedAt;

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>What went wrong; empty when nothing did.</summary>
    public string Error { get; private set; } = "";

    public bool HasFailed => Error.Length > 0;

    public TimeSpan? Duration => EndedAt - StartedAt;

    public void End(DateTimeOffset at, string error = "") =>
        (EndedAt, Error) = (at, error.Length > LongestError ? error[..LongestError] : error);
}
