using Kem.Match.Engine.Ranking;

namespace Kem.Match.Engine.Learning;

/// <summary>
/// What people chose, on top of what was set by hand: score = prior + (Σ trees − their expected score). The trees are
/// trained with the prior as base margin, so they hold only the difference.
/// </summary>
/// <remarks>
/// Learning from comparisons leaves the trees' own level open: adding the same number to every candidate changes no list. So
/// the level is chosen such that a row about which the trees know nothing keeps the prior's score, and so that the bands keep
/// their meaning. It also leaves no rest to explain: the contributions are the prior's points and each signal's Shapley value,
/// nothing is shared out among signals that did not cause it, and they sum to the score. A Shapley value is a signal's
/// part over all orders in which the signals could become known. What a list would be without one fact is asked by
/// scoring the row without it.
/// </remarks>
public sealed class LearnedModel : IRankingModel
{
    private readonly IRankingModel prior;

    /// <param name="prior">The hand-set part; it reads the same rows.</param>
    /// <param name="trees">The learned correction; the base score does not matter.</param>
    public LearnedModel(IRankingModel prior, TreeEnsemble trees)
    {
        this.prior = prior;
        Trees = new TreeEnsemble(trees.Trees, trees.FeatureCount, trees.BaseScore - trees.ExpectedScore);
    }

    /// <summary>The learned part, with a base score such that its expected score is 0; what a <see cref="ModelFile"/> keeps.</summary>
    public TreeEnsemble Trees { get; }

    public void Score(ReadOnlySpan<float> rows, Span<double> scores)
    {
        prior.Score(rows, scores);
        Trees.AddTo(rows, scores);
    }

    /// <inheritdoc/>
    /// <remarks>The scores are those of <see cref="Score"/>, to the last bit.</remarks>
    public void Explain(ReadOnlySpan<float> rows, Span<double> scores, Span<double> contributions)
    {
        prior.Explain(rows, scores, contributions);
        Trees.AddContributionsTo(rows, contributions);
        Trees.AddTo(rows, scores);
    }
}
