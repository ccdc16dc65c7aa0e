namespace Kem.Match.Web.Domain.Agreements;

public enum SigningWay
{
    /// <summary>With the personal link in a mail.</summary>
    Link,

    /// <summary>Signed in to the service.</summary>
    SignedIn,
}

/// <summary>One of the two or three who make an agreement (part), with the person whom letters go to.</summary>
public sealed class AgreementParty
{
    public AgreementParty(Guid organisationId, string name, int order)
    {
        OrganisationId = organisationId;
        Name = name;
        Order = order;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public Guid OrganisationId { get; private set; }

    /// <summary>The organisation's name as it stands in the agreement, whatever it is called later.</summary>
    public string Name { get; private set; }

    public int Order { get; private set; }

    /// <summary>What the party puts in: what, who, when, how much.</summary>
    public string Contribution { get; private set; } = "";

    public string ContactName { get; private set; } = "";
    public string ContactTitle { get; private set; } = "";
    public string ContactEmail { get; private set; } = "";

    public string SignedName { get; private set; } = "";
    public DateTimeOffset? SignedAt { get; private set; }
    public SigningWay? SignedBy { get; private set; }

    /// <summary>SHA-256 of the text that was signed.</summary>
    public string SignedTextHash { get; private set; } = "";

    public DateTimeOffset? DeclinedAt { get; private set; }
    public string DeclineReason { get; private set; } = "";
    public int RemindersSent { get; private set; }

    public bool HasSigned => SignedAt is not null;

    public bool HasDeclined => DeclinedAt is not null;

    /// <summary>Is this the address that letters to the party go to?</summary>
    public bool IsSignedFor(string address) => string.Equals(ContactEmail, address, StringComparison.OrdinalIgnoreCase);

    public void Promise(string contribution, string contactName, string contactTitle, string contactEmail)
    {
        Contribution = contribution;
        ContactName = contactName;
        ContactTitle = contactTitle;
        ContactEmail = contactEmail;
    }

    internal void Sign(string name, SigningWay way, string textHash, DateTimeOffset at) =>
        (SignedName, SignedBy, SignedTextHash, SignedAt) = (name, way, textHash, at);

    internal void Decline(string reason, DateTimeOffset at) => (DeclineReason, DeclinedAt) = (reason, at);

    /// <summary>Neither signed nor declined, as before the text was sent.</summary>
    internal void StartOver()
    {
        (SignedName, SignedAt, SignedBy, SignedTextHash) = ("", null, null, "");
        (DeclinedAt, DeclineReason) = (null, "");
        RemindersSent = 0;
    }

    internal void MarkReminded(int reminders) => RemindersSent = reminders;
}
