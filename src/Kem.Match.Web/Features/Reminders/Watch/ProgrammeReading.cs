using System.Globalization;
using System.Text.RegularExpressions;

namespace Kem.Match.Web.Features.Reminders.Watch;

/// <summary>What the plan of a programme says in words: read back from the text, and counted here once more.</summary>
/// <param name="StartsOn">First day.</param>
/// <param name="Months">How long it lasts.</param>
/// <param name="DaysOpen">How many days a round is open.</param>
/// <param name="Moved">The rounds that somebody has given other days.</param>
/// <param name="FollowUpMonths">The meetings after the end, in months.</param>
public sealed partial record ProgrammeReading(
    DateOnly StartsOn, int Months, int DaysOpen, IReadOnlyDictionary<int, (DateOnly OpensOn, DateOnly ClosesOn)> Moved, IReadOnlyList<int> FollowUpMonths)
{
    private static readonly CultureInfo Danish = CultureInfo.GetCultureInfo("da-DK");

    /// <summary>Null when the words about the plan cannot be found.</summary>
    public static ProgrammeReading? Of(string plan)
    {
        if (PlanWords().Match(plan) is not { Success: true } words || Day(words.Groups["start"].Value) is not { } start) return null;

        return new ProgrammeReading(
            start, Number(words.Groups["months"]), Number(words.Groups["days"]),
            MovedWords().Matches(plan).ToDictionary(moved => Number(moved.Groups["round"]), moved => (Day(moved.Groups["from"].Value) ?? default, Day(moved.Groups["to"].Value) ?? default)),
            [Number(words.Groups["first"]), Number(words.Groups["second"])]);
    }

    /// <summary>The first day of a round, before weekends and holidays are looked at.</summary>
    public DateOnly OpeningOf(int round)
    {
        var after = StartsOn.AddMonths(Months);

        return round switch
        {
            1 => StartsOn,
            2 => DateOnly.FromDayNumber((StartsOn.DayNumber + after.DayNumber) / 2),
            _ => StartsOn.AddMonths(Months - 1),
        };
    }

    public IEnumerable<DateOnly> FollowUpDays() => FollowUpMonths.Select(months => StartsOn.AddMonths(Months + months));

    private static int Number(Group group) => int.Parse(group.Value, Danish);

    private static DateOnly? Day(string words) => DateOnly.TryParseExact(words, "d. MMMM yyyy", Danish, DateTimeStyles.None, out var day) ? day : null;

    [GeneratedRegex(@"begynder (?<start>\d{1,2}\. \p{L}+ \d{4}) og varer (?<months>\d+) måneder\..+?åben i (?<days>\d+) dage\..+?statusmøde (?<first>\d+) og (?<second>\d+) måneder efter")]
    private static partial Regex PlanWords();

    [GeneratedRegex(@"Runde (?<round>\d) er lagt fra (?<from>\d{1,2}\. \p{L}+ \d{4}) til (?<to>\d{1,2}\. \p{L}+ \d{4})")]
    private static partial Regex MovedWords();
}
