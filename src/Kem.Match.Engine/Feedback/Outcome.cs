namespace Kem.Match.Engine.Feedback;

/// <summary>How far a suggested partner came. The number is the grade of a <see cref="Ranking.Judgment"/>.</summary>
public enum OutcomeStage
{
    /// <summary>
    /// Put aside by the asker (lagt til side). A partner that says no keeps "shortlisted", for the asker wanted it; why it
    /// said no is never asked for here.
    /// </summary>
    Dismissed = 0,

    /// <summary>Kept for later, or sent a proposal (på listen).</summary>
    Shortlisted = 1,

    /// <summary>The partner said yes (accepteret).</summary>
    Accepted = 2,

    /// <summary>An agreement was signed (underskrevet).</summary>
    Signed = 3,

    /// <summary>The agreement was alive after six months (i live efter et halvt år).</summary>
    AliveAfterSixMonths = 4,
}

/// <summary>
/// Something that happened to a suggested partner. There is no field for a reason, a complaint or a person, so none
/// of it can reach a model.
/// </summary>
/// <param name="RequestId">The need.</param>
/// <param name="PartnerId">The partner.</param>
/// <param name="Stage">How far it came.</param>
/// <param name="Day">When it happened.</param>
public sealed record Outcome(string RequestId, string PartnerId, OutcomeStage Stage, DateOnly Day);
