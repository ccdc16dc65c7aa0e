using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Agreements;

namespace Kem.Match.Web.Tests.Agreements;

public class MeetingSeriesTests
{
    [Fact]
    public void Twelve_months_with_a_meeting_every_four_give_three_and_the_last_looks_back()
    {
        var series = MeetingSeries.Of(new(2026, 3, 2), new(2027, 3, 1), new(4)).ToList();

        Assert.Equal([new(2026, 7, 2), new(2026, 11, 2), new(2027, 3, 1)], series.Select(meeting => meeting.PlannedOn));
        Assert.Equal([false, false, true], series.Select(meeting => meeting.IsClosing));
    }

    [Fact]
    public void Days_are_counted_from_the_start_so_that_the_31st_does_not_drift() =>
        Assert.Equal([new(2027, 2, 28), new(2027, 6, 30), new(2027, 10, 31)], Days(new(2026, 10, 31), new(2027, 12, 31), new(4)));

    [Fact]
    public void A_start_on_the_29th_of_february_keeps_its_day_where_there_is_one() =>
        Assert.Equal([new(2029, 2, 28), new(2030, 2, 28), new(2031, 2, 28), new(2032, 2, 29)], Days(new(2028, 2, 29), new(2032, 3, 1), new(12)));

    [Fact]
    public void The_follow_up_of_kem_is_every_four_months_twice() =>
        Assert.Equal([new(2026, 7, 2), new(2026, 11, 2)], Days(new(2026, 3, 2), new(2027, 7, 1), new(4, Limit: 2)));

    [Fact]
    public void Days_of_their_own_take_the_place_of_the_months() =>
        Assert.Equal([new(2026, 5, 6), new(2026, 9, 9)], Days(new(2026, 3, 2), new(2027, 3, 1), new(3, OwnDays: [new(2026, 9, 9), new(2026, 5, 6), new(2026, 5, 6), new(2028, 1, 1)])));

    [Fact]
    public void A_period_that_ends_between_two_meetings_has_no_closing_meeting_of_its_own() =>
        Assert.DoesNotContain(MeetingSeries.Of(new(2026, 8, 10), new(2027, 6, 25), new(3)), meeting => meeting.IsClosing);

    [Theory]
    [InlineData("2026-04-02", "2026-04-07")] // Maundy Thursday to the Tuesday after Easter
    [InlineData("2026-05-14", "2026-05-15")] // Ascension Day
    [InlineData("2026-05-24", "2026-05-26")] // Pentecost
    [InlineData("2026-06-05", "2026-06-08")] // Constitution Day, a Friday
    [InlineData("2026-12-24", "2026-12-28")] // Christmas and a weekend
    [InlineData("2027-04-23", "2027-04-23")] // what was store bededag until 2023
    [InlineData("2026-06-02", "2026-06-02")]
    public void Nobody_is_asked_to_meet_on_a_day_off(string planned, string proposed) =>
        Assert.Equal(DateOnly.Parse(proposed, null), DanishHolidays.WorkingDayNear(DateOnly.Parse(planned, null), new(2030, 1, 1)));

    [Fact]
    public void Store_bededag_was_a_holiday_until_2023()
    {
        Assert.True(DanishHolidays.IsHoliday(new(2023, 5, 5)));
        Assert.False(DanishHolidays.IsHoliday(new(2024, 4, 26)));
    }

    [Fact]
    public void A_closing_meeting_on_a_day_off_is_held_before_the_last_day()
    {
        var closing = MeetingSeries.Of(new(2026, 4, 6), new(2027, 4, 5), new(12)).Single();
        var sunday = MeetingSeries.Of(new(2026, 3, 1), new(2027, 2, 28), new(6)).Last();

        Assert.Equal((new DateOnly(2027, 4, 5), new DateOnly(2027, 4, 5)), (closing.PlannedOn, closing.ProposedOn));
        Assert.Equal((new DateOnly(2027, 2, 28), new DateOnly(2027, 2, 26), true), (sunday.PlannedOn, sunday.ProposedOn, sunday.IsClosing));
    }

    [Fact]
    public void Twenty_years_of_meetings_fall_where_an_independent_calendar_says()
    {
        var random = new Random(7);
        int[] frequencies = [1, 2, 3, 4, 6, 12];
        var tried = 0;

        foreach (var start in AgreementTermTests.Starts(random))
        {
            var startsOn = new DateOnly(start.Year, start.Month, start.Day);

            foreach (var months in frequencies)
            {
                var endsOn = random.Next(2) == 0 ? DateOnly.FromDayNumber(PlainCalendar.Number(PlainCalendar.Later(start, 240)) - 2) : startsOn.AddDays(7300 + random.Next(40));
                var end = PlainCalendar.Number(endsOn);
                var expected = new List<int>();

                for (var n = 1; PlainCalendar.Number(PlainCalendar.Later(start, n * months)) is var day && day <= end + 1; n++)
                {
                    expected.Add(Math.Min(day, end));
                }

                var series = MeetingSeries.Of(startsOn, endsOn, new(months)).ToList();
                Assert.Equal(expected, series.Select(meeting => PlainCalendar.Number(meeting.PlannedOn)));
                Assert.All(series, meeting => Assert.Equal(PlainCalendar.Number(meeting.PlannedOn) == end, meeting.IsClosing));
                Assert.All(series, meeting => Assert.Equal(ExpectedProposal(meeting.PlannedOn, endsOn), meeting.ProposedOn));
                tried += series.Count;
            }
        }

        Assert.True(tried > 10_000, $"Only {tried} meetings were tried.");
    }

    /// <summary>Seven in the evening stays seven in the evening when the clocks change.</summary>
    [Fact]
    public void The_hour_on_a_danish_clock_is_the_same_all_year()
    {
        foreach (var meeting in MeetingSeries.Of(new(2026, 1, 29), new(2046, 1, 28), new(1)))
        {
            var starts = DanishTime.At(meeting.ProposedOn, new TimeOnly(19, 0));
            Assert.Equal("19:00", $"{DanishTime.Local(starts):HH:mm}");
            Assert.Equal(IsSummer(meeting.ProposedOn) ? 17 : 18, starts.UtcDateTime.Hour);
        }
    }

    [Fact]
    public void Renewals_keep_the_meetings_in_step_with_the_first_day()
    {
        var agreement = Lektiecafe.InForce(monthsBetweenMeetings: 4);
        var first = agreement.StatusMeetings.ToDictionary(meeting => meeting.Number, meeting => meeting.Id);

        agreement.ProposeRenewal(agreement.Term.Renewed().EndsOn, "Birgit", Lektiecafe.Morning);
        agreement.ActiveParties.ToList().ForEach(party => agreement.AnswerQuestion(party, goesOn: true, Lektiecafe.Today, Lektiecafe.Morning));

        Assert.Equal(new DateOnly(2028, 3, 1), agreement.EndsOn);
        Assert.Equal([new(2026, 7, 2), new(2026, 11, 2), new(2027, 3, 2), new(2027, 7, 2), new(2027, 11, 2), new(2028, 3, 1)], agreement.StatusMeetings.Select(meeting => meeting.PlannedOn));
        Assert.All(first, known => Assert.Equal(known.Value, agreement.StatusMeetings.Single(meeting => meeting.Number == known.Key).Id));
    }

    private static IEnumerable<DateOnly> Days(DateOnly startsOn, DateOnly endsOn, MeetingFrequency frequency) =>
        MeetingSeries.Of(startsOn, endsOn, frequency).Select(meeting => meeting.PlannedOn);

    private static DateOnly ExpectedProposal(DateOnly planned, DateOnly latest)
    {
        var later = Enumerable.Range(0, 12).Select(planned.AddDays).First(IsWorkday);
        return later <= latest ? later : Enumerable.Range(0, 12).Select(back => planned.AddDays(-back)).First(IsWorkday);
    }

    private static bool IsWorkday(DateOnly day)
    {
        var number = PlainCalendar.Number(day);
        if (PlainCalendar.Weekday(number) > 4 || (day.Month, day.Day) is (1, 1) or (6, 5) or (12, 24) or (12, 25) or (12, 26) or (12, 31)) return false;

        var fromEaster = number - EasterByTables(day.Year);
        return fromEaster is not (-3 or -2 or 0 or 1 or 39 or 49 or 50) && (day.Year > 2023 || fromEaster != 26);
    }

    /// <summary>Gauss's rule, another one than the code's.</summary>
    private static int EasterByTables(int year)
    {
        var (a, b, c, k) = (year % 19, year % 4, year % 7, year / 100);
        var m = (15 - (13 + 8 * k) / 25 + k - k / 4) % 30;
        var n = (4 + k - k / 4) % 7;
        var d = (19 * a + m) % 30;
        var e = (2 * b + 4 * c + 6 * d + n) % 7;
        var march = 22 + d + e;

        if (d == 29 && e == 6) march = 50;
        if (d == 28 && e == 6 && (11 * m + 11) % 30 < 19) march = 49;

        return PlainCalendar.Number(year, 3, 1) + march - 1;
    }

    private static bool IsSummer(DateOnly day) => day >= LastSunday(day.Year, 3) && day < LastSunday(day.Year, 10);

    private static DateOnly LastSunday(int year, int month) => Enumerable.Range(0, 7).Select(back => new DateOnly(year, month, 31).AddDays(-back)).Single(day => day.DayOfWeek == DayOfWeek.Sunday);
}
