using System.Globalization;
using System.Text;

namespace Kem.Match.Web.Mailing;

/// <summary>The lines that every calendar file is made of (RFC 5545).</summary>
internal static class CalendarLines
{
    private const int LongestLine = 75;
    private const string Zone = "Europe/Copenhagen";

    /// <summary>The European Union's rule since 1996. A test compares it with the machine's own table of time zones.</summary>
    public static IReadOnlyList<string> TimeZone { get; } =
    [
        "BEGIN:VTIMEZONE",
        $"TZID:{Zone}",
        "BEGIN:DAYLIGHT",
        "DTSTART:19810329T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:19961027T030000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "TZNAME:CET",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "END:STANDARD",
        "END:VTIMEZONE",
    ];

    public static IEnumerable<string> Head(string method) =>
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//KEM Match//KEM Match//DA", "CALSCALE:GREGORIAN", $"METHOD:{method}"];

    /// <summary>What the clock on the wall in Denmark shows.</summary>
    public static string OnDanishClock(string name, DateTime wall) => $"{name};TZID={Zone}:{Stamp(wall)}";

    public static string Day(string name, DateOnly day) => $"{name};VALUE=DATE:{day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}";

    public static string Moment(string name, DateTimeOffset at) => $"{name}:{Stamp(at.UtcDateTime)}Z";

    /// <summary>A line with text, or no line when there is nothing to say.</summary>
    public static IEnumerable<string> Text(string name, string value) => value.Length == 0 ? [] : [$"{name}:{Escape(value)}"];

    public static string Join(IEnumerable<string> lines) => string.Concat(lines.Select(line => Fold(line) + "\r\n"));

    public static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Stamp(DateTime time) => time.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    /// <summary>A line holds at most 75 octets; the rest follows after a line break and a space.</summary>
    private static string Fold(string line)
    {
        var folded = new StringBuilder();
        var octets = 0;

        foreach (var letter in line.EnumerateRunes())
        {
            if (octets + letter.Utf8SequenceLength > LongestLine)
            {
                folded.Append("\r\n ");
                octets = 1;
            }

            folded.Append(letter.ToString());
            octets += letter.Utf8SequenceLength;
        }

        return folded.ToString();
    }
}
