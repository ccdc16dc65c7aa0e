using Kem.Match.Web.Domain;

namespace Kem.Match.Web.Tests.Faults;

/// <summary>The machine's time zone table may be older or newer than the rule that our calendar files state.</summary>
public class TimeZoneTableTests
{
    [Fact]
    public void This_machine_and_our_calendar_files_agree_for_twenty_years() => Assert.Null(DanishTime.FirstDifference(DanishTime.Zone, 2026, 20));

    [Fact]
    public void A_table_in_which_summer_time_is_abolished_is_found_at_its_first_wrong_hour()
    {
        var rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            new(1996, 1, 1), new(2027, 12, 31), TimeSpan.FromHours(1),
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new(1, 1, 1, 2, 0, 0), 3, 5, DayOfWeek.Sunday),
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new(1, 1, 1, 3, 0, 0), 10, 5, DayOfWeek.Sunday));
        var abolished = TimeZoneInfo.CreateCustomTimeZone("abolished", TimeSpan.FromHours(1), "", "", "", [rule]);

        Assert.Equal(new DateTimeOffset(2028, 3, 26, 1, 0, 0, TimeSpan.Zero), DanishTime.FirstDifference(abolished, 2026, 10));
        Assert.NotNull(DanishTime.FirstDifference(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), 2026, 1));
    }
}
