using System.Globalization;
using System.Text;

namespace Kem.Match.Web.Mailing;

/// <summary>Makes what people have typed safe to put in a header or in the text of a letter.</summary>
public static class MailText
{
    private const int LongestFileName = 80;

    /// <summary>
    /// One line without control characters, so that it can never become a header of its own, nor an encoded word
    /// that a receiver would decode (RFC 2047), nor a link.
    /// </summary>
    public static string OneLine(string? text)
    {
        var whole = Whole(text);
        var seen = whole.Any(IsUnseen) ? new string([.. whole.Select(c => IsUnseen(c) ? ' ' : c)]) : whole;
        return string.Join(' ', seen.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Replace("=?", "= ?", StringComparison.Ordinal)
            .Replace("](", "] (", StringComparison.Ordinal)
            .Replace("[[", "[ [", StringComparison.Ordinal);
    }

    /// <summary>
    /// What somebody else has written, marked line by line as a quotation. Nothing in it can turn into a
    /// link or a button.
    /// </summary>
    public static string Quote(string? text) => Lines(text).Trim() is { Length: > 0 } said
        ? string.Join('\n', said.Split('\n').Select(line => $"> {line.Trim()}".TrimEnd()))
        : "";

    /// <summary>A name that every mail program, browser and disk takes as it is: small letters, digits, point and hyphen.</summary>
    public static string FileName(string text)
    {
        var plain = OneLine(text).ToLowerInvariant().Replace("é", "e", StringComparison.Ordinal)
            .Replace("æ", "ae", StringComparison.Ordinal).Replace("ø", "oe", StringComparison.Ordinal).Replace("å", "aa", StringComparison.Ordinal);
        var words = new string([.. plain.Select(c => char.IsAsciiLetterOrDigit(c) || c == '.' ? c : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Any(c => c != '.'));
        var name = string.Join('-', words).Trim('.');

        return name.Length <= LongestFileName ? name : name[..(LongestFileName / 2)] + name[^(LongestFileName / 2)..];
    }

    /// <summary>The beginning of a text that is too long, up to a whole letter.</summary>
    internal static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1)] + "…";

    /// <summary>The same text with one kind of line break and without other control characters.</summary>
    internal static string Lines(string? text)
    {
        var lines = Whole(text).ReplaceLineEndings("\n");
        return lines.Any(c => c is not '\n' && IsUnseen(c)) ? new([.. lines.Where(c => c is '\n' || !IsUnseen(c))]) : lines;
    }

    /// <summary>Half a surrogate pair cannot be stored or sent; it becomes the replacement character.</summary>
    private static string Whole(string? text) => text is null ? ""
        : text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? text
        : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    // Control characters, line separators, and the marks that turn the reading direction behind the reader's back.
    private static bool IsUnseen(char c) => c is (< ' ' or > '~') &&
        (char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'));
}
