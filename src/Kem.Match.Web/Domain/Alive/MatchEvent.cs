namespace Kem.Match.Web.Domain.Alive;

/// <summary>The steps on a match's way (trin), and the ways it can end early.</summary>
public enum MatchStep
{
    /// <summary>The partner was asked about the need.</summary>
    Proposed,

    /// <summary>The partner said yes.</summary>
    Accepted,

    /// <summary>The parties sat down together.</summary>
    Met,

    /// <summary>Everybody signed an agreement.</summary>
    Agreed,

    /// <summary>What was agreed on began.</summary>
    Started,

    /// <summary>What was promised was done.</summary>
    Delivered,

    AliveAt6,
    AliveAt12,
    AliveAt24,

    /// <summary>On a closer look it could not be done.</summary>
    Infeasible,

    /// <summary>The parties never got hold of each other.</summary>
    NoContact,

    /// <summary>The agreement is over.</summary>
    Ended,
}

/// <summary>How we know of an event.</summary>
public enum EventWay
{
    /// <summary>It happened in the service itself: a proposal was sent, an agreement was signed.</summary>
    Record,

    /// <summary>A party said so with the personal link in a mail.</summary>
    Link,

    /// <summary>A party said so signed in.</summary>
    SignedIn,

    /// <summary>A party told the coordinator.</summary>
    Told,
}

/// <summary>
/// One party's word, or the service's own knowledge, that a step of a match happened or did not (hændelse). Events are only
/// added. Who changes their mind adds another, and the last word counts.
/// </summary>
public sealed class MatchEvent
{
    public MatchEvent(
        string municipalityCode, Guid matchId, Guid proposalId, Guid? agreementId, MatchStep step, Guid organisationId, int number,
        bool happened, DateOnly on, EventWay way, DateTimeOffset recordedAt)
    {
        MunicipalityCode = municipalityCode;
        MatchId = matchId;
        ProposalId = proposalId;
        AgreementId = agreementId;
        Step = step;
        OrganisationId = organisationId;
        Number = number;
        Happened = happened;
        On = on;
        Way = way;
        RecordedAt = recordedAt;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public string MunicipalityCode { get; private set; }

    /// <summary>The proposal, or the bundle when several partners were asked together.</summary>
    public Guid MatchId { get; private set; }

    public Guid ProposalId { get; private set; }
    public Guid? AgreementId { get; private set; }
    public MatchStep Step { get; private set; }

    /// <summary>Whose word it is; empty when it concerns them all.</summary>
    public Guid OrganisationId { get; private set; }

    /// <summary>1 for the first word of this party on this step, 2 when it was changed, and so on.</summary>
    public int Number { get; private set; }

    public bool Happened { get; private set; }

    /// <summary>The day it is about.</summary>
    public DateOnly On { get; private set; }

    public EventWay Way { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>The same word, counted as that of the organisation which stands for the speaker now. Only for reading.</summary>
    internal MatchEvent SaidBy(Guid organisationId) => new(MunicipalityCode, MatchId, ProposalId, AgreementId, Step, organisationId, Number, Happened, On, Way, RecordedAt);
}
