using System.Globalization;

namespace Kem.Match.Web.Mailing.Templates;

/// <summary>A language that mails are written in: its words for every template, and how it writes days and lists.</summary>
public sealed record MailLanguage
{
    /// <summary>Reads "55 10 10 10", a name or a title in its own direction, whatever stands around it.</summary>
    private const char Isolate = '\u2068';
    private const char EndOfIsolate = '\u2069';

    public required string Code { get; init; }

    /// <summary>What it calls itself.</summary>
    public required string Name { get; init; }

    /// <summary>What it is called in Danish.</summary>
    public required string Danish { get; init; }

    public required bool IsRightToLeft { get; init; }

    /// <summary>Somebody who has the language as mother tongue has read it; otherwise it is a draft (udkast).</summary>
    public required bool IsReviewed { get; init; }

    public required IReadOnlyList<string> Months { get; init; }

    /// <summary>Sunday first.</summary>
    public required IReadOnlyList<string> Weekdays { get; init; }

    public required string DayPattern { get; init; }

    public required string DatePattern { get; init; }

    public required string WeekdayPattern { get; init; }

    public required char TimeSeparator { get; init; }

    public required string And { get; init; }

    /// <summary>What the link to fewer mails is called.</summary>
    public required string Stop { get; init; }

    public required IReadOnlyDictionary<string, string> Shared { get; init; }

    public required IReadOnlyDictionary<string, Wording> Wordings { get; init; }

    /// <summary>By template, placeholder and variant.</summary>
    public required IReadOnlyDictionary<(string Template, string Placeholder, string Variant), string> Phrases { get; init; }

    public string Direction => IsRightToLeft ? "rtl" : "ltr";

    /// <summary>A value on one line, as this language writes it.</summary>
    public string Write(PlaceholderKind kind, string value) => kind switch
    {
        _ when value.Length == 0 => "",
        PlaceholderKind.Day => Day(DayPattern, value),
        PlaceholderKind.Date => Day(DatePattern, value),
        PlaceholderKind.Weekday => Day(WeekdayPattern, value),
        PlaceholderKind.Clock => Clock(value),
        PlaceholderKind.Number or PlaceholderKind.Link => value,
        PlaceholderKind.Names => List([.. value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Isolated)]),
        _ => Isolated(value),
    };

    /// <summary>What somebody wrote in paragraphs of their own; a list and a quotation are kept apart where they are laid out.</summary>
    public string WriteParagraphs(string text) => string.Join('\n', MailText.Lines(text).Trim('\n').Split('\n').Select(line =>
        line.Length == 0 || line[0] is '>' or '-' or '[' ? line : Isolated(line)));

    private string Day(string pattern, string value)
    {
        var day = DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture);

        return pattern
            .Replace("{weekday}", Weekdays[(int)day.DayOfWeek], StringComparison.Ordinal)
            .Replace("{day}", day.Day.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{month}", Months[day.Month - 1], StringComparison.Ordinal)
            .Replace("{year}", day.Year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private string Clock(string value)
    {
        var time = TimeOnly.ParseExact(value, "HH:mm", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{time.Hour}{TimeSeparator}{time.Minute:00}");
    }

    private string List(string[] words) =>
        words.Length < 2 ? string.Concat(words) : $"{string.Join(IsRightToLeft ? "، " : ", ", words.SkipLast(1))} {And} {words[^1]}";

    // Where everything reads from the left, only what reads from the right must be kept apart.
    private string Isolated(string value)
    {
        var line = MailText.OneLine(value);
        return line.Length > 0 && (IsRightToLeft || line.Any(ReadsFromTheRight)) ? $"{Isolate}{line}{EndOfIsolate}" : line;
    }

    // Hebrew, Arabic, Syriac, Thaana, N'Ko and the Arabic forms.
    private static bool ReadsFromTheRight(char letter) => letter is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFF');
}
