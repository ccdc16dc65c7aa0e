namespace Kem.Match.Web.Domain.Reminders;

/// <summary>The moments at which reminders leave: at the first hour of letters, on days when letters are sent.</summary>
public static class ReminderTimes
{
    /// <summary>On the day, or on the next day that letters are sent.</summary>
    public static DateTimeOffset OnOrAfter(this LetterHours hours, DateOnly day) => hours.Next(DanishTime.At(day, hours.From));

    /// <summary>On the day, or on the last day before it that letters are sent: what must be known in time.</summary>
    public static DateTimeOffset OnOrBefore(this LetterHours hours, DateOnly day)
    {
        while (!hours.IsOpenOn(day))
        {
            day = day.AddDays(-1);
        }

        return DanishTime.At(day, hours.From);
    }

    /// <summary>On the working day, or the next one: for those who are at work.</summary>
    public static DateTimeOffset OnWorkingDay(this LetterHours hours, DateOnly day) =>
        DanishTime.At(DanishHolidays.WorkingDayNear(day, DateOnly.MaxValue), hours.From);

    /// <summary>The last moment of a day.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => DanishTime.At(day.AddDays(1), TimeOnly.MinValue);
}
