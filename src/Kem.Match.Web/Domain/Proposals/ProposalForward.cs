namespace Kem.Match.Web.Domain.Proposals;

/// <summary>
/// "Jeg er ikke den rette": somebody passed a proposal on to another person in the organisation. It is also a suggestion
/// for the profile, until the organisation or the coordinator has said yes or no to the new contact.
/// </summary>
public sealed class ProposalForward
{
    internal ProposalForward(Guid proposalId, Guid organisationId, string fromName, string fromEmail, string toName, string toEmail, DateTimeOffset forwardedAt)
    {
        ProposalId = proposalId;
        OrganisationId = organisationId;
        FromName = fromName;
        FromEmail = fromEmail;
        ToName = toName;
        ToEmail = toEmail;
        ForwardedAt = forwardedAt;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public Guid ProposalId { get; private set; }
    public Guid OrganisationId { get; private set; }
    public string FromName { get; private set; }
    public string FromEmail { get; private set; }
    public string ToName { get; private set; }
    public string ToEmail { get; private set; }
    public DateTimeOffset ForwardedAt { get; private set; }

    /// <summary>When somebody decided whether the new person is the contact from now on.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    public void Decide(DateTimeOffset at) => DecidedAt ??= at;
}
