namespace Kem.Match.Web.Domain.Access;

/// <summary>What a link may be used for; a link for one purpose opens nothing else.</summary>
public enum LinkPurpose
{
    AnswerProposal,
    SignAgreement,
    StatusMeeting,

    /// <summary>A person's calendar: lives for years, until somebody asks for a new one.</summary>
    CalendarFeed,

    PrepareTalk,

    /// <summary>What a party says of its agreement after it is signed: goes on, stops, what came of it.</summary>
    AgreementLife,

    /// <summary>Reading a draft and commenting on it.</summary>
    CommentOnDraft,

    /// <summary>Say whether a step of a match happened.</summary>
    ConfirmStep,

    ApproveStory,

    /// <summary>One person says yes or no to being in a story, now or later.</summary>
    ConsentToStory,

    /// <summary>An association answers its health check in one round, reads the result and decides about it.</summary>
    TakeCheckup,
}

/// <summary>
/// A personal link in a mail that lets one person do one thing without an account. Only the hash of its token is stored,
/// so the database alone opens no door. It can be used more than once until it expires: mail scanners open links too.
/// </summary>
public sealed class AccessLink
{
    public AccessLink(
        Guid id, LinkPurpose purpose, Guid subjectId, Guid organisationId, string address, string tokenHash, DateTimeOffset createdAt, DateTimeOffset expiresAt)
    {
        Id = id;
        Purpose = purpose;
        SubjectId = subjectId;
        OrganisationId = organisationId;
        Address = address;
        TokenHash = tokenHash;
        CreatedAt = createdAt;
        ExpiresAt = expiresAt;
    }

    public Guid Id { get; private set; }
    public LinkPurpose Purpose { get; private set; }

    /// <summary>What it opens: the proposal, the signatory, the meeting, the talk or the question.</summary>
    public Guid SubjectId { get; private set; }

    /// <summary>The organisation on whose behalf the person acts.</summary>
    public Guid OrganisationId { get; private set; }

    /// <summary>The address that the link was sent to, and the only one it may be sent to again.</summary>
    public string Address { get; private set; }

    public string TokenHash { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }

    public bool IsUsableAt(DateTimeOffset at) => RevokedAt is null && at < ExpiresAt;

    public void Revoke(DateTimeOffset at) => RevokedAt ??= at;
}
