using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Tests.Mailing;

namespace Kem.Match.Web.Tests.Calendar;

public class CalendarInviteTests
{
    private const string Python = "/usr/bin/python3";

    private static readonly DateTimeOffset WrittenAt = new(2027, 3, 1, 10, 0, 0, TimeSpan.FromHours(1));

    private static readonly Lazy<bool> Available = new(() => File.Exists(Python) && Run("import icalendar", "") is not null);

    [Fact]
    public void Every_line_ends_with_carriage_return_and_line_feed_and_holds_at_most_75_octets()
    {
        var text = Meetings.StatusMeeting().ToText(WrittenAt);

        Assert.EndsWith("END:VCALENDAR\r\n", text, StringComparison.Ordinal);
        Assert.Equal(text.Count(c => c == '\n'), text.Split("\r\n").Length - 1);
        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
    }

    [Theory]
    [InlineData("æ")]
    [InlineData("🎻")]
    [InlineData("ه")]
    public void A_fold_never_splits_a_letter(string letter)
    {
        for (var before = 0; before < 8; before++)
        {
            var summary = new string('a', before) + string.Concat(Enumerable.Repeat(letter, 200));
            var text = (Meetings.StatusMeeting() with { Summary = summary }).ToText(WrittenAt);

            Assert.Contains($"SUMMARY:{summary}\r\n", Unfold(text), StringComparison.Ordinal);
            Assert.All(text.Split("\r\n"), line => Assert.False(line.Length > 0 && (char.IsHighSurrogate(line[^1]) || char.IsLowSurrogate(line[0]))));
            Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        }
    }

    [Fact]
    public void Commas_semicolons_backslashes_and_line_breaks_are_escaped()
    {
        var text = Unfold(Meetings.StatusMeeting().ToText(WrittenAt));

        Assert.Contains("SUMMARY:Statusmøde: Fælles køkken\\, haven\\; og \\\\ mere\r\n", text, StringComparison.Ordinal);
        Assert.Contains("LOCATION:Kulturhuset\\, Ærøvej 3\\, 1. sal\r\n", text, StringComparison.Ordinal);
        Assert.Contains("DESCRIPTION:I skal tale om:\\n- Hvordan går det?\\n- Hvad", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_people_typed_never_becomes_a_line_of_its_own()
    {
        var invite = Meetings.StatusMeeting() with { Summary = "Møde\r\nATTENDEE:mailto:carsten@anden.example", Location = "Her\u2028X:1", Description = "Hej\r\nEND:VEVENT" };
        var lines = Unfold(invite.ToText(WrittenAt)).Split("\r\n");

        Assert.Equal(2, lines.Count(line => line.StartsWith("ATTENDEE", StringComparison.Ordinal)));
        Assert.Single(lines, line => line.StartsWith("END:VEVENT", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("X:", StringComparison.Ordinal));
    }

    [Fact]
    public void Times_are_danish_and_the_stamp_is_utc()
    {
        var text = Meetings.StatusMeeting().ToText(WrittenAt);

        Assert.Contains("DTSTART;TZID=Europe/Copenhagen:20270406T170000\r\n", text, StringComparison.Ordinal);
        Assert.Contains("DTEND;TZID=Europe/Copenhagen:20270406T183000\r\n", text, StringComparison.Ordinal);
        Assert.Contains("DTSTAMP:20270301T090000Z\r\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CalendarMethod.Request, "METHOD:REQUEST", "STATUS:CONFIRMED", 2)]
    [InlineData(CalendarMethod.Cancel, "METHOD:CANCEL", "STATUS:CANCELLED", 2)]
    [InlineData(CalendarMethod.Publish, "METHOD:PUBLISH", "STATUS:CONFIRMED", 0)]
    public void The_method_decides_state_and_who_is_invited(CalendarMethod method, string methodLine, string statusLine, int attendees)
    {
        var lines = Unfold((Meetings.StatusMeeting() with { Method = method }).ToText(WrittenAt)).Split("\r\n");

        Assert.Contains(methodLine, lines);
        Assert.Contains(statusLine, lines);
        Assert.Contains("UID:0198c0de000070008000000000000007@kem.example", lines);
        Assert.Contains("SEQUENCE:2", lines);
        Assert.Equal(attendees, lines.Count(line => line.StartsWith("ATTENDEE", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_meeting_cannot_end_before_it_starts()
    {
        var invite = Meetings.StatusMeeting();

        Assert.Throws<InvalidOperationException>(() => (invite with { End = invite.Start.AddMinutes(-1) }).ToText(WrittenAt));
    }

    /// <summary>
    /// The rule we write is the European Union's. Should Denmark leave summer time, the machine's table changes and this turns red.
    /// </summary>
    [Fact]
    public void The_rule_for_summer_time_agrees_with_the_time_zone_table()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen");

        for (var year = 2026; year <= 2045; year++)
        {
            var (spring, autumn) = (LastSunday(year, 3), LastSunday(year, 10));

            Assert.Equal(TimeSpan.FromHours(1), zone.GetUtcOffset(spring.AddMinutes(119)));
            Assert.Equal(TimeSpan.FromHours(2), zone.GetUtcOffset(spring.AddHours(3)));
            Assert.Equal(TimeSpan.FromHours(2), zone.GetUtcOffset(autumn.AddMinutes(119)));
            Assert.Equal(TimeSpan.FromHours(1), zone.GetUtcOffset(autumn.AddHours(3)));
        }
    }

    [Theory]
    [InlineData("2027-03-27T18:00:00", "2027-03-27T17:00:00")]
    [InlineData("2027-03-28T01:59:00", "2027-03-28T00:59:00")]
    [InlineData("2027-03-28T03:00:00", "2027-03-28T01:00:00")]
    [InlineData("2027-03-28T18:00:00", "2027-03-28T16:00:00")]
    [InlineData("2027-10-30T18:00:00", "2027-10-30T16:00:00")]
    [InlineData("2027-10-31T01:59:00", "2027-10-30T23:59:00")]
    [InlineData("2027-10-31T03:00:00", "2027-10-31T02:00:00")]
    [InlineData("2027-10-31T18:00:00", "2027-10-31T17:00:00")]
    public void Another_program_reads_the_same_moment_on_both_sides_of_summer_time(string danish, string utc)
    {
        SkipWithoutReader();

        var start = DateTime.Parse(danish, CultureInfo.InvariantCulture);
        var read = Read(Meetings.StatusMeeting() with { Start = start, End = start.AddHours(1) });

        Assert.Equal(utc, read.GetProperty("start").GetString());
    }

    [Fact]
    public void Another_program_reads_what_we_wrote()
    {
        SkipWithoutReader();

        var invite = Meetings.StatusMeeting();
        var read = Read(invite);

        Assert.Equal("REQUEST", read.GetProperty("method").GetString());
        Assert.Equal(invite.Uid, read.GetProperty("uid").GetString());
        Assert.Equal(2, read.GetProperty("sequence").GetInt32());
        Assert.Equal(invite.Summary, read.GetProperty("summary").GetString());
        Assert.Equal(invite.Location, read.GetProperty("location").GetString());
        Assert.Equal(invite.Description, read.GetProperty("description").GetString());
        Assert.Equal("mailto:birgit@hilleroed.example", read.GetProperty("organizer").GetString());
        Assert.Equal(
            ["Amina Østergård mailto:amina@kvindenetvaerket.example", "Foreningen 'Åben Dør'; Hillerød mailto:hej@aabendoer.example"],
            read.GetProperty("attendees").EnumerateArray().Select(attendee => attendee.GetString()!));
    }

    private static void SkipWithoutReader() =>
        Assert.SkipUnless(Available.Value, "Needs Debian's python3-icalendar: apt-get install python3-icalendar");

    /// <summary>Reads the calendar with python3-icalendar; the times through the zone that the file itself describes.</summary>
    private static JsonElement Read(CalendarInvite invite)
    {
        const string Script =
            """
            import datetime, json, sys
            import icalendar

            calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
            zone = next(c for c in calendar.walk("VTIMEZONE")).to_tz()
            event = next(c for c in calendar.walk("VEVENT"))
            wall = event.decoded("dtstart").replace(tzinfo=None)
            json.dump({
                "method": calendar["method"],
                "uid": event["uid"],
                "sequence": event["sequence"],
                "summary": event["summary"],
                "location": event["location"],
                "description": event["description"],
                "organizer": event["organizer"],
                "attendees": [a.params["CN"] + " " + a for a in event["attendee"]],
                "start": zone.localize(wall).astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S"),
            }, sys.stdout)
            """;

        return JsonDocument.Parse(Run(Script, invite.ToText(WrittenAt))!).RootElement;
    }

    private static string? Run(string script, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        })!;

        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : null;
    }

    private static DateTime LastSunday(int year, int month)
    {
        var last = new DateTime(year, month, 31);
        return last.AddDays(-(int)last.DayOfWeek);
    }

    private static string Unfold(string text) => text.Replace("\r\n ", "", StringComparison.Ordinal);
}
