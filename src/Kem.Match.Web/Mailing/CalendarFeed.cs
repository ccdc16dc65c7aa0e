using System.Globalization;

namespace Kem.Match.Web.Mailing;

/// <summary>
/// A whole calendar that somebody subscribes to (RFC 5545). Nothing in it depends on when it is fetched, so two copies of
/// the same calendar are equal to the last octet.
/// </summary>
public sealed record CalendarFeed(string Name, IReadOnlyList<CalendarEntry> Entries)
{
    // How often calendars are asked to look again: the word of RFC 7986, and the older one that Outlook knows.
    private const string LookAgainAfter = "PT4H";

    public string ToText() => CalendarLines.Join(
    [
        .. CalendarLines.Head("PUBLISH"),
        .. CalendarLines.Text("NAME", Name),
        .. CalendarLines.Text("X-WR-CALNAME", Name),
        "X-WR-TIMEZONE:Europe/Copenhagen",
        $"REFRESH-INTERVAL;VALUE=DURATION:{LookAgainAfter}",
        $"X-PUBLISHED-TTL:{LookAgainAfter}",
        .. CalendarLines.TimeZone,
        .. Entries.OrderBy(entry => entry.Start).ThenBy(entry => entry.Uid, StringComparer.Ordinal).SelectMany(Lines),
        "END:VCALENDAR",
    ]);

    private static IEnumerable<string> Lines(CalendarEntry entry) =>
    [
        "BEGIN:VEVENT",
        $"UID:{CalendarLines.Escape(entry.Uid)}",
        $"SEQUENCE:{entry.Sequence.ToString(CultureInfo.InvariantCulture)}",
        CalendarLines.Moment("DTSTAMP", entry.ChangedAt),
        CalendarLines.Moment("LAST-MODIFIED", entry.ChangedAt),
        .. When(entry),
        .. CalendarLines.Text("SUMMARY", MailText.OneLine(entry.Summary)),
        .. CalendarLines.Text("LOCATION", MailText.OneLine(entry.Location)),
        .. CalendarLines.Text("DESCRIPTION", MailText.Lines(entry.Description)),
        $"STATUS:{(entry.IsCalledOff ? "CANCELLED" : "CONFIRMED")}",
        "END:VEVENT",
    ];

    // A whole day has no hours, ends before the next day begins, and keeps nobody busy.
    private static IEnumerable<string> When(CalendarEntry entry) => entry.IsWholeDay
        ?
        [
            CalendarLines.Day("DTSTART", DateOnly.FromDateTime(entry.Start)),
            CalendarLines.Day("DTEND", DateOnly.FromDateTime(entry.Start).AddDays(1)),
            "TRANSP:TRANSPARENT",
        ]
        : [CalendarLines.OnDanishClock("DTSTART", entry.Start), CalendarLines.OnDanishClock("DTEND", entry.End)];
}

/// <summary>One meeting, or one day to remember, in a <see cref="CalendarFeed"/>. Times are those of a Danish clock.</summary>
public sealed record CalendarEntry(string Uid, int Sequence, DateTimeOffset ChangedAt, DateTime Start, DateTime End, string Summary)
{
    public string Location { get; init; } = "";
    public string Description { get; init; } = "";

    /// <summary>Stays in the calendar as called off, so that a copy of it disappears or is crossed out everywhere.</summary>
    public bool IsCalledOff { get; init; }

    public bool IsWholeDay => End == Start;

    public static CalendarEntry WholeDay(string uid, int sequence, DateTimeOffset changedAt, DateOnly day, string summary)
    {
        var start = day.ToDateTime(TimeOnly.MinValue);
        return new CalendarEntry(uid, sequence, changedAt, start, start, summary);
    }
}
