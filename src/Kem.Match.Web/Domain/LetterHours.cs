namespace Kem.Match.Web.Domain;

/// <summary>
/// When letters may arrive (stilletid): between two hours of the Danish day, and unless somebody has said otherwise never on a
/// Sunday or a holiday. What somebody has just asked for themselves, such as a receipt, need not wait.
/// </summary>
public sealed record LetterHours(TimeOnly From, TimeOnly Until, bool Saturdays)
{
    public static LetterHours Usual { get; } = new(new(8, 0), new(20, 0), Saturdays: true);

    public bool Sundays { get; init; }

    public bool Holidays { get; init; }

    /// <summary>The same hours on every day there is: for what cannot wait until the day off is over.</summary>
    public LetterHours OnDaysOffToo() => this with { Saturdays = true, Sundays = true, Holidays = true };

    /// <summary>The first moment, from this one on, at which a letter may leave.</summary>
    public DateTimeOffset Next(DateTimeOffset at)
    {
        if (IsOpenAt(at)) return at;

        // The hour may be one that summer time skips on that day, so the moment itself is asked.
        for (var day = DanishTime.DayOf(at); ; day = day.AddDays(1))
        {
            if (DanishTime.At(day, From) is var opens && opens > at && IsOpenAt(opens)) return opens;
        }
    }

    public bool IsOpenAt(DateTimeOffset at)
    {
        var local = DanishTime.Local(at).DateTime;
        var time = TimeOnly.FromDateTime(local);

        return time >= From && time < Until && IsOpenOn(DateOnly.FromDateTime(local));
    }

    public bool IsOpenOn(DateOnly day) =>
        (Sundays || day.DayOfWeek != DayOfWeek.Sunday) && (Saturdays || day.DayOfWeek != DayOfWeek.Saturday) && (Holidays || !DanishHolidays.IsHoliday(day));
}
