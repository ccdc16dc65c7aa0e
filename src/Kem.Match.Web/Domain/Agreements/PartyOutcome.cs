namespace Kem.Match.Web.Domain.Agreements;

public enum OutcomeKind
{
    /// <summary>What was agreed was done.</summary>
    Delivered,

    Partly,

    /// <summary>It turned out not to be possible.</summary>
    NotFeasible,

    NeverBegan,
}

/// <summary>
/// What one party says came of the agreement (udfald). Nobody else sees it before every party has answered, so that nobody
/// is led by the others.
/// </summary>
public sealed class PartyOutcome(Guid partyId, OutcomeKind kind, string note, DateTimeOffset toldAt)
{
    public int Id { get; private set; }
    public Guid PartyId { get; private set; } = partyId;
    public OutcomeKind Kind { get; private set; } = kind;
    public string Note { get; private set; } = note;
    public DateTimeOffset ToldAt { get; private set; } = toldAt;
}

/// <summary>How an agreement is closed, in words that are never mixed up.</summary>
public enum AgreementClosure
{
    /// <summary>Not over yet.</summary>
    Open,

    /// <summary>Over, and the parties are still asked what came of it.</summary>
    AwaitingOutcome,

    /// <summary>Every party says that it was delivered.</summary>
    DeliveredConfirmed,

    /// <summary>Some say delivered, others something less or nothing.</summary>
    DeliveredOneSide,

    Partly,
    NotFeasible,
    NeverBegan,

    /// <summary>A party stopped it before its time.</summary>
    Withdrawn,

    /// <summary>Nobody has told what came of it, and nobody will be asked again.</summary>
    LapsedNoContact,

    /// <summary>Another agreement took its place.</summary>
    Superseded,
}
