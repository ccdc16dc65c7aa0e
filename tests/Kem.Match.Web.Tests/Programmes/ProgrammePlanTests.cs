using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Programmes;
using Kem.Match.Web.Features.Reminders.Watch;

namespace Kem.Match.Web.Tests.Programmes;

public class ProgrammePlanTests
{
    private static readonly LetterHours Hours = LetterHours.Usual;

    // 1 June 2026 plus 14 months is 1 August 2027: 426 days, so the middle is 213 days later.
    [Fact]
    public void A_programme_from_June_has_its_days_where_one_would_count_them()
    {
        var plan = new ProgrammePlan(new(2026, 6, 1), 14, 28);

        Assert.Equal((new DateOnly(2027, 7, 31), new DateOnly(2026, 12, 31)), (plan.EndsOn, plan.HalfTime));
        Assert.Equal([new DateOnly(2026, 6, 1), new DateOnly(2027, 1, 2), new DateOnly(2027, 7, 1)], Enum.GetValues<CheckupRound>().Select(round => plan.OpeningOf(round, Hours)));
        Assert.Equal([new DateOnly(2027, 12, 1), new DateOnly(2028, 4, 3)], plan.FollowUps);
        Assert.Equal(
            [new DateOnly(2026, 6, 1), new DateOnly(2026, 9, 1), new DateOnly(2027, 4, 1), new DateOnly(2027, 8, 1)], Enum.GetValues<ProgrammePhase>().Select(plan.FirstDayOf));
    }

    [Theory]
    [InlineData("2026-05-31", ProgrammePhase.Introduction)]
    [InlineData("2026-08-31", ProgrammePhase.Introduction)]
    [InlineData("2026-09-01", ProgrammePhase.Development)]
    [InlineData("2027-07-31", ProgrammePhase.Anchoring)]
    [InlineData("2027-08-01", ProgrammePhase.FollowUp)]
    public void Every_day_is_in_one_phase(string day, ProgrammePhase phase) =>
        Assert.Equal(phase, new ProgrammePlan(new(2026, 6, 1), 14, 28).PhaseOn(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>
    /// Every first day of eight years (two with a leap day, every 31st, both changes of the clock) with every length, against
    /// the plain rule counted here: months are looked up in the calendar, days are added one at a time.
    /// </summary>
    [Fact]
    public void Every_start_and_length_gives_days_from_the_anchor_on_days_when_letters_are_sent()
    {
        for (var start = new DateOnly(2024, 1, 1); start.Year < 2032; start = start.AddDays(1))
        {
            for (var months = ProgrammePlan.FewestMonths; months <= ProgrammePlan.MostMonths; months++)
            {
                var plan = new ProgrammePlan(start, months, 28);
                var middle = start;
                var after = InMonths(start, months);

                for (var last = after; middle < last.AddDays(-1); last = last.AddDays(-1))
                {
                    middle = middle.AddDays(1);
                }

                Assert.Equal(after.AddDays(-1), plan.EndsOn);
                Assert.Equal(LetterDay(start), plan.OpeningOf(CheckupRound.Start, Hours));
                Assert.Equal(LetterDay(middle), plan.OpeningOf(CheckupRound.Midway, Hours));
                Assert.Equal(LetterDay(InMonths(start, months - 1)), plan.OpeningOf(CheckupRound.End, Hours));
                Assert.Equal([Workday(InMonths(start, months + 4)), Workday(InMonths(start, months + 8))], plan.FollowUps);
            }
        }
    }

    [Fact]
    public void The_watchdog_reads_the_plan_back_as_it_was_meant()
    {
        var programme = Hillerød.Programme(startsOn: new(2026, 8, 31), months: 13);
        programme.MoveRound(CheckupRound.Midway, new(2027, 4, 6), new(2027, 5, 4), KemApp.Morning);

        var words = ProgrammeReading.Of(programme.PlanText)!;

        Assert.Equal((new DateOnly(2026, 8, 31), 13, 28), (words.StartsOn, words.Months, words.DaysOpen));
        Assert.Equal([2], words.Moved.Keys);
        Assert.Equal((new DateOnly(2027, 4, 6), new DateOnly(2027, 5, 4)), words.Moved[2]);
        Assert.Equal([4, 8], words.FollowUpMonths);
        Assert.Equal(new DateOnly(2027, 8, 31), words.OpeningOf(3));
    }

    [Fact]
    public void A_moved_round_gets_a_new_number_only_when_it_opens_on_another_day()
    {
        var programme = Hillerød.Programme();
        var round = programme.RoundOf(CheckupRound.End);

        programme.MoveRound(CheckupRound.End, round.OpensOn, round.ClosesOn.AddDays(7), KemApp.Morning);
        Assert.Equal(0, round.Sequence);

        programme.MoveRound(CheckupRound.End, round.OpensOn.AddDays(14), round.ClosesOn.AddDays(14), KemApp.Morning);
        Assert.Equal(1, round.Sequence);
        Assert.Throws<InvalidOperationException>(() => programme.MoveRound(CheckupRound.End, round.OpensOn, round.OpensOn.AddDays(-1), KemApp.Morning));
    }

    // The same day of the month so many months later, or the last day of a month that is too short.
    private static DateOnly InMonths(DateOnly day, int months)
    {
        var (year, month) = (day.Year + (day.Month - 1 + months) / 12, (day.Month - 1 + months) % 12 + 1);
        return new DateOnly(year, month, Math.Min(day.Day, DateTime.DaysInMonth(year, month)));
    }

    private static DateOnly LetterDay(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday || DanishHolidays.IsHoliday(day) ? LetterDay(day.AddDays(1)) : day;

    private static DateOnly Workday(DateOnly day) => DanishHolidays.IsWorkingDay(day) ? day : Workday(day.AddDays(1));
}
