namespace Kem.Match.Web.Mailing;

/// <summary>One mail to one recipient, ready to hand to a mail server: links resolved, both forms laid out.</summary>
public sealed record PreparedMail
{
    /// <summary>With its angle brackets.</summary>
    public required string MessageId { get; init; }

    public required Recipient From { get; init; }

    public required Recipient To { get; init; }

    public Recipient? ReplyTo { get; init; }

    public required string Subject { get; init; }

    public required string Plain { get; init; }

    public required string Html { get; init; }

    public string? Calendar { get; init; }

    /// <summary>REQUEST, CANCEL or PUBLISH; given together with <see cref="Calendar"/>.</summary>
    public string? CalendarMethod { get; init; }

    public MailAttachment? Attachment { get; init; }

    /// <summary>Headers beyond the usual ones. Ours are not written by a person, so nobody's holiday reply is wanted.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>
    {
        ["Auto-Submitted"] = "auto-generated",
    };

    /// <summary>Lays a saved mail out; <paramref name="resolve"/> gives the web address behind a link's target.</summary>
    public static PreparedMail Of(OutgoingMail mail, Recipient from, string messageIdDomain, Func<string, string> resolve)
    {
        var (plain, html) = MailLayout.Render(mail.Subject, mail.Text, resolve);

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
        };
    }
}
