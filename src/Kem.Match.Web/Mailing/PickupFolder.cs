using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Kem.Match.Web.Mailing;

/// <summary>A mail as its receiver would see it.</summary>
public sealed record PickedUpMail(
    string FileName, string MessageId, string From, string To, string ReplyTo, string Subject, DateTimeOffset Date,
    string Text, string Html, string? Calendar, PickedUpFile? Attachment);

/// <summary>A file that came with a mail.</summary>
public sealed record PickedUpFile(string FileName, string MediaType, byte[] Bytes);

/// <summary>
/// Reads the mails that <see cref="PickupTransport"/> has written, so that they can be seen on a page while we
/// develop. It understands the shape we write ourselves, not every mail in the world.
/// </summary>
public sealed partial class PickupFolder(string folder)
{
    /// <summary>The mails in the folder, the newest first.</summary>
    public IReadOnlyList<PickedUpMail> Newest(int count) => [.. Files().Take(count).Select(Read)];

    /// <summary>The mail with this file name, if there is one.</summary>
    public PickedUpMail? Find(string fileName) => Files().Where(file => file.Name == fileName).Select(Read).FirstOrDefault();

    internal static string FileName(string messageId) => $"{Unfit().Replace(messageId.Trim('<', '>'), "_")}.eml";

    private IEnumerable<FileInfo> Files() => Directory.Exists(folder)
        ? new DirectoryInfo(folder).EnumerateFiles("*.eml")
            .OrderByDescending(file => file.LastWriteTimeUtc)
            .ThenByDescending(file => file.Name, StringComparer.Ordinal)
        : [];

    private static PickedUpMail Read(FileInfo file)
    {
        var whole = MimePart.Parse(File.ReadAllText(file.FullName, Encoding.UTF8));
        var all = whole.Parts().ToList();
        var parts = all.Where(part => !part.IsAttached).ToDictionary(part => part.MediaType, part => part.Content());

        return new PickedUpMail(
            file.Name, whole.Header("Message-ID"), whole.Header("From"), whole.Header("To"), whole.Header("Reply-To"), whole.Header("Subject"),
            DateTimeOffset.ParseExact(whole.Header("Date"), "d MMM yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture),
            parts["text/plain"], parts["text/html"], parts.GetValueOrDefault("text/calendar"),
            all.Where(part => part.IsAttached).Select(part => new PickedUpFile(part.FileName, part.MediaType, part.Bytes())).FirstOrDefault());
    }

    [GeneratedRegex("[^A-Za-z0-9.@-]")]
    private static partial Regex Unfit();

    /// <summary>Headers, and a body in base64 or in further parts.</summary>
    private sealed partial record MimePart(IReadOnlyDictionary<string, string> Headers, string Body)
    {
        public string MediaType => Header("Content-Type").Split(';')[0].Trim();

        public static MimePart Parse(string source)
        {
            var text = source.ReplaceLineEndings("\n");
            var end = text.IndexOf("\n\n", StringComparison.Ordinal);

            // A header that is too long for one line goes on in the next, after a space.
            var lines = text[..end].Replace("\n ", " ", StringComparison.Ordinal).Replace("\n\t", " ", StringComparison.Ordinal).Split('\n');

            return new MimePart(
                lines.Select(line => line.Split(':', 2)).ToDictionary(line => line[0], line => line[1].Trim(), StringComparer.OrdinalIgnoreCase),
                text[(end + 2)..]);
        }

        public string Header(string name) => Headers.TryGetValue(name, out var value) ? Decoded(value) : "";

        /// <summary>The parts inside this one, all the way in.</summary>
        public IEnumerable<MimePart> Parts()
        {
            var boundary = Boundary().Match(Header("Content-Type"));

            if (!boundary.Success)
            {
                return [this];
            }

            return Body.Split($"--{boundary.Groups["boundary"].Value}")[1..^1].SelectMany(part => Parse(part.TrimStart('\n')).Parts());
        }

        public bool IsAttached => Header("Content-Disposition").StartsWith("attachment", StringComparison.OrdinalIgnoreCase);

        public string FileName => NameOfFile().Match(Header("Content-Disposition")).Groups["name"].Value;

        public byte[] Bytes() => Convert.FromBase64String(Body);

        public string Content() => Encoding.UTF8.GetString(Bytes());

        // The space between two encoded words belongs to neither (RFC 2047, 6.2).
        private static string Decoded(string value) =>
            EncodedWord().Replace(BetweenWords().Replace(value, "?==?"), word => Encoding.UTF8.GetString(
                word.Groups["coding"].Value is "B" or "b"
                    ? Convert.FromBase64String(word.Groups["text"].Value)
                    : Quoted(word.Groups["text"].Value)));

        private static byte[] Quoted(string text) =>
            [.. QuotedOctet().Matches(text).Select(octet => octet.Value switch
            {
                "_" => (byte)' ',
                ['=', .. var hex] => byte.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
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
}
