using Kem.Match.Web.Domain.Agreements;

namespace Kem.Match.Web.Tests.Agreements;

public class AgreementTermTests
{
    private static readonly NoticePeriod ThirtyDays = new(30, NoticeUnit.Days);
    private static readonly NoticePeriod ThreeMonths = new(3, NoticeUnit.Months);

    /// <summary>An open fault of a well-known asset register (GLPI): its notice day stayed that of the first term.</summary>
    [Fact]
    public void Notice_counts_from_the_renewed_term_and_not_from_the_first()
    {
        var first = new AgreementTerm(new(2026, 1, 1), new(2026, 12, 31), RenewedMonths: 0, RenewalMonths: 12, ThreeMonths);
        var second = first.Renewed();

        Assert.Equal(new DateOnly(2026, 9, 30), first.LastDayForNotice);
        Assert.Equal((new DateOnly(2027, 12, 31), new DateOnly(2027, 9, 30)), (second.EndsOn, second.LastDayForNotice));
    }

    [Theory]
    [InlineData("2027-02-28", "2026-11-30")]
    [InlineData("2028-02-29", "2027-11-30")]
    [InlineData("2027-05-31", "2027-02-28")]
    [InlineData("2027-05-30", "2027-02-28")]
    [InlineData("2027-03-15", "2026-12-15")]
    public void Three_months_before_the_last_day(string lastDay, string latest) =>
        Assert.Equal(DateOnly.Parse(latest, null), ThreeMonths.LatestFor(DateOnly.Parse(lastDay, null)));

    [Fact]
    public void A_term_that_began_on_the_31st_comes_back_to_the_end_of_the_month()
    {
        var term = new AgreementTerm(new(2026, 10, 31), new(2027, 2, 27), 0, 4, ThirtyDays);

        Assert.Equal(
            [new(2027, 2, 27), new(2027, 6, 29), new(2027, 10, 30), new(2028, 2, 28), new(2028, 6, 29)],
            Enumerable.Range(0, 5).Select(n => (term with { RenewedMonths = 4 * n }).EndsOn));
    }

    [Fact]
    public void Twenty_years_of_renewals_end_where_an_independent_calendar_says()
    {
        var random = new Random(20260301);
        int[] lengths = [1, 2, 3, 4, 6, 10, 12, 16, 24, 36];
        var tried = 0;

        foreach (var start in Starts(random))
        {
            foreach (var months in lengths)
            {
                var startsOn = new DateOnly(start.Year, start.Month, start.Day);
                var firstEnd = PlainCalendar.Number(PlainCalendar.Later(start, months)) - 1;
                var term = new AgreementTerm(startsOn, DateOnly.FromDayNumber(firstEnd - 1), 0, months, random.Next(2) == 0 ? ThirtyDays : new(random.Next(1, 7), NoticeUnit.Months));

                for (var n = 1; n * months <= 240; n++)
                {
                    var end = PlainCalendar.Number(PlainCalendar.Later(start, n * months)) - 1;
                    Assert.Equal(end, PlainCalendar.Number(term.EndsOn));

                    // The last day from which the notice runs out in time, found by trying each of them.
                    var latest = Enumerable.Range(0, 250).Select(back => end - back).First(day => RunsOut(day, term.Notice) <= end);
                    Assert.Equal(latest, PlainCalendar.Number(term.LastDayForNotice));
                    Assert.True(RunsOut(latest + 1, term.Notice) > end);

                    term = term.Renewed();
                    tried++;
                }
            }
        }

        Assert.True(tried > 10_000, $"Only {tried} terms were tried.");
    }

    [Fact]
    public void Terms_that_are_not_whole_months_do_not_drift_either()
    {
        var random = new Random(4);

        for (var round = 0; round < 400; round++)
        {
            var startsOn = new DateOnly(2024, 1, 1).AddDays(random.Next(1500));
            var firstEnd = startsOn.AddDays(random.Next(20, 800));
            var months = random.Next(1, 25);
            if (AgreementTerm.WholeMonths(startsOn, firstEnd) is not null) continue;

            var after = firstEnd.AddDays(1);
            var term = new AgreementTerm(startsOn, firstEnd, 0, months, ThirtyDays);

            for (var n = 0; n * months <= 240; n++, term = term.Renewed())
            {
                Assert.Equal(PlainCalendar.Number(PlainCalendar.Later((after.Year, after.Month, after.Day), n * months)) - 1, PlainCalendar.Number(term.EndsOn));
            }
        }
    }

    /// <summary>All 31sts, leap days, days of summer time, New Year and Easter, and some that are nothing special.</summary>
    internal static IEnumerable<(int Year, int Month, int Day)> Starts(Random random) =>
    [
        (2026, 1, 31), (2026, 3, 31), (2026, 5, 31), (2026, 7, 31), (2026, 8, 31), (2026, 10, 31), (2026, 12, 31), (2024, 2, 29), (2028, 2, 29), (2027, 2, 28),
        (2026, 1, 30), (2026, 1, 29), (2026, 3, 29), (2026, 10, 25), (2027, 3, 28), (2027, 10, 31), (2026, 4, 3), (2026, 4, 5), (2026, 12, 24), (2027, 1, 1), (2026, 6, 5), (2026, 5, 14),
        .. Enumerable.Range(0, 20).Select(_ => (2025 + random.Next(6), 1 + random.Next(12), 1 + random.Next(28))),
    ];

    private static int RunsOut(int day, NoticePeriod notice)
    {
        if (notice.Unit == NoticeUnit.Days) return day + notice.Amount;

        // The number's own date, found by counting.
        var (year, month, rest) = (1, 1, day);

        while (rest > (PlainCalendar.IsLeap(year) ? 366 : 365))
        {
            rest -= PlainCalendar.IsLeap(year++) ? 366 : 365;
        }

        while (rest > PlainCalendar.DaysIn(year, month))
        {
            rest -= PlainCalendar.DaysIn(year, month++);
        }

        return PlainCalendar.Number(PlainCalendar.Later((year, month, rest), notice.Amount));
    }
}
