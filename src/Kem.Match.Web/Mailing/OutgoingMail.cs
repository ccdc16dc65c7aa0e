using Kem.Match.Web.Mailing.Templates;

namespace Kem.Match.Web.Mailing;

public enum OutgoingMailState
{
    Waiting,
    Sent,

    /// <summary>Held back on purpose; <see cref="OutgoingMail.Reason"/> says why.</summary>
    Suppressed,

    /// <summary>Given up: it was refused, came back, or could not be handed over in time. Somebody must look at it.</summary>
    Failed,
}

/// <summary>Why a mail was held back or given up. The words for people stand beside it.</summary>
public enum MailReason
{
    /// <summary>Its time had passed before it could be sent (forældet).</summary>
    Outdated,

    /// <summary>What it is about was answered, moved, withdrawn or ended first.</summary>
    Changed,

    /// <summary>The receiver does not want reminders.</summary>
    Unsubscribed,

    /// <summary>The address is on the list of those that are not written to.</summary>
    AddressStopped,

    /// <summary>The receiver's server said no for good.</summary>
    Refused,

    /// <summary>It was tried until it was too late.</summary>
    GivenUp,

    /// <summary>It cannot be written, however often it is tried.</summary>
    Unwritable,

    /// <summary>It was accepted, and came back later.</summary>
    Returned,

    /// <summary>Its news came in a digest, together with others.</summary>
    Gathered,

    /// <summary>The receiver has chosen not to have mails of this kind.</summary>
    NotWanted,

    /// <summary>The receiver holds a pause from such mails, and afterwards it would be too late.</summary>
    Paused,

    /// <summary>It would be useless before the receiver's next open hour.</summary>
    NoOpenHour,

    /// <summary>The receiver would rather be called; the call is on the coordinator's list.</summary>
    ByPhone,

    /// <summary>The same words go to the same address in another mail, because the person has two roles.</summary>
    SameWords,
}

/// <summary>What a mail waits for because its receiver wants it so.</summary>
public enum MailHold
{
    OpenHours,
    Digest,
    LateDigest,
    PauseEnd,
}

/// <summary>
/// A letter that is written and saved, and perhaps not yet sent. It is saved together with the change it tells
/// of. A worker claims it for a while, sends it and records the outcome; a worker that dies loses only its claim.
/// </summary>
public sealed class OutgoingMail
{
    private const int LongestSubject = 400;
    private const int LongestAnswer = 500;

    // As many pauses as PauseAfter has: a mail that our own program cannot write is then parked.
    private const int MostAttemptsToWrite = 6;
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromDays(5);

    private OutgoingMail(
        string kind, string toName, string toAddress, string subject, string text,
        DateTimeOffset createdAt, DateTimeOffset dueAt, DateTimeOffset giveUpAt)
    {
        Kind = kind;
        ToName = toName;
        ToAddress = toAddress;
        Subject = subject;
        Text = text;
        CreatedAt = createdAt;
        DueAt = dueAt;
        GiveUpAt = giveUpAt;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public string Kind { get; private set; }

    public string ToName { get; private set; }

    public string ToAddress { get; private set; }

    public string? ReplyToName { get; private set; }

    public string? ReplyToAddress { get; private set; }

    public string Subject { get; private set; }

    /// <summary>
    /// The text in the small markup of <see cref="Letter.Text"/>; links are still unresolved. Danish while it waits; when it
    /// goes out, the words that went out.
    /// </summary>
    public string Text { get; private set; }

    /// <summary>Code of the template it is written from; null when the letter had its words itself.</summary>
    public string? Template { get; private set; }

    /// <summary>What fills the template (<see cref="MailValues.ToJson"/>), so that the words can be chosen when it goes out.</summary>
    public string? Values { get; private set; }

    /// <summary>The language it went out in; Danish stands below it when it is another.</summary>
    public string Language { get; private set; } = MailTemplates.Danish;

    public string? CalendarText { get; private set; }

    /// <summary>REQUEST, CANCEL or PUBLISH.</summary>
    public string? CalendarMethod { get; private set; }

    public Guid? AttachmentId { get; private set; }

    public MailAttachment? Attachment { get; private set; }

    /// <summary>Unique where it is given.</summary>
    public string? DeduplicationKey { get; private set; }

    public string? AboutType { get; private set; }

    public Guid? AboutId { get; private set; }

    /// <summary>Which version of it the letter speaks of; see <see cref="Letter.AboutVersion"/>.</summary>
    public int? AboutVersion { get; private set; }

    /// <summary>Whose coordinators may see it; null when it belongs to the installation.</summary>
    public string? MunicipalityCode { get; private set; }

    public LetterUse Use { get; private set; }

    /// <summary>The mail that this one says again.</summary>
    public Guid? CopyOf { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset DueAt { get; private set; }

    /// <summary>After this it is not tried again.</summary>
    public DateTimeOffset GiveUpAt { get; private set; }

    /// <summary>When it has become pointless; see <see cref="Letter.UselessAfter"/>.</summary>
    public DateTimeOffset? UselessAfter { get; private set; }

    /// <summary>What it waits for, when it was ready and its receiver wants it later.</summary>
    public MailHold? Hold { get; private set; }

    /// <summary>The digest that carries its news.</summary>
    public Guid? GatheredIn { get; private set; }

    /// <summary>When the coordinators were told that it did not arrive.</summary>
    public DateTimeOffset? AlertedAt { get; private set; }

    /// <summary>What the receiver must be told once and finds below the letter; it is not stored with it.</summary>
    public string? Notice { get; private set; }

    public OutgoingMailState State { get; private set; } = OutgoingMailState.Waiting;

    /// <summary>How often it has been claimed; together with <see cref="ClaimedBy"/> it tells one claim from the next.</summary>
    public int Attempts { get; private set; }

    public string? ClaimedBy { get; private set; }

    public DateTimeOffset? ClaimedUntil { get; private set; }

    /// <summary>Set just before the mail is handed over and cleared with the outcome. What is still set when a claim has run out was cut off.</summary>
    public DateTimeOffset? UnderWaySince { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    public string? LastError { get; private set; }

    /// <summary>What the mail server said when it took the mail over.</summary>
    public string? ServerAnswer { get; private set; }

    /// <summary>How many attempts ended without an answer: so many extra copies (with the same Message-ID) the receiver may see.</summary>
    public int UncertainAttempts { get; private set; }

    /// <summary>Given when the mail was held back or given up.</summary>
    public MailReason? Reason { get; private set; }

    /// <summary>The reason in words, when it was held back.</summary>
    public string? SuppressedReason { get; private set; }

    /// <summary>Somebody has seen that it did not arrive and has dealt with it.</summary>
    public DateTimeOffset? HandledAt { get; private set; }

    /// <summary>The words are gone; the envelope is still known.</summary>
    public DateTimeOffset? LetterErasedAt { get; private set; }

    /// <summary>Whom it went to is gone as well; that it was sent is still known.</summary>
    public DateTimeOffset? ReceiverErasedAt { get; private set; }

    public bool Uncertain => UncertainAttempts > 0;

    /// <summary>Puts a letter in an envelope, ready to be saved.</summary>
    public static OutgoingMail From(Letter letter, DateTimeOffset now, DateTimeOffset? notBefore = null)
    {
        var dueAt = notBefore > now ? notBefore.Value : now;
        var giveUpAt = dueAt + GivenUpAfter;
        var values = letter.Values;
        var words = letter.Write(values);
        var (replyTo, calendar, attachment, about) = (letter.ReplyTo, letter.Calendar, letter.Attachment, letter.About);

        return new OutgoingMail(
            letter.Kind, letter.To.Name, letter.To.Address,
            MailText.Cut(MailText.OneLine(words.Subject), LongestSubject), MailText.Lines(words.Text),
            createdAt: now, dueAt, letter.UselessAfter < giveUpAt ? letter.UselessAfter.Value : giveUpAt)
        {
            ReplyToName = replyTo?.Name,
            ReplyToAddress = replyTo?.Address,
            CalendarText = calendar?.ToText(now),
            CalendarMethod = calendar?.MethodName,
            AttachmentId = attachment?.Id,
            Attachment = attachment,
            DeduplicationKey = letter.DeduplicationKey,
            AboutType = about?.Type,
            AboutId = about?.Id,
            AboutVersion = letter.AboutVersion,
            MunicipalityCode = letter.MunicipalityCode,
            Use = letter.Use,
            UselessAfter = letter.UselessAfter,
            Template = values is null ? null : letter.Template,
            Values = values?.ToJson(),
        };
    }

    /// <summary>Gives the mail the words that go out: the receiver's language and the municipality's own wording.</summary>
    public void Write(FilledWording wording, string language) =>
        (Subject, Text, Language) = (MailText.Cut(wording.Subject, LongestSubject), wording.Text, language);

    /// <summary>The same words to the same receiver once more: a mail of its own with a Message-ID of its own.</summary>
    public OutgoingMail Again(DateTimeOffset now)
    {
        if (LetterErasedAt is not null) throw new InvalidOperationException($"The words of mail {Id} are erased.");

        return new OutgoingMail(Kind, ToName, ToAddress, Subject, Text, createdAt: now, dueAt: now, giveUpAt: now + GivenUpAfter)
        {
            ReplyToName = ReplyToName,
            ReplyToAddress = ReplyToAddress,
            CalendarText = CalendarText,
            CalendarMethod = CalendarMethod,
            AboutType = AboutType,
            AboutId = AboutId,
            AttachmentId = AttachmentId,
            AboutVersion = AboutVersion,
            MunicipalityCode = MunicipalityCode,
            Use = Use,
            Language = Language,
            Template = SentAt is null ? Template : null,
            Values = SentAt is null ? Values : null,
            CopyOf = Id,
        };
    }

    /// <summary>Puts the file that belongs to the mail into it, when the mail was fetched alone.</summary>
    public void Bring(MailAttachment attachment) => Attachment = attachment;

    /// <summary>Puts below the letter what its receiver must be told once.</summary>
    public void Carry(string notice) => Notice = notice;

    /// <summary>The same for every attempt, so that a receiver who gets two copies can tell that they are one.</summary>
    public string MessageId(string domain) => $"<{Id:N}@{domain}>";

    /// <summary>How long to wait after this many attempts: 1 and 5 and 15 minutes, 1 hour, then every 4 hours.</summary>
    public static TimeSpan PauseAfter(int attempts) => attempts switch
    {
        <= 1 => TimeSpan.FromMinutes(1),
        2 => TimeSpan.FromMinutes(5),
        3 => TimeSpan.FromMinutes(15),
        4 => TimeSpan.FromHours(1),
        _ => TimeSpan.FromHours(4),
    };

    /// <summary>Is it too late to send this?</summary>
    public bool IsStale(DateTimeOffset at) => at > (Hold is null ? GiveUpAt : UselessAfter ?? DateTimeOffset.MaxValue);

    /// <summary>Decides what an attempt leads to: sent, another attempt later, or given up.</summary>
    public void Record(Delivery delivery, DateTimeOffset at)
    {
        if (State != OutgoingMailState.Waiting) throw new InvalidOperationException($"Mail {Id} is {State} and takes no more attempts.");

        switch (delivery.Kind)
        {
            case DeliveryKind.Accepted:
                MarkSent(delivery.Answer, at);
                break;
            case DeliveryKind.Permanent:
                MarkFailed(MailReason.Refused, delivery.Answer);
                break;
            case DeliveryKind.Unwritable when Attempts >= MostAttemptsToWrite:
                MarkFailed(MailReason.Unwritable, delivery.Answer);
                break;
            default:
                UncertainAttempts += delivery.Kind == DeliveryKind.Uncertain ? 1 : 0;
                MarkRetry(delivery.Answer, at);
                break;
        }
    }

    /// <summary>Holds the mail back for good; the reason is shown to the coordinator.</summary>
    public void Suppress(string reason) => Suppress(MailReason.Changed, reason);

    /// <inheritdoc cref="Suppress(string)"/>
    public void Suppress(MailReason code, string reason)
    {
        if (State == OutgoingMailState.Sent) throw new InvalidOperationException($"Mail {Id} has been sent.");

        State = OutgoingMailState.Suppressed;
        (Reason, SuppressedReason) = (code, reason);
        LetGo();
    }

    /// <summary>
    /// Lets it wait until its receiver wants it. Waiting is no attempt and uses none of its time, but what becomes pointless
    /// on the way still does.
    /// </summary>
    public void HoldUntil(DateTimeOffset at, MailHold hold, DateTimeOffset now)
    {
        if (State != OutgoingMailState.Waiting) throw new InvalidOperationException($"Mail {Id} is {State} and waits for nobody.");

        var giveUpAt = GiveUpAt + (at - now);
        (DueAt, Hold, Attempts) = (at, hold, Attempts - 1);
        GiveUpAt = UselessAfter < giveUpAt ? UselessAfter.Value : giveUpAt;
        LetGo();
    }

    /// <summary>
    /// Its receiver has it now. What has waited for a digest or a pause, perhaps through an outage, has all its attempts before
    /// it; a night's rest between two attempts gives no new ones.
    /// </summary>
    public void Release(DateTimeOffset now)
    {
        if (Hold is not null and not MailHold.OpenHours)
        {
            GiveUpAt = UselessAfter < now + GivenUpAfter ? UselessAfter.Value : now + GivenUpAfter;
        }

        Hold = null;
    }

    /// <summary>The receiver wants it otherwise now, so it is looked at again at once.</summary>
    public void LookAgain(DateTimeOffset now)
    {
        if (Hold is null || State != OutgoingMailState.Waiting) throw new InvalidOperationException($"Mail {Id} is not held for its receiver.");

        (DueAt, Hold) = (now, null);
    }

    /// <summary>Its news goes out in a digest, which is saved with this.</summary>
    public void GatherIn(OutgoingMail digest, string reason)
    {
        Suppress(MailReason.Gathered, reason);
        GatheredIn = digest.Id;
    }

    /// <summary>The coordinators have been told that it did not arrive.</summary>
    public void MarkAlerted(DateTimeOffset at) => AlertedAt ??= at;

    /// <summary>The receiver's server accepted it and sent it back later.</summary>
    public void Return(string said)
    {
        if (State != OutgoingMailState.Sent) throw new InvalidOperationException($"Mail {Id} is {State}; only a sent mail comes back.");

        MarkFailed(MailReason.Returned, said);
    }

    /// <summary>It can be tried again as it is; what came back is sent as a new mail instead (<see cref="Again"/>).</summary>
    public bool CanBeTriedAgain => State == OutgoingMailState.Failed && SentAt is null && LetterErasedAt is null;

    /// <summary>Somebody asks for another attempt at once, for instance after correcting the settings.</summary>
    public void TryAgain(DateTimeOffset at)
    {
        if (State == OutgoingMailState.Sent || SentAt is not null) throw new InvalidOperationException($"Mail {Id} has been sent.");

        State = OutgoingMailState.Waiting;
        (Reason, SuppressedReason, HandledAt) = (null, null, null);
        (Hold, AlertedAt) = (null, null);
        DueAt = at;
        GiveUpAt = at + GivenUpAfter;
    }

    /// <summary>Somebody has dealt with what did not arrive.</summary>
    public void MarkHandled(DateTimeOffset at) => HandledAt ??= at;

    /// <summary>Forgets the words; that, when and to whom it was sent stays.</summary>
    public void EraseLetter(DateTimeOffset at)
    {
        if (State == OutgoingMailState.Waiting) throw new InvalidOperationException($"Mail {Id} is not sent yet.");

        (Text, Values, CalendarText, AttachmentId, LetterErasedAt) = ("", null, null, null, at);
    }

    /// <summary>Forgets whom it went to. The pseudonym is the same for all mails to one address, so that they can still be counted.</summary>
    public void EraseReceiver(string pseudonym, DateTimeOffset at)
    {
        EraseLetter(at);
        (ToName, ToAddress, Subject) = ("", pseudonym, "");
        (ReplyToName, ReplyToAddress, LastError, ServerAnswer) = (null, null, null, null);
        DeduplicationKey = DeduplicationKey is null ? null : $"erased:{Id:N}";
        ReceiverErasedAt = at;
    }

    private void MarkSent(string answer, DateTimeOffset at)
    {
        State = OutgoingMailState.Sent;
        SentAt = at;
        ServerAnswer = MailText.Cut(answer, LongestAnswer);
        LastError = null;
        LetGo();
    }

    private void MarkRetry(string error, DateTimeOffset at)
    {
        var nextAt = at + PauseAfter(Attempts);

        if (nextAt > GiveUpAt)
        {
            MarkFailed(MailReason.GivenUp, error);
            return;
        }

        DueAt = nextAt;
        LastError = MailText.Cut(error, LongestAnswer);
        LetGo();
    }

    private void MarkFailed(MailReason reason, string error)
    {
        State = OutgoingMailState.Failed;
        Reason = reason;
        LastError = MailText.Cut(error, LongestAnswer);
        LetGo();
    }

    private void LetGo()
    {
        ClaimedBy = null;
        ClaimedUntil = null;
        UnderWaySince = null;
    }
}
