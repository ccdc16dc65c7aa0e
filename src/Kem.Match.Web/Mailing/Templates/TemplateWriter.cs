using System.Text.RegularExpressions;

namespace Kem.Match.Web.Mailing.Templates;

/// <summary>
/// Fills the placeholders of one letter. A line that a missing value leaves empty goes away, and with it the line above
/// that introduced it with a colon; and so does a link that leads nowhere.
/// </summary>
public sealed partial class TemplateWriter(MailTemplate template, MailLanguage language, MailValues values)
{
    // A phrase may hold another phrase, but not itself.
    private const int DeepestPhrase = 3;

    public FilledWording Write(Wording wording) => new(Line(wording.Subject, 0), ManyBreaks().Replace(Lines(wording.Text, 0), "\n\n").Trim('\n'));

    private string Lines(string text, int depth)
    {
        var written = new List<string>();

        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var filled = !HasPlaceholder(line) ? Line(line, depth) : AloneOn(line) is { } placeholder ? Block(placeholder, depth) : LeadsNowhere(line) ? "" : Line(line, depth);

            if (filled.Length > 0 || line.Length == 0)
            {
                written.Add(filled);
            }
            else if (written is [.., [.., ':']])
            {
                written.RemoveAt(written.Count - 1);
            }
        }

        return string.Join('\n', written);
    }

    private Placeholder? AloneOn(string line) =>
        TemplateText.Placeholder().Match(line.Trim()) is { Success: true } only && only.Length == line.Trim().Length ? Named(only.Groups["name"].Value) : null;

    private bool LeadsNowhere(string line) =>
        TemplateText.Placeholder().Matches(line).Any(found => Named(found.Groups["name"].Value) is { Kind: PlaceholderKind.Link } link && values[link.Name].Length == 0);

    private string Block(Placeholder placeholder, int depth) => placeholder.Kind switch
    {
        PlaceholderKind.Quote => MailText.Quote(values[placeholder.Name]),
        PlaceholderKind.Lines => string.Join('\n', values[placeholder.Name].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(item => $"- {MailText.OneLine(item)}")),
        PlaceholderKind.Text => language.WriteParagraphs(values[placeholder.Name]),
        PlaceholderKind.Phrase or PlaceholderKind.Shared => Lines(Phrase(placeholder, depth), depth + 1),
        _ => Line($"{{{placeholder.Name}}}", depth),
    };

    private string Line(string line, int depth)
    {
        var filled = HasPlaceholder(line) ? TemplateText.Placeholder().Replace(line, found => Inline(Named(found.Groups["name"].Value), depth)) : line;
        return (filled.Contains("  ", StringComparison.Ordinal) ? ManySpaces().Replace(filled, " ") : filled).Trim();
    }

    // Most lines have none, and need not be searched in four ways.
    private static bool HasPlaceholder(string line) => line.Contains('{', StringComparison.Ordinal);

    private string Inline(Placeholder placeholder, int depth) => placeholder.Kind is PlaceholderKind.Phrase or PlaceholderKind.Shared
        ? Line(Phrase(placeholder, depth), depth + 1)
        : language.Write(placeholder.Kind, values[placeholder.Name]);

    private string Phrase(Placeholder placeholder, int depth)
    {
        if (depth >= DeepestPhrase) throw new InvalidOperationException($"The phrase {placeholder.Name} of {template.Code} holds itself.");
        if (placeholder.Kind == PlaceholderKind.Shared) return language.Shared[placeholder.Name];

        return values[placeholder.Name] is { Length: > 0 } variant ? language.Phrases[(template.Code, placeholder.Name, variant)] : "";
    }

    private Placeholder Named(string name) => template.Find(name) ?? throw new InvalidOperationException($"{template.Code} has no placeholder {{{name}}}.");

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex ManyBreaks();

    [GeneratedRegex(" {2,}")]
    private static partial Regex ManySpaces();
}
