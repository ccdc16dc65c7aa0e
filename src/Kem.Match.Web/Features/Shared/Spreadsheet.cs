using System.Text;

namespace Kem.Match.Web.Features.Shared;

/// <summary>Rows as a file that a Danish spreadsheet opens with a double click: UTF-8 with its mark in front, semicolons between.</summary>
public static class Spreadsheet
{
    public const string ContentType = "text/csv; charset=utf-8";

    /// <param name="rows">The headings first.</param>
    public static byte[] Write(IEnumerable<IEnumerable<string>> rows)
    {
        var text = string.Concat(rows.Select(cells => string.Join(';', cells.Select(Cell)) + "\r\n"));
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)];
    }

    /// <summary>
    /// One cell. A text that a spreadsheet would take for a formula gets an apostrophe in front; a text with semicolons,
    /// quotes or line breaks is put in quotes.
    /// </summary>
    public static string Cell(string text)
    {
        var safe = text.TrimStart(' ') is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text;
        return safe.AsSpan().ContainsAny(";\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
