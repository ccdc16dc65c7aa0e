namespace Kem.Match.Web.Domain.Agreements;

public enum QuestionKind
{
    /// <summary>Shall we go on until a later day?</summary>
    Renewal,

    /// <summary>One of several leaves; shall the rest go on?</summary>
    PartyLeaves,

    /// <summary>Somebody regrets a notice that others have acted on; may it be taken back?</summary>
    NoticeBack,
}

public enum QuestionOutcome
{
    Open,
    Yes,
    No,

    /// <summary>It was taken back, or the agreement came to an end before all had answered.</summary>
    Withdrawn,
}

/// <summary>Asks all parties of an agreement whether they go on (skal vi fortsætte?). It takes a yes from each.</summary>
public sealed class ContinuationQuestion(QuestionKind kind, DateOnly endsOn, Guid? leavingPartyId, string askedBy, DateTimeOffset askedAt)
{
    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public QuestionKind Kind { get; private set; } = kind;

    /// <summary>The last day of the agreement if all say yes.</summary>
    public DateOnly EndsOn { get; private set; } = endsOn;

    public Guid? LeavingPartyId { get; private set; } = leavingPartyId;
    public string AskedBy { get; private set; } = askedBy;
    public DateTimeOffset AskedAt { get; private set; } = askedAt;
    public QuestionOutcome Outcome { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    public bool IsOpen => Outcome == QuestionOutcome.Open;

    internal void Decide(QuestionOutcome outcome, DateTimeOffset at) => (Outcome, DecidedAt) = (outcome, at);
}
