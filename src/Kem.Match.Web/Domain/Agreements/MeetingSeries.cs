namespace Kem.Match.Web.Domain.Agreements;

/// <summary>How often the parties take stock.</summary>
/// <param name="Months">Months from the start between meetings; null when there are none, or only days of their own.</param>
/// <param name="Limit">At most so many, e.g. two in the follow-up of KEM: every four months, twice.</param>
/// <param name="OwnDays">Days that the parties chose themselves; they take the place of the months.</param>
public sealed record MeetingFrequency(int? Months, int? Limit = null, IReadOnlyList<DateOnly>? OwnDays = null);

/// <summary>A meeting that follows from the agreement.</summary>
/// <param name="Number">Its place in the series; it stays the same when the agreement is renewed.</param>
/// <param name="PlannedOn">The day that follows from the agreement.</param>
/// <param name="ProposedOn">The working day on which to meet.</param>
/// <param name="IsClosing">The last one, where the parties look back (afslutningssamtale).</param>
public sealed record SeriesMeeting(int Number, DateOnly PlannedOn, DateOnly ProposedOn, bool IsClosing);

/// <summary>
/// The status meetings of an agreement. The n-th falls n times the interval after the first day, counted from that day each
/// time. A day that would be the day after the last day is the closing meeting, and is planned for the last day itself:
/// twelve months with a meeting every four give three, after 4 and 8 months and on the last day. A meeting on the last day
/// is the closing one as well. Meetings are proposed on a working day nearby, and never after the last day.
/// </summary>
public static class MeetingSeries
{
    public static IEnumerable<SeriesMeeting> Of(DateOnly startsOn, DateOnly endsOn, MeetingFrequency frequency) =>
        Days(startsOn, endsOn, frequency)
            .Select((day, index) => new SeriesMeeting(index + 1, day, DanishHolidays.WorkingDayNear(day, endsOn), day == endsOn));

    private static IEnumerable<DateOnly> Days(DateOnly startsOn, DateOnly endsOn, MeetingFrequency frequency)
    {
        if (frequency.OwnDays is { Count: > 0 } own) return own.Where(day => day >= startsOn && day <= endsOn).Distinct().Order();

        return frequency.Months is { } months ? Regular(startsOn, endsOn, months).Take(frequency.Limit ?? int.MaxValue) : [];
    }

    private static IEnumerable<DateOnly> Regular(DateOnly startsOn, DateOnly endsOn, int months)
    {
        for (var n = 1; startsOn.AddMonths(n * months) is var day && day <= endsOn.AddDays(1); n++)
        {
            yield return day <= endsOn ? day : endsOn;
        }
    }
}
