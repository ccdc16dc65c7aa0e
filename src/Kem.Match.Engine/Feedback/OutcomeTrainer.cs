using Kem.Match.Engine.Learning;
using Kem.Match.Engine.Learning.Training;
using Kem.Match.Engine.Ranking;
using Kem.Match.Engine.Signals;

namespace Kem.Match.Engine.Feedback;

/// <summary>
/// Learns from a municipality's own outcomes: a few hundred in the first year. The prior is where the trees start from, so
/// that nothing is changed that the outcomes do not speak against, and a higher signal never counts against a partner where
/// the table says so.
/// </summary>
/// <remarks>
/// The settings are what did best on markets whose truth is known (<c>market learning</c>), from 300 to 2,000 outcomes: many
/// small steps by trees of at most four leaves, each from some of the rows and signals, heavily shrunk. Two things that help
/// with much data did harm there and are left out. Early stopping spends a fifth of too few lists on knowing when to stop.
/// Position-bias correction in the trees has little to correct, since the prior that made the ranks is also where they
/// start, and costs certainty; the <see cref="PromotionGate"/> does correct for it.
/// </remarks>
/// <param name="prior">The hand-set ranking, in points.</param>
public sealed class OutcomeTrainer(IRankingModel prior) : IRankingTrainer
{
    /// <summary>
    /// Points of the prior that make a partner e times as likely to be preferred. The trees count in such units; with the
    /// points as they are, the prior would be too sure of itself to be moved.
    /// </summary>
    public const double PointsPerLogit = 20;

    /// <summary>What nothing was done with: it may be that nobody looked, so it stands above what was looked at and put aside.</summary>
    private const int Untouched = 1;

    /// <summary>
    /// What the trees see of a grade. An agreement that lives counts most; one that was only accepted and one that was signed
    /// count alike, since what lies between them is not about who fits whom.
    /// </summary>
    private static readonly int[] Labels = [0, 2, 3, 3, 4];

    public static TrainingSettings Settings { get; } = new()
    {
        Trees = 120,
        Leaves = 4,
        Depth = 2,
        Rate = 0.05,
        LeafRows = 20,
        L2 = 20,
        Truncation = 10,
        Bins = 32,
        RowShare = 0.7,
        FeatureShare = 0.4,
        MarginScale = 1 / PointsPerLogit,
        Directions = [.. SignalTable.All.Select(s => s.Direction == Signals.Direction.Up ? Learning.Training.Direction.Up : Learning.Training.Direction.Any)],
    };

    /// <param name="judgments">In any order; without any the prior stays as it is.</param>
    public IRankingModel Train(IReadOnlyList<Judgment> judgments) => new LearnedModel(prior, Grow(judgments));

    /// <summary>The trees alone, in points, for a <see cref="ModelFile"/>.</summary>
    public TreeEnsemble Grow(IReadOnlyList<Judgment> judgments)
    {
        if (judgments.Count == 0) return new TreeEnsemble([], SignalTable.All.Count, 0);

        Judgment[] labelled = [.. judgments.Select(j => j with { Grade = j.IsTouched ? Labels[j.Grade] : Untouched })];
        var (trees, _) = LambdaMartTrainer.Train(JudgedRows.Collect(labelled, prior), Settings);
        return new TreeEnsemble(trees, SignalTable.All.Count, 0);
    }
}
