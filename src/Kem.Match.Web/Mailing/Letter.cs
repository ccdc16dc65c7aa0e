using Kem.Match.Web.Mailing.Templates;

namespace Kem.Match.Web.Mailing;

/// <summary>What a letter is to its receiver; it decides what the receiver can say no to.</summary>
public enum LetterUse
{
    /// <summary>A person must know it: a proposal, a text to sign, what was agreed, a meeting that is moved.</summary>
    Necessary,

    /// <summary>It says again what was said. The receiver can do without.</summary>
    Reminder,

    /// <summary>It gathers what has happened. The receiver can do without.</summary>
    Digest,
}

/// <summary>
/// One kind of e-mail. A subclass lies beside the feature that sends it and holds what the letter is about. It writes
/// itself in Danish, or gives <see cref="Values"/> to a template that has the words in every language.
/// </summary>
public abstract record Letter(Recipient To)
{
    /// <summary>A short code that tells the kinds apart in the outbox, such as <c>PROPOSAL</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The fact first; at most 78 characters reads well everywhere.</summary>
    public virtual string Subject => InDanish.Subject;

    /// <summary>
    /// The text in Danish. Blank lines part the paragraphs, and a line break is kept. <c>- </c> begins an item
    /// of a list and <c>&gt; </c> a quotation. A line of the form <c>[Se forslaget og svar](target)</c> is a
    /// link: the first one is the button, the others are plain. A target is <c>kem-link:</c> and an id, a path
    /// such as <c>/aftaler/…</c>, or a whole <c>https://</c> address. What people have typed goes in through
    /// <see cref="MailText.OneLine"/> inside a sentence and through <see cref="MailText.Quote"/> on lines of its own.
    /// </summary>
    public virtual string Text => InDanish.Text;

    /// <summary>Code of the template that the values are for, such as <c>PROPOSAL</c>.</summary>
    public virtual string Template => Kind;

    /// <summary>What fills the template; null for a letter that has its words itself.</summary>
    public virtual MailValues? Values => null;

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

    /// <summary>
    /// Which version of it, such as the number that rises when a meeting is moved. A letter about an older version is
    /// held back.
    /// </summary>
    public virtual int? AboutVersion => null;

    /// <summary>The municipality whose coordinators can find the mail; null for what belongs to the installation.</summary>
    public virtual string? MunicipalityCode => null;

    public virtual LetterUse Use => LetterUse.Necessary;

    /// <summary>When the letter has become pointless, such as the start of the meeting it reminds of.</summary>
    public virtual DateTimeOffset? UselessAfter => null;

    /// <summary>What it says in Danish, with the values already at hand: they are worked out once for subject, text and store.</summary>
    public FilledWording Write(MailValues? values) => values is null ? new FilledWording(Subject, Text) : MailTemplates.Shipped.Write(Template, MailTemplates.Danish, values);

    private FilledWording InDanish => Write(Values ?? throw new InvalidOperationException($"{Kind} has neither words nor values."));
}
