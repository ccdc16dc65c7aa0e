using Kem.Match.Web.Domain.Reminders;

namespace Kem.Match.Web.Domain.Programmes;

/// <summary>The four phases of a programme (fase).</summary>
public enum ProgrammePhase
{
    Introduction,
    Development,
    Anchoring,
    FollowUp,
}

/// <summary>
/// The calendar of a programme: everything is counted from its first day, never from another date that was counted, so that
/// the 31st does not drift. How long the phases of the course itself are is our own choice; the source does not say.
/// </summary>
/// <param name="StartsOn">First day.</param>
/// <param name="Months">How long it lasts, 12 to 16 months.</param>
/// <param name="DaysOpen">How many days a round of health checks is open.</param>
public sealed record ProgrammePlan(DateOnly StartsOn, int Months, int DaysOpen)
{
    public const int FewestMonths = 12;
    public const int MostMonths = 16;
    public const int FewestDaysOpen = 21;
    public const int MostDaysOpen = 60;
    public const int UsualDaysOpen = 28;

    /// <summary>The meetings afterwards, in months after the end.</summary>
    public static IReadOnlyList<int> FollowUpMonths { get; } = [4, 8];

    private const int MonthsOfIntroduction = 3;
    private const int MonthsOfAnchoring = 4;

    /// <summary>The last day of the course; the follow-up comes after it.</summary>
    public DateOnly EndsOn => StartsOn.AddMonths(Months).AddDays(-1);

    /// <summary>The day in the middle between the first day and the day after the last.</summary>
    public DateOnly HalfTime => StartsOn.AddDays((StartsOn.AddMonths(Months).DayNumber - StartsOn.DayNumber) / 2);

    /// <summary>A round opens at the start, at half time and when the last month of anchoring begins: on that day, or the next one that letters are sent on.</summary>
    public DateOnly OpeningOf(CheckupRound round, LetterHours hours) => DanishTime.DayOf(hours.OnOrAfter(round switch
    {
        CheckupRound.Start => StartsOn,
        CheckupRound.Midway => HalfTime,
        _ => StartsOn.AddMonths(Months - 1),
    }));

    /// <summary>The days of the two meetings after the end, on working days.</summary>
    public IReadOnlyList<DateOnly> FollowUps => [.. FollowUpMonths.Select(months => DanishHolidays.WorkingDayNear(StartsOn.AddMonths(Months + months), DateOnly.MaxValue))];

    public DateOnly FirstDayOf(ProgrammePhase phase) => phase switch
    {
        ProgrammePhase.Introduction => StartsOn,
        ProgrammePhase.Development => StartsOn.AddMonths(MonthsOfIntroduction),
        ProgrammePhase.Anchoring => StartsOn.AddMonths(Months - MonthsOfAnchoring),
        _ => StartsOn.AddMonths(Months),
    };

    public DateOnly LastDayOf(ProgrammePhase phase) =>
        phase == ProgrammePhase.FollowUp ? FollowUps[^1] : FirstDayOf(phase + 1).AddDays(-1);

    /// <summary>The phase of a day; before the first day it is the introduction.</summary>
    public ProgrammePhase PhaseOn(DateOnly day) => Enum.GetValues<ProgrammePhase>().Where(phase => FirstDayOf(phase) <= day).DefaultIfEmpty().Max();
}
