namespace Kem.Match.Web.Mailing;

public enum OutgoingMailState
{
    Waiting,
    Sent,

    /// <summary>Held back on purpose, because what it is about has changed or is over.</summary>
    Suppressed,
    Failed,
}

/// <summary>
/// A letter that is written and saved, and perhaps not yet sent. It is saved together with the change it tells
/// of. A worker claims it for a while, sends it and records the outcome; a worker that dies loses only its claim.
/// </summary>
public sealed class OutgoingMail
{
    private const int LongestSubject = 400;
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

    /// <summary>The Danish text in the small markup of <see cref="Letter.Text"/>; links are still unresolved.</summary>
    public string Text { get; private set; }

    public string? CalendarText { get; private set; }

    /// <summary>REQUEST, CANCEL or PUBLISH.</summary>
    public string? CalendarMethod { get; private set; }

    public Guid? AttachmentId { get; private set; }

    public MailAttachment? Attachment { get; private set; }

    /// <summary>Unique where it is given.</summary>
    public string? DeduplicationKey { get; private set; }

    public string? AboutType { get; private set; }

    public Guid? AboutId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset DueAt { get; private set; }

    /// <summary>After this it is not tried again.</summary>
    public DateTimeOffset GiveUpAt { get; private set; }

    public OutgoingMailState State { get; private set; } = OutgoingMailState.Waiting;

    /// <summary>How often it has been claimed; together with <see cref="ClaimedBy"/> it tells one claim from the next.</summary>
    public int Attempts { get; private set; }

    public string? ClaimedBy { get; private set; }

    public DateTimeOffset? ClaimedUntil { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    public string? LastError { get; private set; }

    /// <summary>An attempt ended without an answer, so the receiver may see two copies (with the same Message-ID).</summary>
    public bool Uncertain { get; private set; }

    public string? SuppressedReason { get; private set; }

    /// <summary>Puts a letter in an envelope, ready to be saved.</summary>
    public static OutgoingMail From(Letter letter, DateTimeOffset now, DateTimeOffset? notBefore = null)
    {
        var dueAt = notBefore > now ? notBefore.Value : now;
        var giveUpAt = dueAt + GivenUpAfter;

        return new OutgoingMail(
            letter.Kind, letter.To.Name, letter.To.Address,
            MailText.Cut(MailText.OneLine(letter.Subject), LongestSubject), MailText.Lines(letter.Text),
            createdAt: now, dueAt, letter.UselessAfter < giveUpAt ? letter.UselessAfter.Value : giveUpAt)
        {
            ReplyToName = letter.ReplyTo?.Name,
            ReplyToAddress = letter.ReplyTo?.Address,
            CalendarText = letter.Calendar?.ToText(now),
            CalendarMethod = letter.Calendar?.MethodName,
            AttachmentId = letter.Attachment?.Id,
            Attachment = letter.Attachment,
            DeduplicationKey = letter.DeduplicationKey,
            AboutType = letter.About?.Type,
            AboutId = letter.About?.Id,
        };
    }

    /// <summary>Puts the file that belongs to the mail into it, when the mail was fetched alone.</summary>
    public void Bring(MailAttachment attachment) => Attachment = attachment;

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
    public bool IsStale(DateTimeOffset at) => at > GiveUpAt;

    /// <summary>Decides what an attempt leads to: sent, another attempt later, or given up.</summary>
    public void Record(Delivery delivery, DateTimeOffset at)
    {
        if (State != OutgoingMailState.Waiting) throw new InvalidOperationException($"Mail {Id} is {State} and takes no more attempts.");

        switch (delivery.Kind)
        {
            case DeliveryKind.Accepted:
                MarkSent(at);
                break;
            case DeliveryKind.Permanent:
                MarkFailed(delivery.Error);
                break;
            case DeliveryKind.Temporary or DeliveryKind.Configuration or DeliveryKind.Uncertain:
                Uncertain |= delivery.Kind == DeliveryKind.Uncertain;
                MarkRetry(delivery.Error, at);
                break;
        }
    }

    /// <summary>Holds the mail back for good; the reason is shown to the coordinator.</summary>
    public void Suppress(string reason)
    {
        if (State == OutgoingMailState.Sent) throw new InvalidOperationException($"Mail {Id} has been sent.");

        State = OutgoingMailState.Suppressed;
        SuppressedReason = reason;
        LetGo();
    }

    /// <summary>Somebody asks for another attempt at once, for instance after correcting the settings.</summary>
    public void TryAgain(DateTimeOffset at)
    {
        if (State == OutgoingMailState.Sent) throw new InvalidOperationException($"Mail {Id} has been sent.");

        State = OutgoingMailState.Waiting;
        SuppressedReason = null;
        DueAt = at;
        GiveUpAt = at + GivenUpAfter;
    }

    private void MarkSent(DateTimeOffset at)
    {
        State = OutgoingMailState.Sent;
        SentAt = at;
        LastError = null;
        LetGo();
    }

    private void MarkRetry(string error, DateTimeOffset at)
    {
        var nextAt = at + PauseAfter(Attempts);

        if (nextAt > GiveUpAt)
        {
            MarkFailed(error);
            return;
        }

        DueAt = nextAt;
        LastError = error;
        LetGo();
    }

    private void MarkFailed(string error)
    {
        State = OutgoingMailState.Failed;
        LastError = error;
        LetGo();
    }

    private void LetGo()
    {
        ClaimedBy = null;
        ClaimedUntil = null;
    }
}
