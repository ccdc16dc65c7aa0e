using Kem.Match.Web.Mailing.Templates;

namespace Kem.Match.Web.Mailing;

/// <summary>One mail to one recipient, ready to hand to a mail server: links resolved, both forms laid out.</summary>
public sealed record PreparedMail
{
    /// <summary>With its angle brackets.</summary>
    public required string MessageId { get; init; }

    public required Recipient From { get; init; }

    public required Recipient To { get; init; }

    /// <summary>Where servers send it back to when it cannot be delivered; the sender when not given.</summary>
    public string? ReturnPath { get; init; }

    public Recipient? ReplyTo { get; init; }

    public required string Subject { get; init; }

    public required string Plain { get; init; }

    public required string Html { get; init; }

    public string? Calendar { get; init; }

    /// <summary>REQUEST, CANCEL or PUBLISH; given together with <see cref="Calendar"/>.</summary>
    public string? CalendarMethod { get; init; }

    public MailAttachment? Attachment { get; init; }

    /// <summary>Headers beyond the usual ones.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = Automatic;

    // Ours are not written by a person, so nobody's holiday reply is wanted.
    private static Dictionary<string, string> Automatic { get; } = new() { ["Auto-Submitted"] = "auto-generated" };

    /// <summary>Lays a saved mail out.</summary>
    /// <param name="mail">What was written.</param>
    /// <param name="from">Who sends it.</param>
    /// <param name="messageIdDomain">The right-hand side of its Message-ID.</param>
    /// <param name="resolve">Gives the web address behind a link's target.</param>
    /// <param name="stop">The web address where the receiver stops such mails; null for a mail that a person must have.</param>
    /// <param name="choose">The web address where the receiver chooses which mails to have; null for a mail that was asked for.</param>
    public static PreparedMail Of(
        OutgoingMail mail, Recipient from, string messageIdDomain, Func<string, string> resolve, string? stop = null, string? choose = null)
    {
        string?[] parts =
        [
            stop is null ? mail.Text : WithStop(mail, stop),
            mail.Notice,
            choose is null ? null : $"[Vælg, hvilke mails du får]({choose})",
            stop is null ? null : StopLine(MailTemplates.Danish, stop),
        ];
        var (plain, html) = MailLayout.Render(mail.Subject, string.Join("\n\n", parts.OfType<string>()), resolve);

        return new PreparedMail
        {
            MessageId = mail.MessageId(messageIdDomain),
            From = from,
            To = Recipient.Create(mail.ToName, mail.ToAddress),
            ReplyTo = mail.ReplyToAddress is null ? null : Recipient.Create(mail.ReplyToName, mail.ReplyToAddress),
            Subject = mail.Subject,
            Plain = plain,
            Html = html,
            Calendar = mail.CalendarText,
            CalendarMethod = mail.CalendarMethod,
            Attachment = mail.Attachment,
            Headers = stop is null ? Automatic : WithStop(stop),
        };
    }

    // In the words of the part that the receiver reads; the Danish part has the line at its foot.
    private static string WithStop(OutgoingMail mail, string stop)
    {
        if (MailTemplates.Shipped.FindLanguage(mail.Language) is not { } language || language.Code == MailTemplates.Danish) return mail.Text;

        var danish = $"\n\n{MailLayout.LanguageLine(MailTemplates.Danish, "ltr")}\n";
        return mail.Text.Replace(danish, $"\n\n{StopLine(language.Code, stop)}{danish}", StringComparison.Ordinal);
    }

    private static string StopLine(string language, string stop) => $"[{MailTemplates.Shipped.Language(language).Stop}]({stop})";

    // The mail program's own button (RFC 2369), pressed without opening a page (RFC 8058).
    private static Dictionary<string, string> WithStop(string stop) => new(Automatic)
    {
        ["List-Unsubscribe"] = $"<{stop}>",
        ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click",
    };
}
