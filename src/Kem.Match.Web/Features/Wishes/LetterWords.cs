using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Features.Wishes;

/// <summary>What a letter says in short, read from its own words.</summary>
public static class LetterWords
{
    private const int LongestLine = 160;

    /// <summary>The first sentence after the greeting, on one line.</summary>
    public static string OneLine(string text)
    {
        var first = MailText.OneLine(Paragraphs(text).FirstOrDefault() ?? "");
        var end = first.IndexOf(". ", StringComparison.Ordinal);
        var sentence = end > 0 ? first[..(end + 1)] : first;

        return sentence.Length <= LongestLine ? sentence : sentence[..LongestLine] + "…";
    }

    /// <summary>What can be said on the phone: the letter without greeting, links and farewell.</summary>
    public static string Points(string text) =>
        string.Join('\n', Paragraphs(text).TakeWhile(paragraph => !IsFarewell(paragraph)).Where(paragraph => paragraph[0] != '[').Select(MailText.OneLine));

    /// <summary>Where its button leads; null when it has none.</summary>
    public static string? FirstLink(string text) => MailLayout.LinksIn(text) is [var first, ..] ? first : null;

    private static IEnumerable<string> Paragraphs(string text) =>
        text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(paragraph => !IsGreeting(paragraph));

    private static bool IsGreeting(string paragraph) => paragraph.StartsWith("Hej", StringComparison.Ordinal) && !paragraph.Contains('.', StringComparison.Ordinal);

    private static bool IsFarewell(string paragraph) => paragraph.StartsWith("Venlig hilsen", StringComparison.Ordinal);
}
