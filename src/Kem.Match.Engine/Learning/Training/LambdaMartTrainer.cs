using Kem.Match.Engine.Ranking;

namespace Kem.Match.Engine.Learning.Training;

/// <summary>
/// Learns an ordering from judged rows: gradient-boosted trees on histograms (LambdaMART, Burges 2010). The same rows, settings
/// and seed give the same trees, bit for bit, with any number of threads.
/// </summary>
/// <param name="prior">What scores a row before the first tree; the trees learn the difference, in the prior's points.</param>
/// <param name="settings">How trees are grown.</param>
public sealed class LambdaMartTrainer(IRankingModel prior, TrainingSettings settings) : IRankingTrainer
{
    /// <exception cref="TrainingDataException">There are no judgments, or they cannot be learned from.</exception>
    public IRankingModel Train(IReadOnlyList<Judgment> judgments)
    {
        var set = JudgedRows.Collect(judgments, prior);
        var (trees, _) = Train(set, settings with { MarginScale = MarginScale.Fit(set) });
        return new LearnedModel(prior, new TreeEnsemble(trees, set.Features.Columns, baseScore: 0));
    }

    /// <summary>Grows trees on a training set.</summary>
    /// <returns>The trees, none when nothing can be learned (no query has two different labels, or no feature tells its rows apart).</returns>
    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    public static (IReadOnlyList<RegressionTree> Trees, TrainingReport Report) Train(
        TrainingSet set, TrainingSettings settings, CancellationToken cancellationToken = default)
    {
        settings.Check(set.Features.Columns);
        using var crew = new Crew(settings.Threads);
        return new Boosting(set, settings, crew).Run(cancellationToken);
    }
}
