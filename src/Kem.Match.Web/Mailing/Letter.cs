namespace Kem.Match.Web.Mailing;

/// <summary>
/// One kind of e-mail. A subclass lies beside the feature that sends it, holds what the letter is about and
/// writes it in Danish.
/// </summary>
public abstract record Letter(Recipient To)
{
    /// <summary>A short code that tells the kinds apart in the outbox, such as <c>PROPOSAL</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The fact first; at most 78 characters reads well everywhere.</summary>
    public abstract string Subject { get; }

    /// <summary>
    /// The text in Danish. Blank lines part the paragraphs, and a line break is kept. <c>- </c> begins an item
    /// of a list and <c>&gt; </c> a quotation. A line of the form <c>[Se forslaget og svar](target)</c> is a
    /// link: the first one is the button, the others are plain. A target is <c>kem-link:</c> and an id, a path
    /// such as <c>/aftaler/…</c>, or a whole <c>https://</c> address. What people have typed goes in through
    /// <see cref="MailText.OneLine"/> inside a sentence and through <see cref="MailText.Quote"/> on lines of its own.
    /// </summary>
    public abstract string Text { get; }

    /// <summary>Who an answer goes to, most often the coordinator.</summary>
    public virtual Recipient? ReplyTo => null;

    public virtual CalendarInvite? Calendar => null;

    /// <summary>A file that goes with it; the same object in several letters is stored once.</summary>
    public virtual MailAttachment? Attachment => null;

    /// <summary>
    /// At most one letter with this key is ever written, such as <c>agreement:42:status-meeting:3:amina@…</c>.
    /// </summary>
    public virtual string? DeduplicationKey => null;

    /// <summary>What the letter is about, so that it can be held back if that has changed before it is sent.</summary>
    public virtual (string Type, Guid Id)? About => null;

    /// <summary>When the letter has become pointless, such as the start of the meeting it reminds of.</summary>
    public virtual DateTimeOffset? UselessAfter => null;
}
