namespace Kem.Match.Web.Domain;

/// <summary>The days on which nobody in Denmark is asked to a meeting (helligdage), for any year.</summary>
public static class DanishHolidays
{
    /// <summary>Store bededag was a holiday up to and with this year (lov nr. 214 af 7. marts 2023).</summary>
    private const int LastYearOfPrayerDay = 2023;

    // Days from Easter Sunday: Maundy Thursday, Good Friday, both days of Easter, Ascension, both days of Pentecost.
    private static readonly int[] FromEaster = [-3, -2, 0, 1, 39, 49, 50];
    private const int PrayerDayFromEaster = 26;

    // The eves of Christmas and New Year and Constitution Day are no holidays by law, but most people are off.
    private static readonly (int Month, int Day)[] EveryYear = [(1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31)];

    public static bool IsHoliday(DateOnly day)
    {
        var fromEaster = day.DayNumber - EasterSunday(day.Year).DayNumber;

        return EveryYear.Contains((day.Month, day.Day))
            || FromEaster.Contains(fromEaster)
            || (fromEaster == PrayerDayFromEaster && day.Year <= LastYearOfPrayerDay);
    }

    public static bool IsWorkingDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsHoliday(day);

    /// <summary>
    /// The working day on which to meet instead: the day itself, or else the first one after it; when that is later than
    /// <paramref name="latest"/>, the last one before.
    /// </summary>
    public static DateOnly WorkingDayNear(DateOnly day, DateOnly latest)
    {
        var after = day;

        while (!IsWorkingDay(after))
        {
            after = after.AddDays(1);
        }

        if (after <= latest) return after;

        var before = day < latest ? day : latest;

        while (!IsWorkingDay(before))
        {
            before = before.AddDays(-1);
        }

        return before;
    }

    /// <summary>The Gregorian Easter, by the rule that J.-M. Oudin published in 1940.</summary>
    public static DateOnly EasterSunday(int year)
    {
        var (golden, century) = (year % 19, year / 100);
        var correction = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
        var moon = correction - correction / 28 * (1 - 29 / (correction + 1) * ((21 - golden) / 11));
        var weekday = (year + year / 4 + moon + 2 - century + century / 4) % 7;
        var fromMarch = moon - weekday;
        var month = 3 + (fromMarch + 40) / 44;

        return new DateOnly(year, month, fromMarch + 28 - 31 * (month / 4));
    }
}
