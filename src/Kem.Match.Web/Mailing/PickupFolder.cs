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
}
