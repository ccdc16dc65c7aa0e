using System.Globalization;
using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Tests.Shared;

public class DanishTextTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 13, 2, 0, TimeSpan.Zero);

    [Fact]
    public void Writes_dates_in_Danish_whatever_the_language_of_the_server_is()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");

        try
        {
            Assert.Equal("21. november 2026", DanishText.Date(new(2026, 11, 21)));
            Assert.Equal("1. maj", DanishText.DayAndMonth(new(2026, 5, 1)));
            Assert.Equal("fredag 20. november", DanishText.WeekdayAndDay(Today));
            Assert.Equal("november 2026", DanishText.Month(Today));
            Assert.Equal("1.234,5", DanishText.Number(1234.5));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(2026, 11, 22, "søn.", "nov.")]
    [InlineData(2026, 11, 25, "ons.", "nov.")]
    [InlineData(2026, 5, 7, "tors.", "maj")]
    public void A_date_block_has_short_names(int year, int month, int day, string weekday, string monthName)
    {
        Assert.Equal(weekday, DanishText.ShortWeekday(new(year, month, day)));
        Assert.Equal(monthName, DanishText.ShortMonth(new(year, month, day)));
    }

    [Fact]
    public void A_clock_has_a_full_stop_between_hours_and_minutes()
    {
        Assert.Equal("kl. 9.05", DanishText.Clock(new TimeOnly(9, 5)));
        Assert.Equal("kl. 16.30-18.00", DanishText.Clock(new TimeOnly(16, 30), new TimeOnly(18, 0)));
    }

    [Theory]
    [InlineData("2026-11-20T09:05:00Z", "i dag kl. 10.05")]
    [InlineData("2026-11-19T19:41:00Z", "i går kl. 20.41")]
    [InlineData("2026-11-12T19:41:00Z", "12. november kl. 20.41")]
    [InlineData("2025-11-12T19:41:00Z", "12. november 2025 kl. 20.41")]
    public void A_moment_is_told_from_today(string at, string expected) =>
        Assert.Equal(expected, DanishText.Moment(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture), Now));

    [Fact]
    public void A_moment_near_midnight_belongs_to_the_Danish_day()
    {
        Assert.Equal("i dag kl. 0.30", DanishText.Moment(new(2026, 11, 19, 23, 30, 0, TimeSpan.Zero), Now));
        Assert.Equal("1. juli 2026 kl. 0.30", DanishText.Moment(new DateTimeOffset(2026, 6, 30, 22, 30, 0, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData(0, "i dag")]
    [InlineData(1, "i morgen")]
    [InlineData(4, "om 4 dage")]
    [InlineData(-1, "i går")]
    [InlineData(-4, "for 4 dage siden")]
    public void A_day_is_told_by_its_distance(int days, string expected) =>
        Assert.Equal(expected, DanishText.Distance(Today.AddDays(days), Today));

    [Theory]
    [InlineData(4, "om 4 dage")]
    [InlineData(0, "i dag")]
    [InlineData(-1, "1 dag for sent")]
    [InlineData(-4, "4 dage for sent")]
    public void A_deadline_says_how_late_it_is(int days, string expected) =>
        Assert.Equal(expected, DanishText.Deadline(Today.AddDays(days), Today));

    [Theory]
    [InlineData(0, "0 dage")]
    [InlineData(1, "1 dag")]
    [InlineData(1200, "1.200 dage")]
    public void A_count_bends_its_word(int number, string expected) =>
        Assert.Equal(expected, DanishText.Count(number, "dag", "dage"));

    [Fact]
    public void A_word_without_a_plural_stays() => Assert.Equal("1 forslag", DanishText.Count(1, "forslag"));

    [Theory]
    [InlineData(3.0, "3")]
    [InlineData(3.68, "3,7")]
    [InlineData(0.25, "0,3")]
    public void A_number_has_one_decimal_and_no_zeros(double number, string expected) =>
        Assert.Equal(expected, DanishText.Number(number));

    [Theory]
    [InlineData(31.2, "+31")]
    [InlineData(-6, "−6")]
    [InlineData(-0.3, "0")]
    public void Points_carry_their_sign(double points, string expected) => Assert.Equal(expected, DanishText.Points(points));

    [Theory]
    [InlineData(11, 14, "11 af 14")]
    [InlineData(14, 14, "alle 14")]
    [InlineData(1, 1, "1 af 1")]
    [InlineData(0, 14, "ingen af 14")]
    [InlineData(0, 0, "ingen")]
    public void A_share_is_told_in_words(int part, int whole, string expected) =>
        Assert.Equal(expected, DanishText.Share(part, whole));

    [Fact]
    public void A_percentage_of_nothing_is_a_dash()
    {
        Assert.Equal("48 %", DanishText.Percent(31, 64));
        Assert.Equal("–", DanishText.Percent(0, 0));
    }

    [Theory]
    [InlineData(0.02, "100 meter")]
    [InlineData(0.8, "800 meter")]
    [InlineData(0.97, "1 kilometer")]
    [InlineData(1.84, "1,8 kilometer")]
    [InlineData(23.4, "23 kilometer")]
    public void A_distance_is_as_exact_as_it_is_useful(double kilometres, string expected) =>
        Assert.Equal(expected, DanishText.HowFar(kilometres));

    [Theory]
    [InlineData(1, "1 minut")]
    [InlineData(60, "1 time")]
    [InlineData(150, "2 timer og 30 minutter")]
    public void A_duration_is_told_in_hours_and_minutes(int minutes, string expected) =>
        Assert.Equal(expected, DanishText.Duration(TimeSpan.FromMinutes(minutes)));

    [Fact]
    public void A_list_ends_with_og()
    {
        Assert.Equal("", DanishText.List([]));
        Assert.Equal("dansk", DanishText.List(["dansk"]));
        Assert.Equal("dansk og somali", DanishText.List(["dansk", "somali"]));
        Assert.Equal("dansk, arabisk og somali", DanishText.List(["dansk", "arabisk", "somali"]));
        Assert.Equal("mail eller telefon", DanishText.Either(["mail", "telefon"]));
    }

    [Fact]
    public void A_line_begins_with_a_large_letter_also_when_it_is_Danish() =>
        Assert.Equal("Ønsker", DanishText.Capitalised("ønsker"));

    [Theory]
    [InlineData("Mona Lund", "ML")]
    [InlineData("Mona", "M")]
    [InlineData("åse bro ørsted", "ÅØ")]
    [InlineData("", "")]
    public void Initials_are_those_of_the_first_and_the_last_name(string name, string expected) =>
        Assert.Equal(expected, DanishText.Initials(name));
}
