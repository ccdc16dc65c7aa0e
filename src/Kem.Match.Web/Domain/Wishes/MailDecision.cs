namespace Kem.Match.Web.Domain.Wishes;

/// <summary>What a mail that is held for its receiver waits for.</summary>
public enum WaitsFor
{
    OpenHours,
    Digest,

    /// <summary>The moment of the digest has come, but the digest has not been written yet.</summary>
    LateDigest,

    PauseEnd,
}

/// <summary>Why a receiver's wishes keep a mail back for good.</summary>
public enum KeptBack
{
    NotWanted,
    Paused,

    /// <summary>It would be useless before the receiver's next open hour.</summary>
    NoOpenHour,
}

/// <summary>What the decision about a mail depends on.</summary>
/// <param name="IsNecessary">A person must know it.</param>
/// <param name="UselessAfter">When it has become pointless; null when it never is.</param>
/// <param name="WaitedFor">What it has waited for until now.</param>
public sealed record MailAtHand(bool IsNecessary, DateTimeOffset? UselessAfter = null, WaitsFor? WaitedFor = null)
{
    /// <summary>It has been tried before, so it is no longer gathered.</summary>
    public bool IsTried { get; init; }

    /// <summary>It is the digest itself; that it was wanted was decided when it was written.</summary>
    public bool IsFromDigest { get; init; }

    /// <summary>The receiver has chosen this very hour.</summary>
    public bool IsAtChosenHour { get; init; }
}

/// <summary>Send it, send it later, or keep it back.</summary>
public abstract record MailDecision
{
    public static readonly TimeSpan PatienceWithDigest = TimeSpan.FromMinutes(30);

    private MailDecision()
    {
    }

    public sealed record Send : MailDecision;

    public sealed record Wait(DateTimeOffset Until, WaitsFor What) : MailDecision;

    public sealed record Drop(KeptBack Why) : MailDecision;
}
