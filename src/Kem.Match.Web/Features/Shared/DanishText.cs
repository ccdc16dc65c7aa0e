using System.Globalization;
using Kem.Match.Web.Domain;

namespace Kem.Match.Web.Features.Shared;

/// <summary>Dates, numbers and lists as a Dane would write them, whatever the server's language is.</summary>
public static class DanishText
{
    private static readonly CultureInfo Danish = CultureInfo.GetCultureInfo("da-DK");

    // Written out, because the short forms differ between versions of the system's language data.
    private static readonly string[] ShortWeekdays = ["søn.", "man.", "tir.", "ons.", "tors.", "fre.", "lør."];

    private static readonly string[] ShortMonths =
        ["jan.", "feb.", "mar.", "apr.", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec."];

    /// <summary>"21. november 2026"</summary>
    public static string Date(DateOnly day) => day.ToString("d. MMMM yyyy", Danish);

    /// <summary>"21. november"</summary>
    public static string DayAndMonth(DateOnly day) => day.ToString("d. MMMM", Danish);

    /// <summary>"fredag 21. november"</summary>
    public static string WeekdayAndDay(DateOnly day) => day.ToString("dddd d. MMMM", Danish);

    /// <summary>"fre."</summary>
    public static string ShortWeekday(DateOnly day) => ShortWeekdays[(int)day.DayOfWeek];

    /// <summary>"nov."</summary>
    public static string ShortMonth(DateOnly day) => ShortMonths[day.Month - 1];

    /// <summary>"november 2026"</summary>
    public static string Month(DateOnly day) => day.ToString("MMMM yyyy", Danish);

    /// <summary>"kl. 9.05"</summary>
    public static string Clock(TimeOnly time) => time.ToString("'kl. 'H'.'mm", Danish);

    /// <summary>"kl. 20.41" on a Danish clock.</summary>
    public static string Clock(DateTimeOffset at) => Clock(TimeOnly.FromDateTime(DanishTime.Local(at).DateTime));

    /// <summary>"kl. 16.30-18.00"</summary>
    public static string Clock(TimeOnly from, TimeOnly to) => $"{Clock(from)}-{to.ToString("H'.'mm", Danish)}";

    /// <summary>"i dag kl. 14.02", "i går kl. 20.41", "12. november kl. 9.05"; with the year when it is another.</summary>
    public static string Moment(DateTimeOffset at, DateTimeOffset now) =>
        $"{NearDay(DanishTime.DayOf(at), DanishTime.DayOf(now))} {Clock(at)}";

    /// <summary>"21. november 2026 kl. 20.41": for a place where the exact point in time matters.</summary>
    public static string Moment(DateTimeOffset at) => $"{Date(DanishTime.DayOf(at))} {Clock(at)}";

    /// <summary>"i dag", "i morgen", "om 4 dage", "i går", "for 4 dage siden"</summary>
    public static string Distance(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        0 => "i dag",
        1 => "i morgen",
        -1 => "i går",
        > 1 and var days => $"om {Count(days, "dag", "dage")}",
        var days => $"for {Count(-days, "dag", "dage")} siden",
    };

    /// <summary>How a deadline stands: "om 4 dage", "i dag", "4 dage for sent".</summary>
    public static string Deadline(DateOnly due, DateOnly today) =>
        due >= today ? Distance(due, today) : $"{Count(today.DayNumber - due.DayNumber, "dag", "dage")} for sent";

    /// <summary>"1 dag", "5 dage", "1.200 dage"</summary>
    public static string Count(int number, string one, string many) => $"{Number(number)} {(number == 1 ? one : many)}";

    /// <summary>"5 ting": for a word that is the same in singular and plural.</summary>
    public static string Count(int number, string word) => Count(number, word, word);

    /// <summary>"1.200"</summary>
    public static string Number(int number) => number.ToString("N0", Danish);

    /// <summary>"3,7"; never more decimals than asked for and none that are zero.</summary>
    public static string Number(double number, int decimals = 1) =>
        Math.Round(number, decimals, MidpointRounding.AwayFromZero).ToString("#,0." + new string('#', decimals), Danish);

    /// <summary>"0,60": always so many decimals, so that figures stand under each other.</summary>
    public static string Figure(double number, int decimals = 2) => number.ToString($"F{decimals}", Danish);

    /// <summary>"+31", "−6", "0": with the typographic minus.</summary>
    public static string Points(double number) => Math.Round(number, MidpointRounding.AwayFromZero) switch
    {
        > 0 and var plus => "+" + Number(plus, 0),
        < 0 and var minus => "−" + Number(-minus, 0),
        _ => "0",
    };

    /// <summary>"11 af 14", "alle 14", "ingen af 14"; "ingen" when there is nothing to take a part of.</summary>
    public static string Share(int part, int whole) => (part, whole) switch
    {
        (_, 0) => "ingen",
        (0, _) => $"ingen af {Number(whole)}",
        var (all, of) when all == of && of > 1 => $"alle {Number(whole)}",
        _ => $"{Number(part)} af {Number(whole)}",
    };

    /// <summary>"48 %"; a dash when there is nothing to take a part of.</summary>
    public static string Percent(int part, int whole) => whole == 0 ? "–" : $"{Number(100.0 * part / whole, 0)} %";

    /// <summary>"800 meter", "1,8 kilometer", "23 kilometer"</summary>
    public static string HowFar(double kilometres) => kilometres switch
    {
        < 0.95 => $"{Number(Math.Max(100, Math.Round(kilometres * 10) * 100), 0)} meter",
        < 9.95 => $"{Number(kilometres)} kilometer",
        _ => $"{Number(kilometres, 0)} kilometer",
    };

    /// <summary>"45 minutter", "1 time", "1 time og 30 minutter"</summary>
    public static string Duration(TimeSpan time)
    {
        var hours = (int)time.TotalHours;
        return (hours, time.Minutes) switch
        {
            (0, var minutes) => Count(minutes, "minut", "minutter"),
            (_, 0) => Count(hours, "time", "timer"),
            (_, var minutes) => $"{Count(hours, "time", "timer")} og {Count(minutes, "minut", "minutter")}",
        };
    }

    /// <summary>"a", "a og b", "a, b og c"</summary>
    public static string List(IEnumerable<string> words) => List(words, "og");

    /// <summary>"a, b eller c"</summary>
    public static string Either(IEnumerable<string> words) => List(words, "eller");

    /// <summary>"Fredag 21. november": the first letter large, for the start of a line.</summary>
    public static string Capitalised(string text) => text.Length == 0 ? text : char.ToUpper(text[0], Danish) + text[1..];

    /// <summary>"ML" of "Mona Lund", "M" of "Mona", "ML" of "Mona Bro Lund"</summary>
    public static string Initials(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Take(1).Concat(words.Skip(1).TakeLast(1)).Select(FirstLetter)).ToUpper(Danish);
    }

    // A letter may be more than one char, and a letter with an accent more than one code point.
    private static string FirstLetter(string word) => StringInfo.GetNextTextElement(word);

    private static string NearDay(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        >= -1 and <= 1 => Distance(day, today),
        _ => day.Year == today.Year ? DayAndMonth(day) : Date(day),
    };

    private static string List(IEnumerable<string> words, string and)
    {
        var all = words.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all.SkipLast(1))} {and} {all[^1]}";
    }
}
