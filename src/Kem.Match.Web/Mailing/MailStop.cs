namespace Kem.Match.Web.Mailing;

/// <summary>How much is held back.</summary>
public enum MailStopScope
{
    /// <summary>Reminders and digests; what a person must know still comes.</summary>
    Reminders,

    Everything,
}

/// <summary>Who or what stopped the mails.</summary>
public enum MailStopCause
{
    /// <summary>A mail came back, or the server refused the address.</summary>
    Undeliverable,

    /// <summary>The receiver pressed the button in a mail.</summary>
    Receiver,

    Coordinator,
}

/// <summary>An address that a municipality does not write to, or not about everything.</summary>
public sealed class MailStop
{
    public MailStop(string municipalityCode, string address, MailStopScope scope, MailStopCause cause, string why, string by, DateTimeOffset at)
    {
        MunicipalityCode = municipalityCode;
        Address = Normalise(address);
        Scope = scope;
        Cause = cause;
        Why = why;
        By = by;
        At = at;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public string MunicipalityCode { get; private set; }

    /// <summary>In small letters, so that it is found however it was typed.</summary>
    public string Address { get; private set; }

    public MailStopScope Scope { get; private set; }

    public MailStopCause Cause { get; private set; }

    /// <summary>The reason in words: what the server said, or what a person wrote.</summary>
    public string Why { get; private set; }

    /// <summary>The person who did it; empty when it was the program or the receiver.</summary>
    public string By { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>A coordinator has seen it and dealt with it; until then it is a task.</summary>
    public DateTimeOffset? HandledAt { get; private set; }

    /// <summary>From then on the address is written to again; the line stays, so that it can be seen why.</summary>
    public DateTimeOffset? LiftedAt { get; private set; }

    public string LiftedBy { get; private set; } = "";

    public string WhyLifted { get; private set; } = "";

    public bool IsInForce => LiftedAt is null;

    public bool WaitsForSomebody => IsInForce && Cause == MailStopCause.Undeliverable && HandledAt is null;

    public static string Normalise(string address) => address.Trim().ToLowerInvariant();

    public bool Covers(LetterUse use) => IsInForce && (Scope == MailStopScope.Everything || use != LetterUse.Necessary);

    public void MarkHandled(DateTimeOffset at) => HandledAt ??= at;

    /// <summary>The same address is stopped again, for another reason or for more.</summary>
    public void StopAgain(MailStopScope scope, MailStopCause cause, string why, string by, DateTimeOffset at)
    {
        if (IsInForce && Scope == MailStopScope.Everything && scope == MailStopScope.Reminders) return;

        (Scope, Cause, Why, By, At, HandledAt) = (scope, cause, why, by, at, null);
        (LiftedAt, LiftedBy, WhyLifted) = (null, "", "");
    }

    public void Lift(string why, string by, DateTimeOffset at) => (LiftedAt, LiftedBy, WhyLifted) = (at, by, why);
}
