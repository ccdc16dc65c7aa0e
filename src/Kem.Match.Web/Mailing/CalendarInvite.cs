using System.Globalization;

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
    public static string UidFor(Guid meetingId, string domain) => $"{meetingId:N}@{domain}";

    /// <summary>The invitation as a calendar file; <paramref name="writtenAt"/> dates this version of it.</summary>
    public string ToText(DateTimeOffset writtenAt)
    {
        if (End < Start) throw new InvalidOperationException($"The meeting {Uid} ends before it starts.");

        string[] lines =
        [
            .. CalendarLines.Head(MethodName),
            .. CalendarLines.TimeZone,
            "BEGIN:VEVENT",
            $"UID:{CalendarLines.Escape(Uid)}",
            $"SEQUENCE:{Sequence.ToString(CultureInfo.InvariantCulture)}",
            CalendarLines.Moment("DTSTAMP", writtenAt),
            CalendarLines.OnDanishClock("DTSTART", Start),
            CalendarLines.OnDanishClock("DTEND", End),
            .. CalendarLines.Text("SUMMARY", MailText.OneLine(Summary)),
            .. CalendarLines.Text("LOCATION", MailText.OneLine(Location)),
            .. CalendarLines.Text("DESCRIPTION", MailText.Lines(Description)),
            $"ORGANIZER{CommonName(Organizer)}:mailto:{Organizer.Address}",
            // A published meeting invites nobody (RFC 5546, 3.2.1).
            .. Method == CalendarMethod.Publish ? [] : Attendees.Select(Attendee),
            $"STATUS:{(Method == CalendarMethod.Cancel ? "CANCELLED" : "CONFIRMED")}",
            "END:VEVENT",
            "END:VCALENDAR",
        ];

        return CalendarLines.Join(lines);
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
}
