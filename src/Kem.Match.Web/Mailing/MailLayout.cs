using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Kem.Match.Web.Mailing;

/// <summary>
/// Turns the text of a letter (see <see cref="Letter.Text"/>) into the two forms that are sent: plain text and
/// HTML. Both are made from the same parts, so they never disagree.
/// </summary>
public static partial class MailLayout
{
    // Danish letters stay readable in the source; everything HTML could act on is encoded.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>When the dark colours of a mail hold; a preview replaces it with its own choice.</summary>
    public const string DarkRule = "@media (prefers-color-scheme: dark)";

    private const string DarkColours =
        DarkRule + """
         {
        .k-page { background-color:#11191c !important; color:#e6edee !important }
        .k-link { color:#8fd3e2 !important }
        .k-button { background-color:#8fd3e2 !important; border-color:#8fd3e2 !important; color:#08262e !important }
        .k-quote, .k-below { border-color:#7c898c !important }
        }
        """;

    private static readonly LanguageMark InDanish = new("da", "ltr");

    private enum PartKind
    {
        Language,
        Paragraph,
        List,
        Quotation,
        Link,
    }

    /// <summary>The targets that <see cref="Render"/> will ask for, in the order of the text.</summary>
    public static IReadOnlyList<string> LinksIn(string text) =>
        [.. Parts(text).Where(part => part.Kind == PartKind.Link).Select(part => LinkLine().Match(part.Lines[0]).Groups["target"].Value)];

    /// <summary>The line that tells which language the text below it is in; a text that begins without one is Danish.</summary>
    public static string LanguageLine(string code, string direction) => $"[[{code} {direction}]]";

    /// <summary>
    /// Lays the letter out; <paramref name="resolve"/> gives the whole web address behind a target such as <c>kem-link:…</c>.
    /// </summary>
    public static LaidOutText Render(string subject, string text, Func<string, string> resolve)
    {
        var plain = new StringBuilder();
        var sections = new List<(LanguageMark Language, StringBuilder Html)> { (InDanish, new StringBuilder()) };
        var hasButton = false;

        foreach (var part in Parts(text))
        {
            var html = sections[^1].Html;

            if (part.Kind == PartKind.Language)
            {
                var mark = LanguageMark.Read(part.Lines[0]);
                sections = [.. sections.Where(section => section.Html.Length > 0), (mark, new StringBuilder())];
                plain.Append(sections.Count > 1 ? "________\n\n" : "");
                hasButton = false;
            }
            else if (part.Kind == PartKind.Link)
            {
                var (label, address) = Resolved(part.Lines[0], resolve);
                plain.Append(label).Append(":\n").Append(address).Append("\n\n");
                html.Append(hasButton ? PlainLink(label, address) : Button(label, address));
                hasButton = true;
            }
            else
            {
                plain.AppendJoin('\n', part.Lines).Append("\n\n");
                html.Append(Block(part, sections[^1].Language));
            }
        }

        return new LaidOutText(plain.ToString().TrimEnd('\n') + "\n", Page(subject, sections));
    }

    /// <summary>The words for somebody who is not the receiver: each link is named, and none of them works.</summary>
    public static string Preview(string text) => string.Join("\n\n", Parts(text).Where(part => part.Kind != PartKind.Language).Select(part => part.Kind == PartKind.Link
        ? $"[{LinkLine().Match(part.Lines[0]).Groups["label"].Value}] (linket virker kun hos modtageren)"
        : string.Join('\n', part.Lines)));

    /// <summary>Blank lines and changes of kind part the text; a link is always a part of its own.</summary>
    private static List<Part> Parts(string text)
    {
        var parts = new List<Part>();
        Part? open = null;

        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()))
        {
            if (line.Length == 0)
            {
                open = null;
                continue;
            }

            var kind = KindOf(line);

            if (open is null || open.Kind != kind || kind is PartKind.Link or PartKind.Language)
            {
                parts.Add(open = new Part(kind, []));
            }

            open.Lines.Add(line);
        }

        return parts;
    }

    private static PartKind KindOf(string line) => line switch
    {
        _ when line.StartsWith("- ", StringComparison.Ordinal) => PartKind.List,
        _ when line == ">" || line.StartsWith("> ", StringComparison.Ordinal) => PartKind.Quotation,
        _ when LinkLine().IsMatch(line) => PartKind.Link,
        _ when LanguageMark.IsOn(line) => PartKind.Language,
        _ => PartKind.Paragraph,
    };

    private static (string Label, string Address) Resolved(string line, Func<string, string> resolve)
    {
        var link = LinkLine().Match(line);
        var target = link.Groups["target"].Value;
        var address = resolve(target);

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
        {
            throw new InvalidOperationException($"The link {target} has no web address.");
        }

        return (link.Groups["label"].Value, address);
    }

    // What people wrote may be in any language, so each line of it finds its own direction.
    private static string Block(Part part, LanguageMark language) => part.Kind switch
    {
        PartKind.List => $"<ul style=\"margin:0 0 16px;padding:0 24px\">{string.Concat(part.Lines.Select(line => $"<li style=\"margin:0 0 4px\"><bdi>{Encode(line[2..])}</bdi></li>"))}</ul>\n",
        PartKind.Quotation => $"<blockquote class=\"k-quote\" style=\"margin:0 0 16px;padding:0 16px;border:0 solid #767f7e;border-{(language.Direction == "rtl" ? "right" : "left")}-width:3px\">{string.Join("<br>\n", part.Lines.Select(line => $"<bdi>{Encode(line[1..].TrimStart())}</bdi>"))}</blockquote>\n",
        _ => $"<p style=\"margin:0 0 16px\">{Rows(part.Lines)}</p>\n",
    };

    private static string Rows(IEnumerable<string> lines) => string.Join("<br>\n", lines.Select(Encode));

    // 12 + 20 + 12 = 44 px high. The border keeps its shape where a reader inverts or drops the background.
    private static string Button(string label, string address) =>
        $"""
        <table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 8px"><tr><td class="k-button" bgcolor="#0b5363" style="background-color:#0b5363;border-radius:6px;mso-padding-alt:12px 24px"><a class="k-button" href="{Encode(address)}" style="display:inline-block;box-sizing:border-box;min-height:44px;padding:11px 23px;border:1px solid #0b5363;border-radius:6px;background-color:#0b5363;color:#ffffff;font-size:16px;line-height:20px;font-weight:600;text-decoration:none">{Encode(label)}</a></td></tr></table>
        <p style="margin:0 0 16px;font-size:14px;line-height:20px;word-break:break-all"><a class="k-link" dir="ltr" href="{Encode(address)}" style="color:#0b5363">{Encode(address)}</a></p>

        """;

    private static string PlainLink(string label, string address) =>
        $"""
        <p style="margin:0 0 16px;word-break:break-word">{Encode(label)}:<br>
        <a class="k-link" dir="ltr" href="{Encode(address)}" style="color:#0b5363">{Encode(address)}</a></p>

        """;

    // The colours that stand in the tags are what every mail program knows; those that know more have dark ones too.
    private static string Page(string subject, List<(LanguageMark Language, StringBuilder Html)> sections) =>
        $"""
        <!DOCTYPE html>
        <html lang="{sections[0].Language.Code}" dir="{sections[0].Language.Direction}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <title>{Encoder.Encode(WithoutIsolates(subject))}</title>
        <style>
        {DarkColours}
        </style>
        </head>
        <body class="k-page" style="margin:0;padding:0;background-color:#ffffff">
        <table role="presentation" class="k-page" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff" style="background-color:#ffffff"><tr><td align="center" style="padding:24px 16px">
        <table role="presentation" width="560" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:560px">{string.Join('\n', sections.Select(Section))}</table>
        </td></tr></table>
        </body>
        </html>

        """;

    private static string Section((LanguageMark Language, StringBuilder Html) section, int number) =>
        $"""
        <tr><td lang="{section.Language.Code}" dir="{section.Language.Direction}" align="{(section.Language.Direction == "rtl" ? "right" : "left")}" class="k-page{(number > 0 ? " k-below" : "")}" style="{(number > 0 ? "border-top:1px solid #767f7e;padding-top:24px;" : "")}font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:24px;color:#1a2428;background-color:#ffffff">
        {section.Html}</td></tr>
        """;

    // What is kept apart by invisible letters in plain text is kept apart by a tag here.
    private static string Encode(string text) => Encoder.Encode(text)
        .Replace(Encoder.Encode("\u2068"), "<bdi>", StringComparison.Ordinal)
        .Replace(Encoder.Encode("\u2069"), "</bdi>", StringComparison.Ordinal);

    private static string WithoutIsolates(string text) =>
        text.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal);

    [GeneratedRegex(@"\A\[(?<label>[^\]]+)\]\((?<target>(kem-link:|https?://|/)[^\s()]*)\)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex LinkLine();

    private sealed record Part(PartKind Kind, List<string> Lines);

    private sealed partial record LanguageMark(string Code, string Direction)
    {
        public static bool IsOn(string line) => Line().IsMatch(line);

        public static LanguageMark Read(string line)
        {
            var mark = Line().Match(line);
            return new LanguageMark(mark.Groups["code"].Value, mark.Groups["direction"].Value);
        }

        [GeneratedRegex(@"\A\[\[(?<code>[a-z]{2}) (?<direction>ltr|rtl)\]\]\z", RegexOptions.ExplicitCapture)]
        private static partial Regex Line();
    }
}

/// <summary>A letter in the two forms that are sent together.</summary>
public sealed record LaidOutText(string Plain, string Html);
