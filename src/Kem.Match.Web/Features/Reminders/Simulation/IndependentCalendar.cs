namespace Kem.Match.Web.Features.Reminders.Simulation;

/// <summary>
/// The judge's own calendar. It shares nothing with the one that the service counts by: summer time by the rule of directive
/// 2000/84/EC, Easter by Meeus' algorithm (Astronomical Algorithms, chapter 8), months counted by hand.
/// </summary>
internal static class IndependentCalendar
{
    public const int FirstHour = 8;
    public const int LastHour = 20;

    /// <summary>What a Danish clock shows.</summary>
    public static DateTime Local(DateTimeOffset at) => at.UtcDateTime.AddHours(IsSummer(at.UtcDateTime) ? 2 : 1);

    /// <summary>The moment when a Danish clock shows this hour of the day; hours that the clock skips or repeats are not asked for.</summary>
    public static DateTimeOffset At(DateTime local)
    {
        var summer = new DateTimeOffset(DateTime.SpecifyKind(local.AddHours(-2), DateTimeKind.Utc));
        return IsSummer(summer.UtcDateTime) ? summer : summer.AddHours(1);
    }

    public static bool IsLetterTime(DateTime local) => IsLetterDay(DateOnly.FromDateTime(local)) && local.Hour is >= FirstHour and < LastHour;

    public static bool IsLetterDay(DateOnly day) => day.DayOfWeek != DayOfWeek.Sunday && !IsDayOff(day);

    /// <summary>The first moment from this on at which a letter may leave.</summary>
    public static DateTime NextLetterTime(DateTime local)
    {
        if (IsLetterTime(local)) return local;

        var day = DateOnly.FromDateTime(local);
        return Morning(local.Hour >= FirstHour || !IsLetterDay(day) ? LetterDayAfter(day) : day);
    }

    public static DateTime Morning(DateOnly day) => day.ToDateTime(new TimeOnly(FirstHour, 0));

    public static DateTime OnOrAfter(DateOnly day) => Morning(IsLetterDay(day) ? day : LetterDayAfter(day));

    public static DateTime OnOrBefore(DateOnly day)
    {
        while (!IsLetterDay(day))
        {
            day = day.AddDays(-1);
        }

        return Morning(day);
    }

    /// <summary>The working day itself or the next one; if that is too late, the last one before.</summary>
    public static DateOnly WorkingDayNear(DateOnly day, DateOnly latest)
    {
        var found = day;
        for (; !IsWorkingDay(found); found = found.AddDays(1));
        if (found <= latest) return found;

        for (found = latest; !IsWorkingDay(found); found = found.AddDays(-1));
        return found;
    }

    public static DateTime OnWorkingDay(DateOnly day) => Morning(WorkingDayNear(day, DateOnly.MaxValue));

    /// <summary>The same day of a later or earlier month, or its last day when it is shorter.</summary>
    public static DateOnly MonthsAfter(DateOnly day, int months)
    {
        var month = day.Year * 12 + day.Month - 1 + months;
        var (year, inYear) = (month / 12, month % 12 + 1);
        return new DateOnly(year, inYear, Math.Min(day.Day, DaysIn(year, inYear)));
    }

    private static int DaysIn(int year, int month) => month switch
    {
        2 => (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    private static bool IsSummer(DateTime utc) => utc >= LastSunday(utc.Year, 3).AddHours(1) && utc < LastSunday(utc.Year, 10).AddHours(1);

    private static DateTime LastSunday(int year, int month)
    {
        var day = new DateTime(year, month, 31);
        return day.AddDays(-(int)day.DayOfWeek);
    }

    private static DateOnly LetterDayAfter(DateOnly day)
    {
        do
        {
            day = day.AddDays(1);
        }
        while (!IsLetterDay(day));

        return day;
    }

    private static bool IsWorkingDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsDayOff(day);

    private static bool IsDayOff(DateOnly day)
    {
        var easter = Easter(day.Year);

        return (day.Month, day.Day) is (1, 1) or (6, 5) or (12, 24) or (12, 25) or (12, 26) or (12, 31)
            || (day.DayNumber - easter.DayNumber) is -3 or -2 or 0 or 1 or 39 or 49 or 50;
    }

    private static DateOnly Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
        var g = (b - f + 1) / 3;
        var h = (19 * a + b - d - g + 15) % 30;
        var (i, k) = (c / 4, c % 4);
        var l = (32 + 2 * e + 2 * i - h - k) % 7;
        var m = (a + 11 * h + 22 * l) / 451;
        var n = h + l - 7 * m + 114;
        return new DateOnly(year, n / 31, n % 31 + 1);
    }
}
