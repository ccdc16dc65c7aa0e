namespace Kem.Match.Web.Domain.Reminders;

/// <summary>A place where what an agreement says and what the service will do are not the same.</summary>
public sealed class ReminderFinding(string municipalityCode, Guid agreementId, string title, string text, DateTimeOffset foundAt)
{
    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public string MunicipalityCode { get; private set; } = municipalityCode;

    /// <summary>What it is about: the agreement, or the programme.</summary>
    public Guid AgreementId { get; private set; } = agreementId;

    public ReminderRootKind RootKind { get; init; }

    public string Title { get; private set; } = title;

    /// <summary>What differs and why it can be, in words for people.</summary>
    public string Text { get; private set; } = text;

    public DateTimeOffset FoundAt { get; private set; } = foundAt;
}

/// <summary>Something that somebody must look at now (alarm). There is one open alarm of each kind.</summary>
public sealed class ReminderAlarm(string kind, string text, DateTimeOffset raisedAt)
{
    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public string Kind { get; private set; } = kind;
    public string Text { get; private set; } = text;
    public DateTimeOffset RaisedAt { get; private set; } = raisedAt;
    public DateTimeOffset? ToldAt { get; private set; }
    public DateTimeOffset? ClearedAt { get; private set; }

    /// <summary>Unique, so that two servers do not raise the same alarm; null when it is over.</summary>
    public string? OpenKey { get; private set; } = kind;

    public void Say(string text) => Text = text;

    /// <summary>The administrator has been told by mail.</summary>
    public void MarkTold(DateTimeOffset at) => ToldAt = at;

    public void Clear(DateTimeOffset at) => (ClearedAt, OpenKey) = (at, null);
}
