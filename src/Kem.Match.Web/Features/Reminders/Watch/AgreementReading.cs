using System.Globalization;
using System.Text.RegularExpressions;
using Kem.Match.Web.Domain.Agreements;

namespace Kem.Match.Web.Features.Reminders.Watch;

/// <summary>
/// What the signed words say about the calendar of an agreement: read back from the text itself, not from the fields that the
/// text was once made from. If the two differ, one of them has been changed.
/// </summary>
/// <param name="StartsOn">First day.</param>
/// <param name="EndsOn">Last day of the first term.</param>
/// <param name="RenewsItself">It goes on unless somebody says stop.</param>
/// <param name="MonthsBetween">Months between meetings; null when the days are written out, or there are no meetings.</param>
/// <param name="Limit">At most so many meetings.</param>
/// <param name="OwnDays">The days of the meetings, when they are written out.</param>
public sealed partial record AgreementReading(DateOnly StartsOn, DateOnly EndsOn, bool RenewsItself, int? MonthsBetween, int? Limit, IReadOnlyList<DateOnly> OwnDays)
{
    private static readonly CultureInfo Danish = CultureInfo.GetCultureInfo("da-DK");

    private static readonly Dictionary<string, int> Intervals = new(StringComparer.Ordinal)
    {
        ["hver måned"] = 1,
        ["hver anden måned"] = 2,
        ["hver tredje måned"] = 3,
        ["hver fjerde måned"] = 4,
        ["hvert halve år"] = 6,
        ["en gang om året"] = 12,
    };

    /// <summary>Null when the words about the term cannot be found, as in a text that was written by hand.</summary>
    public static AgreementReading? Of(IEnumerable<AgreementClause> clauses)
    {
        var texts = clauses.ToDictionary(clause => clause.Code, clause => clause.Text);
        if (!texts.TryGetValue("CL_TERM", out var term) || TermWords().Match(term) is not { Success: true } words) return null;
        if (Day(words.Groups["from"].Value) is not { } from || Day(words.Groups["to"].Value) is not { } to) return null;

        var status = StatusWords().Match(texts.GetValueOrDefault("CL_STATUS", ""));
        return new AgreementReading(
            from, to, term.Contains("ad gangen, hvis ingen siger stop", StringComparison.Ordinal),
            status.Success ? IntervalOf(status.Groups["often"].Value) : null,
            status.Groups["limit"] is { Success: true } limit ? int.Parse(limit.Value, Danish) : null,
            status.Groups["days"] is { Success: true } days ? [.. DayWords().Matches(days.Value).Select(day => Day(day.Value)).OfType<DateOnly>()] : []);
    }

    /// <summary>The days on which the words ask for a meeting, up to and with a last day.</summary>
    public IEnumerable<DateOnly> MeetingDays(DateOnly last)
    {
        if (OwnDays.Count > 0) return OwnDays.Where(day => day <= last);
        if (MonthsBetween is not { } months) return [];

        return Enumerable.Range(1, Limit ?? 12 * 100)
            .Select(n => StartsOn.AddMonths(n * months))
            .TakeWhile(day => day <= last.AddDays(1))
            .Select(day => day <= last ? day : last);
    }

    private static int? IntervalOf(string words) =>
        Intervals.TryGetValue(words, out var months) ? months
        : OtherInterval().Match(words) is { Success: true } other ? int.Parse(other.Groups[1].Value, Danish)
        : null;

    private static DateOnly? Day(string words) => DateOnly.TryParseExact(words, "d. MMMM yyyy", Danish, DateTimeStyles.None, out var day) ? day : null;

    [GeneratedRegex(@"gælder fra (?<from>\d{1,2}\. \p{L}+ \d{4}) til (?<to>\d{1,2}\. \p{L}+ \d{4})")]
    private static partial Regex TermWords();

    [GeneratedRegex(@"holder statusmøde (?:disse dage: (?<days>.+?)|(?<often>[^.,]+?)(?:, i alt (?<limit>\d+) gange)?)\. Det første møde")]
    private static partial Regex StatusWords();

    [GeneratedRegex(@"\d{1,2}\. \p{L}+ \d{4}")]
    private static partial Regex DayWords();

    [GeneratedRegex(@"^med (\d+) måneders mellemrum$")]
    private static partial Regex OtherInterval();
}
