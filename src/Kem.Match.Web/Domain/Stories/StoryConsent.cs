namespace Kem.Match.Web.Domain.Stories;

public enum ConsentWay
{
    /// <summary>By the person's own link.</summary>
    Link,

    /// <summary>On paper; the coordinator has it and wrote it down.</summary>
    Paper,
}

/// <summary>One person's yes to be named, quoted or shown: who, to what, when and how. It can be taken back at any time.</summary>
public sealed class StoryConsent
{
    internal StoryConsent(string personName, string address, bool isNamed, bool isQuoted, Guid? pictureId, DateTimeOffset askedAt)
    {
        PersonName = personName;
        Address = address;
        IsNamed = isNamed;
        IsQuoted = isQuoted;
        PictureId = pictureId;
        AskedAt = askedAt;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public Guid StoryId { get; private set; }
    public Story Story { get; private set; } = null!;
    public string PersonName { get; private set; }

    /// <summary>Where the link goes; empty for a yes on paper.</summary>
    public string Address { get; private set; }

    public bool IsNamed { get; private set; }
    public bool IsQuoted { get; private set; }

    /// <summary>The picture that shows the person.</summary>
    public Guid? PictureId { get; private set; }

    public DateTimeOffset AskedAt { get; private set; }
    public DateTimeOffset? GivenAt { get; private set; }
    public ConsentWay? Way { get; private set; }

    /// <summary>The coordinator who holds the paper.</summary>
    public string RecordedBy { get; private set; } = "";

    /// <summary>When the person said no, or no longer.</summary>
    public DateTimeOffset? TakenBackAt { get; private set; }

    public bool IsGiven => GivenAt is not null && TakenBackAt is null;

    internal void Give(ConsentWay way, string recordedBy, DateTimeOffset at) => (Way, RecordedBy, GivenAt, TakenBackAt) = (way, recordedBy, at, null);

    internal void TakeBack(DateTimeOffset at) => TakenBackAt = at;

    /// <summary>What was said yes to has changed; a no stands.</summary>
    internal void AskAgain(DateTimeOffset at)
    {
        if (TakenBackAt is null)
        {
            (Way, RecordedBy, GivenAt, AskedAt) = (null, "", null, at);
        }
    }
}
