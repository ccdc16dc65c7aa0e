using Kem.Match.Engine.Ranking;

namespace Kem.Match.Engine.Feedback;

/// <summary>A shown list of which it is known how its partners fared: one query of the training data.</summary>
/// <param name="Id">The shown list.</param>
/// <param name="RequestId">The need; two lists of one need are never on both sides of a split.</param>
/// <param name="Day">When it was shown.</param>
/// <param name="Partners">In the order shown; at least one.</param>
public sealed record JudgedList(string Id, string RequestId, DateOnly Day, IReadOnlyList<JudgedPartner> Partners)
{
    /// <summary>True when at least two of the partners differ in grade, or one was put aside and another not touched.</summary>
    public bool TellsOrder => Partners.Any(p => p.Judgment.Grade != Partners[0].Judgment.Grade || p.IsTouched != Partners[0].IsTouched);

    /// <summary>What a model gives each of the partners, in the order shown.</summary>
    internal double[] ScoresBy(IRankingModel model)
    {
        var scores = new double[Partners.Count];
        model.Score([.. Partners.SelectMany(p => p.Judgment.Signals)], scores);
        return scores;
    }
}

/// <summary>One partner of a judged list.</summary>
/// <param name="PartnerId">The organisation, to measure exposure by; a model never sees it.</param>
/// <param name="Judgment">What a trainer sees.</param>
public sealed record JudgedPartner(string PartnerId, Judgment Judgment)
{
    public bool IsTouched => Judgment.IsTouched;
}
