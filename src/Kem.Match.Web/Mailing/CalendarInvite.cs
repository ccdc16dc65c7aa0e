using System.Globalization;
using System.Text;

namespace Kem.Match.Web.Mailing;

/// <summary>What the receiver's calendar is asked to do.</summary>
public enum CalendarMethod
{
    /// <summary>Put the meeting in, or move it.</summary>
    Request,

    /// <summary>Take the meeting out.</summary>
    Cancel,

    /// <summary>Show it to whoever wants it; nobody is invited.</summary>
    Publish,
}

/// <summary>
/// A meeting as calendars exchange it (RFC 5545 and 5546). Start and end are what the clock on the wall in
/// Denmark shows. The Uid (see <see cref="UidFor"/>) stays the same for the meeting's whole life; the sequence
/// rises every time the meeting is moved or cancelled.
/// </summary>
public sealed record CalendarInvite(
    string Uid,
    int Sequence,
    CalendarMethod Method,
    DateTime Start,
    DateTime End,
    string Summary,
    Recipient Organizer,
    IReadOnlyList<Recipient> Attendees,
    string Location = "",
    string Description = "")
{
    private const string Zone = "Europe/Copenhagen";

    // The European Union's rule since 1996. A test compares it with the machine's own table of time zones.
    private static readonly string[] TimeZone =
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

    public static string UidFor(Guid meetingId, string domain) => $"{meetingId:N}@{domain}";

    /// <summary>The invitation as a calendar file; <paramref name="writtenAt"/> dates this version of it.</summary>
    public string ToText(DateTimeOffset writtenAt)
    {
        if (End < Start) throw new InvalidOperationException($"The meeting {Uid} ends before it starts.");

        string[] lines =
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//KEM Match//KEM Match//DA",
            $"METHOD:{MethodName}",
            .. TimeZone,
            "BEGIN:VEVENT",
            $"UID:{Escape(Uid)}",
            $"SEQUENCE:{Sequence.ToString(CultureInfo.InvariantCulture)}",
            $"DTSTAMP:{Stamp(writtenAt.UtcDateTime)}Z",
            $"DTSTART;TZID={Zone}:{Stamp(Start)}",
            $"DTEND;TZID={Zone}:{Stamp(End)}",
            $"SUMMARY:{Escape(MailText.OneLine(Summary))}",
            .. Optional("LOCATION", MailText.OneLine(Location)),
            .. Optional("DESCRIPTION", MailText.Lines(Description)),
            $"ORGANIZER{CommonName(Organizer)}:mailto:{Organizer.Address}",
            // A published meeting invites nobody (RFC 5546, 3.2.1).
            .. Method == CalendarMethod.Publish ? [] : Attendees.Select(Attendee),
            $"STATUS:{(Method == CalendarMethod.Cancel ? "CANCELLED" : "CONFIRMED")}",
            "END:VEVENT",
            "END:VCALENDAR",
        ];

        return string.Concat(lines.Select(line => Fold(line) + "\r\n"));
    }

    internal string MethodName => Method switch
    {
        CalendarMethod.Request => "REQUEST",
        CalendarMethod.Cancel => "CANCEL",
        CalendarMethod.Publish => "PUBLISH",
    };

    // The parties answer on our page, so calendars are not asked to send an answer of their own.
    private static string Attendee(Recipient attendee) =>
        $"ATTENDEE{CommonName(attendee)};ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:{attendee.Address}";

    // A parameter may hold anything but a double quote.
    private static string CommonName(Recipient person) =>
        person.Name.Length == 0 ? "" : $";CN=\"{person.Name.Replace('"', '\'')}\"";

    private static string[] Optional(string name, string value) => value.Length == 0 ? [] : [$"{name}:{Escape(value)}"];

    private static string Stamp(DateTime time) => time.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    private static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>A line holds at most 75 octets; the rest follows after a line break and a space.</summary>
    private static string Fold(string line)
    {
        var folded = new StringBuilder();
        var octets = 0;

        foreach (var letter in line.EnumerateRunes())
        {
            if (octets + letter.Utf8SequenceLength > 75)
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
