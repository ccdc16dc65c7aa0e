namespace Kem.Match.Web.Domain;

/// <summary>
/// When letters to volunteers may arrive (stilletid): on weekdays and Saturdays between two hours of the Danish day, never on a
/// Sunday or a holiday. What somebody has just asked for themselves, such as a receipt, need not wait.
/// </summary>
public sealed record LetterHours(TimeOnly From, TimeOnly Until, bool Saturdays)
{
    public static LetterHours Usual { get; } = new(new(8, 0), new(20, 0), Saturdays: true);

    /// <summary>The first moment, from this one on, at which a letter may leave.</summary>
    public DateTimeOffset Next(DateTimeOffset at)
    {
        var local = DanishTime.Local(at).DateTime;
        var (day, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));

        if (IsOpenOn(day) && time >= From && time < Until) return at;

        var next = IsOpenOn(day) && time < From ? day : day.AddDays(1);

        while (!IsOpenOn(next))
        {
            next = next.AddDays(1);
        }

        return DanishTime.At(next, From);
    }

    public bool IsOpenOn(DateOnly day) =>
        day.DayOfWeek != DayOfWeek.Sunday && (Saturdays || day.DayOfWeek != DayOfWeek.Saturday) && !DanishHolidays.IsHoliday(day);
}
