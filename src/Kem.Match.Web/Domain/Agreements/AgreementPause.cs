namespace Kem.Match.Web.Domain.Agreements;

/// <summary>A time in which the cooperation rests (pause). It goes on by itself the day after.</summary>
public sealed class AgreementPause(DateOnly from, DateOnly until, string reason, string decidedBy, DateTimeOffset decidedAt)
{
    public int Id { get; private set; }
    public DateOnly From { get; private set; } = from;

    /// <summary>The last day of it.</summary>
    public DateOnly Until { get; private set; } = until;

    public string Reason { get; private set; } = reason;
    public string DecidedBy { get; private set; } = decidedBy;
    public DateTimeOffset DecidedAt { get; private set; } = decidedAt;

    /// <summary>Everybody has been told that it is over.</summary>
    public DateTimeOffset? ResumedAt { get; private set; }

    public bool Covers(DateOnly day) => day >= From && day <= Until;

    public bool Overlaps(DateOnly from, DateOnly until) => from <= Until && until >= From;

    /// <summary>How many of the days after the first and up to the last it takes.</summary>
    public int DaysBetween(DateOnly first, DateOnly last)
    {
        var from = From > first ? From : first.AddDays(1);
        var until = Until < last ? Until : last;
        return Math.Max(0, until.DayNumber - from.DayNumber + 1);
    }

    internal void EndBefore(DateOnly day) => Until = day.AddDays(-1);

    internal void MarkResumed(DateTimeOffset at) => ResumedAt = at;
}
