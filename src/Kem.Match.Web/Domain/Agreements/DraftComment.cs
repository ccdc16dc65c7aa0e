namespace Kem.Match.Web.Domain.Agreements;

public enum CommentState
{
    Open,

    /// <summary>The suggested words stand in the draft now.</summary>
    TakenOver,

    /// <summary>The coordinator has answered, and the draft stays as it is or was changed in another way.</summary>
    Answered,
}

/// <summary>What a party says about one clause of a draft: a comment, or other words for one of the answers in it.</summary>
public sealed class DraftComment
{
    public DraftComment(
        Guid agreementId, Guid versionId, int round, Guid organisationId, string authorName, string clauseCode, string field, string text, string instead, DateTimeOffset writtenAt)
    {
        AgreementId = agreementId;
        VersionId = versionId;
        Round = round;
        OrganisationId = organisationId;
        AuthorName = authorName;
        ClauseCode = clauseCode;
        Field = field;
        Text = text;
        Instead = instead;
        WrittenAt = writtenAt;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public Guid AgreementId { get; private set; }

    /// <summary>The text that lay before the parties when this was written.</summary>
    public Guid VersionId { get; private set; }

    public int Round { get; private set; }

    /// <summary>For whom the author speaks. It need not be a party any more.</summary>
    public Guid OrganisationId { get; private set; }

    public string AuthorName { get; private set; }
    public string ClauseCode { get; private set; }

    /// <summary>The answer that other words are suggested for, by its key; empty for a plain comment.</summary>
    public string Field { get; private set; }

    public string Text { get; private set; }

    /// <summary>What the answer said when other words were suggested for it.</summary>
    public string Instead { get; private set; }

    public DateTimeOffset WrittenAt { get; private set; }
    public CommentState State { get; private set; }
    public string Reply { get; private set; } = "";
    public string ClosedBy { get; private set; } = "";
    public DateTimeOffset? ClosedAt { get; private set; }

    public bool IsSuggestion => Field.Length > 0;

    public bool IsOpen => State == CommentState.Open;

    public void TakeOver(string closedBy, DateTimeOffset at) => Close(CommentState.TakenOver, "", closedBy, at);

    public void Answer(string reply, string closedBy, DateTimeOffset at) => Close(CommentState.Answered, reply, closedBy, at);

    private void Close(CommentState state, string reply, string closedBy, DateTimeOffset at)
    {
        if (!IsOpen) throw new InvalidOperationException($"Comment {Id} is {State}.");

        (State, Reply, ClosedBy, ClosedAt) = (state, reply, closedBy, at);
    }
}
