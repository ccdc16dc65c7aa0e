namespace Kem.Match.Web.Domain.Proposals;

public enum ProposalState
{
    /// <summary>Sent; waits for an answer.</summary>
    Sent,

    /// <summary>The partner asked something first; still open.</summary>
    Question,

    /// <summary>Yes, let us meet.</summary>
    Interested,

    /// <summary>Not now; ask again on a date.</summary>
    Later,

    Declined,
    Withdrawn,

    /// <summary>The answer date passed in silence, after the reminders and a call.</summary>
    Unanswered,

    /// <summary>Became a cooperation agreement.</summary>
    Agreed,

    /// <summary>They said yes, but on a closer look it could not be done.</summary>
    Infeasible,

    /// <summary>They said yes, but never got hold of each other.</summary>
    NoContact,
}

/// <summary>The four answers, equal in every way.</summary>
public enum ProposalAnswer
{
    Yes,
    Later,
    No,
    Question,
}

/// <summary>Why the municipality took a proposal back (hvorfor det er trukket tilbage).</summary>
public enum WithdrawalReason
{
    /// <summary>The coordinator thought better of it.</summary>
    Regretted,

    /// <summary>Somebody else covers the need.</summary>
    NeedIsCovered,

    /// <summary>The one who asked no longer needs it.</summary>
    NeedIsGone,

    /// <summary>The others of the same proposal could not take part.</summary>
    OthersFellAway,

    /// <summary>The partner stood twice in the catalogue, and this was sent to the entry that is gone.</summary>
    PartnerStoodTwice,

    /// <summary>The partner, or the one whose need it was, has closed down.</summary>
    PartnerIsRetired,
}
