namespace Kem.Match.Web.Domain;

/// <summary>The calendar the parties live by, wherever the server stands.</summary>
public static class DanishTime
{
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen");

    /// <summary>
    /// The first moment at which a time zone table disagrees with the rule in force since 1996 (directive 2000/84/EC): an hour
    /// ahead of UTC, and two from the last Sunday of March to the last Sunday of October, both at 01:00 UTC. Null when they agree.
    /// Our calendar files state the rule, so a machine that differs would show another hour than it sends.
    /// </summary>
    public static DateTimeOffset? FirstDifference(TimeZoneInfo zone, int year, int years) => Enumerable.Range(year, years)
        .SelectMany(n => new (DateTimeOffset At, int Hours)[]
        {
            (LastSunday(n, 3).AddSeconds(-1), 1), (LastSunday(n, 3), 2), (LastSunday(n, 10).AddSeconds(-1), 2), (LastSunday(n, 10), 1),
        })
        .Where(moment => zone.GetUtcOffset(moment.At) != TimeSpan.FromHours(moment.Hours))
        .Select(moment => (DateTimeOffset?)moment.At)
        .FirstOrDefault();

    private static DateTimeOffset LastSunday(int year, int month)
    {
        var last = new DateTimeOffset(year, month, 31, 1, 0, 0, TimeSpan.Zero);
        return last.AddDays(-(int)last.DayOfWeek);
    }

    public static DateOnly Today(this TimeProvider clock) => DayOf(clock.GetUtcNow());

    /// <summary>The Danish day on which a point in time falls.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(Local(at).DateTime);

    /// <summary>The same point in time as a Danish clock shows it.</summary>
    public static DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);

    /// <summary>
    /// The point in time when a Danish clock shows this. An hour that summer time skips becomes the hour after;
    /// an hour that comes twice means the first.
    /// </summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);

        if (Zone.IsInvalidTime(local))
        {
            local = local.AddHours(1);
        }

        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
