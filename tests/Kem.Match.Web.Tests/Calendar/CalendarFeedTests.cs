using System.Globalization;
using System.Text;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Tests.Calendar;

/// <summary>What two programs that are not ours read in a calendar that we wrote.</summary>
public class CalendarFeedTests
{
    private static readonly int[] Years = [2026, 2027, 2028, 2036];
    private static readonly int[] FarYears = [2039, 2052, 2066];

    private static readonly DateTimeOffset ChangedAt = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Readers { get; } = [CalendarReader.Icalendar, CalendarReader.IcalJs];

    private static readonly string[] AwkwardTitles =
    [
        "Fællesspisning, haven; og \\ alt det andet",
        "Æblefest på Ærø: »Å«",
        "Møde 🎻🎉👩‍👩‍👧 og 🇩🇰",
        "اجتماع متابعة, مع; النساء",
        "BEGIN:VEVENT",
        "\"Citat\" og 'citat'",
    ];

    [Theory]
    [MemberData(nameof(Readers))]
    public void Two_programs_read_meetings_days_and_what_is_called_off(string reader)
    {
        var read = CalendarReader.Read(reader, new CalendarFeed("Birgits møder æøå", [Meeting(), Meeting() with { Uid = "b@kem", Sequence = 4, IsCalledOff = true }, Day()]).ToText());

        Assert.Equal(("Birgits møder æøå", "PUBLISH"), (read.Name, read.Method));
        Assert.Equal(["dag@kem", "a@kem", "b@kem"], read.Entries.Select(entry => entry.Uid));
        Assert.Equal(["CONFIRMED", "CONFIRMED", "CANCELLED"], read.Entries.Select(entry => entry.Status));
        Assert.Equal([0, 2, 4], read.Entries.Select(entry => entry.Sequence));
        Assert.All(read.Entries, entry => Assert.Equal("2026-03-02T08:00:00", entry.Changed));
        Assert.Equal(("2026-06-01", "2026-06-02"), (read.Entries[0].Start, read.Entries[0].End));
        Assert.Equal(("2026-06-02T17:00:00", "2026-06-02T18:00:00"), (read.Entries[1].Start, read.Entries[1].End));
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void Two_programs_read_every_title_as_it_was_typed(string reader)
    {
        var feed = new CalendarFeed("KEM Match", [.. AwkwardTitles.Select((title, n) =>
            Meeting() with { Uid = $"{n}@kem", Summary = title, Location = title, Description = $"{title}\n{title}\n\n- {title}" })]);

        var read = CalendarReader.Read(reader, feed.ToText()).Entries;

        Assert.Equal(AwkwardTitles, read.Select(entry => entry.Summary));
        Assert.Equal(AwkwardTitles, read.Select(entry => entry.Location));
        Assert.Equal(AwkwardTitles.Select(title => $"{title}\n{title}\n\n- {title}"), read.Select(entry => entry.Description));
    }

    /// <summary>python3-icalendar takes the last two letters of an escaped backslash and an n for a line break.</summary>
    [Fact]
    public void A_backslash_before_an_n_is_no_line_break() =>
        Assert.Equal("\\n er ikke en ny linje", CalendarReader.Read(CalendarReader.IcalJs, Feed(Meeting() with { Summary = "\\n er ikke en ny linje" })).Entries.Single().Summary);

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_place_of_300_letters_is_folded_and_read_whole(string reader)
    {
        var place = string.Concat(Enumerable.Repeat("Ærøgade 🎻, ", 25))[..^2] + new string('å', 300);
        var text = Feed(Meeting() with { Location = place });

        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.Equal(place, CalendarReader.Read(reader, text).Entries.Single().Location);
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_line_break_in_a_title_becomes_a_space(string reader) =>
        Assert.Equal("Møde END:VEVENT X", CalendarReader.Read(reader, Feed(Meeting() with { Summary = "Møde\r\nEND:VEVENT\u2028X" })).Entries.Single().Summary);

    /// <summary>
    /// Both sides of both changes, this year and in forty: the file's own rule against the machine's table. What is further
    /// away than 2038 python3-icalendar does not work out from any rule.
    /// </summary>
    [Theory]
    [MemberData(nameof(Readers))]
    public void Two_programs_find_the_same_moment_around_summer_time_now_and_far_ahead(string reader)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen");
        var walls = (reader == CalendarReader.IcalJs ? [.. Years, .. FarYears] : Years).SelectMany(year => Around(LastSunday(year, 3)).Concat(Around(LastSunday(year, 10)))).Where(wall => !zone.IsAmbiguousTime(wall) && !zone.IsInvalidTime(wall)).ToList();

        var read = CalendarReader.Read(reader, new CalendarFeed("Sommertid", [.. walls.Select((wall, n) => Meeting() with { Uid = $"{n:000}@kem", Start = wall, End = wall.AddHours(1) })]).ToText());

        Assert.True(walls.Count >= 36, $"Only {walls.Count} moments.");
        Assert.Equal(
            walls.Select(wall => TimeZoneInfo.ConvertTimeToUtc(wall, zone).ToString("s", CultureInfo.InvariantCulture)),
            read.Entries.OrderBy(entry => entry.Uid, StringComparer.Ordinal).Select(entry => entry.Start));
    }

    [Fact]
    public void The_same_calendar_is_the_same_text_and_programs_are_asked_to_look_again()
    {
        var text = Feed(Meeting());

        Assert.Equal(text, Feed(Meeting()));
        Assert.Contains("\r\nREFRESH-INTERVAL;VALUE=DURATION:PT4H\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\nX-PUBLISHED-TTL:PT4H\r\n", text, StringComparison.Ordinal);
        Assert.Single(text.Split("BEGIN:VTIMEZONE")[1..]);
    }

    private static string Feed(CalendarEntry entry) => new CalendarFeed("KEM Match", [entry]).ToText();

    private static CalendarEntry Meeting() => new("a@kem", 2, ChangedAt, new(2026, 6, 2, 19, 0, 0), new(2026, 6, 2, 20, 0, 0), "Statusmøde");

    private static CalendarEntry Day() => CalendarEntry.WholeDay("dag@kem", 0, ChangedAt, new DateOnly(2026, 6, 1), "Opgave til Amina: Ring til skolen");

    private static DateTime[] Around(DateTime sunday) =>
        [sunday.AddDays(-1).AddHours(19), sunday.AddMinutes(119), sunday.AddHours(3), sunday.AddHours(19), sunday.AddDays(1).AddHours(19)];

    private static DateTime LastSunday(int year, int month)
    {
        var last = new DateTime(year, month, DateTime.DaysInMonth(year, month));
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
