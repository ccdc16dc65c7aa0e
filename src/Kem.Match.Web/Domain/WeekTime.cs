using System.Globalization;
using System.Text.RegularExpressions;

namespace Kem.Match.Web.Domain;

/// <summary>The three parts of a week by which needs and activities are held against each other.</summary>
public static partial class WeekTime
{
    public const string WeekdayDay = "WEEKDAY_DAY";
    public const string WeekdayEvening = "WEEKDAY_EVENING";
    public const string Weekend = "WEEKEND";

    /// <summary>From this hour on it is evening: most people are off work.</summary>
    private const int EveningBegins = 16;

    /// <summary>The parts of the week that a Danish text names, e.g. "Tirsdag kl. 17–19"; empty when it names no day or, on a weekday, no hour.</summary>
    public static IReadOnlyList<string> Read(string text)
    {
        var times = new List<string>();
        if (WeekdayWord().IsMatch(text) && IsEvening(text) is { } evening) times.Add(evening ? WeekdayEvening : WeekdayDay);
        if (WeekendWord().IsMatch(text)) times.Add(Weekend);
        return times;
    }

    private static bool? IsEvening(string text) =>
        text.Contains("aften", StringComparison.OrdinalIgnoreCase) ? true
        : Hour().Match(text) is { Success: true } hour ? int.Parse(hour.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) >= EveningBegins
        : null;

    [GeneratedRegex("mandag|tirsdag|onsdag|torsdag|fredag|hverdag", RegexOptions.IgnoreCase)]
    private static partial Regex WeekdayWord();

    [GeneratedRegex("lørdag|søndag|weekend", RegexOptions.IgnoreCase)]
    private static partial Regex WeekendWord();

    [GeneratedRegex("kl\\.? ?([0-9]{1,2})", RegexOptions.IgnoreCase)]
    private static partial Regex Hour();
}
