namespace Kem.Match.Web.Domain.Proposals;

/// <summary>What came of a call about a proposal.</summary>
public enum CallOutcome
{
    /// <summary>Somebody answered the proposal.</summary>
    Answered,

    /// <summary>Nobody picked up; try again on a date.</summary>
    NobodyPickedUp,

    /// <summary>The number belongs to somebody else, or to nobody.</summary>
    WrongNumber,
}

/// <summary>A call that the coordinator made about a proposal (opkald).</summary>
public sealed class ProposalCall
{
    internal ProposalCall(Guid proposalId, CallOutcome outcome, string number, string spokeWith, string calledBy, DateTimeOffset calledAt)
    {
        ProposalId = proposalId;
        Outcome = outcome;
        Number = number;
        SpokeWith = spokeWith;
        CalledBy = calledBy;
        CalledAt = calledAt;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public Guid ProposalId { get; private set; }
    public CallOutcome Outcome { get; private set; }

    /// <summary>The number as it stood on the profile.</summary>
    public string Number { get; private set; }

    /// <summary>Who answered on the partner's behalf; empty when nobody did.</summary>
    public string SpokeWith { get; private set; }

    public string CalledBy { get; private set; }
    public DateTimeOffset CalledAt { get; private set; }
}
