using System.Globalization;
using System.Text;

namespace Kem.Match.Web.Mailing;

/// <summary>
/// A mail as it goes over the line (RFC 5322 and 2045). The bodies are base64, which keeps æ, ø, å and long lines whole
/// on every server on the way and leaves no line that begins with a dot.
/// </summary>
internal static class MimeMessage
{
    // A header with more than this is written in encoded words, which can be folded anywhere.
    private const int LongestPlainHeader = 60;

    // An encoded word holds at most 75 characters (RFC 2047, 2); 45 octets are 60 of base64.
    private const int OctetsInAWord = 45;

    public static string Write(PreparedMail mail, DateTimeOffset writtenAt)
    {
        var text = new StringBuilder();
        var boundary = $"kem-{mail.MessageId.Trim('<', '>').Split('@')[0]}";

        Header("From", Address(mail.From));
        Header("To", Address(mail.To));

        if (mail.ReplyTo is not null)
        {
            Header("Reply-To", Address(mail.ReplyTo));
        }

        Header("Subject", Words(mail.Subject));
        Header("Date", writtenAt.ToString("d MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + Offset(writtenAt));
        Header("Message-ID", mail.MessageId);

        foreach (var (name, value) in mail.Headers)
        {
            Header(name, value);
        }

        Header("MIME-Version", "1.0");

        if (mail.Attachment is null)
        {
            Alternatives();
        }
        else
        {
            var outer = $"files-{boundary}";
            Header("Content-Type", $"multipart/mixed; boundary=\"{outer}\"");
            text.Append("\r\n--").Append(outer).Append("\r\n");
            Alternatives();
            Part(outer, $"{mail.Attachment.MediaType}\r\nContent-Disposition: attachment; filename=\"{mail.Attachment.FileName}\"", mail.Attachment.Bytes);
            End(outer);
        }

        return text.ToString();

        void Alternatives()
        {
            Header("Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");
            text.Append("\r\n");

            // The last part is the one a reader prefers, so the order matters.
            Part(boundary, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(mail.Plain));
            Part(boundary, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(mail.Html));

            if (mail.Calendar is not null)
            {
                Part(boundary, $"text/calendar; charset=utf-8; method={mail.CalendarMethod}", Encoding.UTF8.GetBytes(mail.Calendar));
            }

            End(boundary);
        }

        void Header(string name, string value)
        {
            // Every value above is made safe before; this is the last door.
            if (value.AsSpan().ContainsAny('\r', '\n', '\0') && !value.Contains("\r\n ", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"The header {name} would break its line.");
            }

            text.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        void Part(string between, string type, byte[] content) => text
            .Append("--").Append(between).Append("\r\n")
            .Append("Content-Type: ").Append(type).Append("\r\n")
            .Append("Content-Transfer-Encoding: base64\r\n\r\n")
            .Append(Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks).ReplaceLineEndings("\r\n"))
            .Append("\r\n");

        void End(string between) => text.Append("--").Append(between).Append("--\r\n");
    }

    private static string Address(Recipient recipient) => recipient.Name.Length == 0
        ? MailAddresses.InAscii(recipient.Address)
        : $"{Name(recipient.Name)} <{MailAddresses.InAscii(recipient.Address)}>";

    private static string Name(string name) => IsPlain(name)
        ? $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
        : Words(name);

    private static string Words(string value)
    {
        if (IsPlain(value)) return value;

        var words = new List<string>();
        var octets = new List<byte>(OctetsInAWord);

        foreach (var letter in value.EnumerateRunes())
        {
            // A word may not end in the middle of a letter.
            if (octets.Count + letter.Utf8SequenceLength > OctetsInAWord)
            {
                EndWord();
            }

            octets.AddRange(Encoding.UTF8.GetBytes(letter.ToString()));
        }

        EndWord();
        return string.Join("\r\n ", words);

        void EndWord()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String([.. octets])}?=");
            octets.Clear();
        }
    }

    private static bool IsPlain(string value) => value.Length <= LongestPlainHeader && value.All(c => c is >= ' ' and <= '~');

    private static string Offset(DateTimeOffset at) =>
        (at.Offset < TimeSpan.Zero ? "-" : "+") + at.Offset.ToString("hhmm", CultureInfo.InvariantCulture);
}
