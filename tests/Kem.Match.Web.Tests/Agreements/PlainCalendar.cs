namespace Kem.Match.Web.Tests.Agreements;

/// <summary>
/// A calendar of our own, from nothing but the rules of the Gregorian one, so that a test does not ask the code under test
/// (nor the library it uses) what is right. Days are numbered from 1 January of the year 1.
/// </summary>
internal static class PlainCalendar
{
    public static int Number(int year, int month, int day)
    {
        var days = 0;

        for (var y = 1; y < year; y++)
        {
            days += IsLeap(y) ? 366 : 365;
        }

        for (var m = 1; m < month; m++)
        {
            days += DaysIn(year, m);
        }

        return days + day;
    }

    public static bool IsLeap(int year) => year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);

    public static int DaysIn(int year, int month) => month == 2 ? (IsLeap(year) ? 29 : 28) : month is 4 or 6 or 9 or 11 ? 30 : 31;

    /// <summary>The same day of the month so many months on, or the last one of a month that is too short.</summary>
    public static (int Year, int Month, int Day) Later((int Year, int Month, int Day) from, int months)
    {
        var (year, month) = (from.Year, from.Month);

        for (var n = 0; n < months; n++)
        {
            (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1);
        }

        return (year, month, Math.Min(from.Day, DaysIn(year, month)));
    }

    public static int Number((int Year, int Month, int Day) day) => Number(day.Year, day.Month, day.Day);

    public static int Number(DateOnly day) => Number(day.Year, day.Month, day.Day);

    /// <summary>0 is Monday: 1 January of the year 1 was one.</summary>
    public static int Weekday(int number) => (number - 1) % 7;
}
