namespace Kem.Match.Web.Domain.Agreements;

/// <summary>How somebody signs.</summary>
public enum SigningWay
{
    /// <summary>With the personal link in a mail.</summary>
    Link,

    /// <summary>Signed in to the service.</summary>
    SignedIn,

    /// <summary>On the signing sheet, at a meeting; a coordinator records it afterwards.</summary>
    Paper,
}

/// <summary>Who is to sign for a party, and how: what a coordinator decides before the text is sent.</summary>
public sealed record SignatoryDetails(string Name, SignatoryRole Role, string Title, string Email, SigningWay Way)
{
    /// <summary>1 is asked first; those with the same number are asked together.</summary>
    public int Step { get; init; } = 1;

    /// <summary>Whose proxy (fuldmagt) the signatory has; empty for those who sign in their own right.</summary>
    public string ProxyFor { get; init; } = "";

    /// <summary>Where the proxy is to be found.</summary>
    public string ProxyNote { get; init; } = "";

    /// <summary>What a title says of the role; a næstformand is no formand.</summary>
    public static SignatoryRole RoleOf(string title) => title.Trim().ToLowerInvariant() switch
    {
        "formand" or "forkvinde" or "forperson" => SignatoryRole.Chair,
        "kasserer" => SignatoryRole.Treasurer,
        "bestyrelsesmedlem" or "næstformand" or "sekretær" => SignatoryRole.BoardMember,
        _ => SignatoryRole.Other,
    };
}

/// <summary>One person who signs for a party (underskriver), and what he or she answered.</summary>
public sealed class Signatory
{
    public Signatory(SignatoryDetails details, int order)
    {
        Become(details, order);
    }

    private Signatory()
    {
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    /// <summary>The place on the party's list.</summary>
    public int Order { get; private set; }

    public string Name { get; private set; } = "";
    public SignatoryRole Role { get; private set; }

    /// <summary>The role as it is written under the name: "formand", "imam".</summary>
    public string Title { get; private set; } = "";

    public string Email { get; private set; } = "";
    public SigningWay Way { get; private set; }

    /// <summary>1 is asked first, over all parties; those with the same number are asked together.</summary>
    public int Step { get; private set; } = 1;

    public string ProxyFor { get; private set; } = "";
    public string ProxyNote { get; private set; } = "";

    /// <summary>When it became this person's turn.</summary>
    public DateTimeOffset? AskedAt { get; private set; }

    public int RemindersSent { get; private set; }

    public string SignedName { get; private set; } = "";

    /// <summary>When the signature was given here; one on paper, when it was recorded.</summary>
    public DateTimeOffset? SignedAt { get; private set; }

    /// <summary>How it was signed in the end, whatever was planned.</summary>
    public SigningWay? SignedBy { get; private set; }

    /// <summary>SHA-256 of the text that was signed.</summary>
    public string SignedTextHash { get; private set; } = "";

    /// <summary>The sheet that the signature stands on.</summary>
    public Guid? PaperSigningId { get; private set; }

    public DateTimeOffset? DeclinedAt { get; private set; }
    public string DeclineReason { get; private set; } = "";

    /// <summary>When the person said: I am not the right one.</summary>
    public DateTimeOffset? NotRightAt { get; private set; }

    /// <summary>Who should be asked instead, in the person's own words.</summary>
    public string RightPerson { get; private set; } = "";

    public bool HasSigned => SignedAt is not null;

    public bool HasDeclined => DeclinedAt is not null;

    /// <summary>Said to be somebody else than the one who can sign; waits for the coordinator to find that person.</summary>
    public bool IsNotRight => NotRightAt is not null;

    /// <summary>Nothing has come from this person yet.</summary>
    public bool IsSilent => !HasSigned && !HasDeclined && !IsNotRight;

    public bool HasAddress(string address) => Email.Length > 0 && string.Equals(Email, address, StringComparison.OrdinalIgnoreCase);

    public SignatoryDetails Describe() => new(Name, Role, Title, Email, Way) { Step = Step, ProxyFor = ProxyFor, ProxyNote = ProxyNote };

    internal void Become(SignatoryDetails details, int order)
    {
        Order = order;
        (Name, Role, Title, Email, Way) = (details.Name, details.Role, details.Title, details.Email, details.Way);
        (Step, ProxyFor, ProxyNote) = (details.Step, details.ProxyFor, details.ProxyNote);
        StartOver();
    }

    internal void MarkAsked(DateTimeOffset at) => AskedAt = at;

    internal void MarkReminded(int reminders) => RemindersSent = reminders;

    internal void Sign(string name, SigningWay way, string textHash, Guid? paperSigningId, DateTimeOffset at) =>
        (SignedName, SignedBy, SignedTextHash, PaperSigningId, SignedAt) = (name, way, textHash, paperSigningId, at);

    internal void Decline(string reason, DateTimeOffset at) => (DeclineReason, DeclinedAt) = (reason, at);

    internal void SayNotRight(string rightPerson, DateTimeOffset at) => (RightPerson, NotRightAt) = (rightPerson, at);

    /// <summary>Neither asked nor answered, as before the text was sent.</summary>
    internal void StartOver()
    {
        (AskedAt, RemindersSent) = (null, 0);
        (SignedName, SignedAt, SignedBy, SignedTextHash, PaperSigningId) = ("", null, null, "", null);
        (DeclinedAt, DeclineReason) = (null, "");
        (NotRightAt, RightPerson) = (null, "");
    }
}
