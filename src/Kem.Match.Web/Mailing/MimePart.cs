using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Kem.Match.Web.Mailing;

/// <summary>
/// A mail or a part of one: headers, and a body that may hold further parts. It reads whatever it is given; what it does not
/// understand is empty.
/// </summary>
internal sealed partial record MimePart(IReadOnlyDictionary<string, string> Headers, string Body)
{
    // Deeper than any mail program writes.
    private const int MostLevels = 8;

    public string MediaType => Header("Content-Type").Split(';')[0].Trim().ToLowerInvariant();

    public static MimePart Parse(string source)
    {
        var text = source.ReplaceLineEndings("\n").TrimStart('\n');
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var head = end < 0 ? text : text[..end];

        // A header that is too long for one line goes on in the next, after a space.
        var lines = head.Replace("\n ", " ", StringComparison.Ordinal).Replace("\n\t", " ", StringComparison.Ordinal).Split('\n');
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

        foreach (var line in lines.Select(line => line.Split(':', 2)).Where(line => line.Length == 2))
        {
            headers.TryAdd(line[0].Trim(), line[1].Trim());
        }

        return new MimePart(headers, end < 0 ? "" : text[(end + 2)..]);
    }

    public string Header(string name) => Headers.TryGetValue(name, out var value) ? Decoded(value) : "";

    /// <summary>The parts inside this one, all the way in.</summary>
    public IEnumerable<MimePart> Parts(int level = 0)
    {
        var boundary = Boundary().Match(Header("Content-Type"));

        if (!boundary.Success || level > MostLevels) return [this];

        var parts = Body.Split($"--{boundary.Groups["boundary"].Value}");
        return parts.Length < 3 ? [] : parts[1..^1].SelectMany(part => Parse(part).Parts(level + 1));
    }

    public bool IsAttached => Header("Content-Disposition").StartsWith("attachment", StringComparison.OrdinalIgnoreCase);

    public string FileName => NameOfFile().Match(Header("Content-Disposition")).Groups["name"].Value;

    public byte[] Bytes() => Header("Content-Transfer-Encoding").Equals("base64", StringComparison.OrdinalIgnoreCase) ? FromBase64(Body) : Encoding.UTF8.GetBytes(Body);

    public string Content() => Encoding.UTF8.GetString(Bytes());

    // The space between two encoded words belongs to neither (RFC 2047, 6.2).
    private static string Decoded(string value) =>
        EncodedWord().Replace(BetweenWords().Replace(value, "?==?"), word => Encoding.UTF8.GetString(word.Groups["coding"].Value is "B" or "b"
            ? FromBase64(word.Groups["text"].Value)
            : Quoted(word.Groups["text"].Value)));

    private static byte[] FromBase64(string text)
    {
        var octets = new byte[text.Length];
        return Convert.TryFromBase64String(text, octets, out var count) ? octets[..count] : [];
    }

    private static byte[] Quoted(string text) =>
        [.. QuotedOctet().Matches(text).Select(octet => octet.Value switch
        {
            "_" => (byte)' ',
            ['=', _, _] hex => byte.Parse(hex.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            var letter => (byte)letter[0],
        })];

    [GeneratedRegex("""boundary="?(?<boundary>[^";]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Boundary();

    [GeneratedRegex("""filename="?(?<name>[^";]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex NameOfFile();

    [GeneratedRegex(@"=\?utf-8\?(?<coding>[BQ])\?(?<text>[^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"\?=\s+=\?")]
    private static partial Regex BetweenWords();

    [GeneratedRegex("=[0-9A-F]{2}|.", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex QuotedOctet();
}
