using Kem.Match.Web.Domain;

namespace Kem.Match.Web.Tests;

public class LetterHoursTests
{
    [Theory]
    [InlineData("2026-03-03 09:00", "2026-03-03 09:00")] // an ordinary Tuesday
    [InlineData("2026-03-03 08:00", "2026-03-03 08:00")]
    [InlineData("2026-03-03 07:59", "2026-03-03 08:00")]
    [InlineData("2026-03-03 19:59", "2026-03-03 19:59")]
    [InlineData("2026-03-03 20:00", "2026-03-04 08:00")]
    [InlineData("2026-03-07 21:00", "2026-03-09 08:00")] // Saturday evening waits for Monday
    [InlineData("2026-03-08 12:00", "2026-03-09 08:00")]
    [InlineData("2026-03-28 20:30", "2026-03-30 08:00")] // the clock goes forward in between
    [InlineData("2026-04-01 20:30", "2026-04-04 08:00")] // Maundy Thursday and Good Friday
    [InlineData("2026-04-04 20:30", "2026-04-07 08:00")] // Easter Sunday and Monday
    [InlineData("2026-12-23 22:00", "2026-12-28 08:00")] // Christmas and a Sunday
    public void A_letter_waits_until_people_are_up(string written, string leaves) =>
        Assert.Equal(Danish(leaves), LetterHours.Usual.Next(Danish(written)));

    [Fact]
    public void Saturdays_can_be_left_in_peace_too() =>
        Assert.Equal(Danish("2026-03-09 08:00"), new LetterHours(new(8, 0), new(20, 0), Saturdays: false).Next(Danish("2026-03-07 10:00")));

    [Fact]
    public void Every_hour_of_ten_years_leads_to_an_open_hour_and_never_back()
    {
        for (var at = Danish("2026-01-01 00:30"); at < Danish("2036-01-01 00:00"); at = at.AddHours(1))
        {
            var next = LetterHours.Usual.Next(at);
            var local = DanishTime.Local(next);

            Assert.True(next >= at && next - at < TimeSpan.FromDays(6), $"{at:O} leads to {next:O}");
            Assert.InRange(local.Hour, 8, 19);
            Assert.NotEqual(DayOfWeek.Sunday, local.DayOfWeek);
            Assert.False(DanishHolidays.IsHoliday(DateOnly.FromDateTime(local.DateTime)));
        }
    }

    private static DateTimeOffset Danish(string local)
    {
        var at = DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture);
        return DanishTime.At(DateOnly.FromDateTime(at), TimeOnly.FromDateTime(at));
    }
}
