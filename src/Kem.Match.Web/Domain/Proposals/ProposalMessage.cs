namespace Kem.Match.Web.Domain.Proposals;

/// <summary>A question from the partner, or the coordinator's answer to it.</summary>
public sealed class ProposalMessage
{
    internal ProposalMessage(Guid proposalId, bool isFromPartner, string author, string text, DateTimeOffset writtenAt)
    {
        ProposalId = proposalId;
        IsFromPartner = isFromPartner;
        Author = author;
        Text = text;
        WrittenAt = writtenAt;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public Guid ProposalId { get; private set; }
    public bool IsFromPartner { get; private set; }
    public string Author { get; private set; }
    public string Text { get; private set; }
    public DateTimeOffset WrittenAt { get; private set; }
}
