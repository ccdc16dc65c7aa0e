namespace Kem.Match.Engine.Learning;

/// <summary>
/// Trees that are added up: score = base score + Σ value of the leaf that the row falls into. The sum is made in the
/// order of the trees, so it is the same to the last bit for one row and for many. Never changed once made.
/// </summary>
public sealed class TreeEnsemble
{
    private readonly TreeWalk walk;
    private readonly TreeShap shap;

    /// <param name="trees">May be empty: every row then gets the base score.</param>
    /// <param name="featureCount">Values per row.</param>
    /// <param name="baseScore">What every row starts from.</param>
    /// <exception cref="ArgumentException">A tree does not fit rows of so many values, or is no tree; the message says why.</exception>
    public TreeEnsemble(IReadOnlyList<RegressionTree> trees, int featureCount, double baseScore)
    {
        if (TreeShape.Fault(trees, featureCount) is { } fault) throw new ArgumentException($"These trees cannot be added up: {fault}.", nameof(trees));

        Trees = [.. trees];
        FeatureCount = featureCount;
        BaseScore = baseScore;
        walk = new TreeWalk(Trees);
        shap = new TreeShap(Trees);
    }

    public IReadOnlyList<RegressionTree> Trees { get; }
    public int FeatureCount { get; }
    public double BaseScore { get; }

    /// <summary>The score of a row about which nothing is known: base score + Σ mean leaf value by cover.</summary>
    public double ExpectedScore => BaseScore + shap.Expected;

    /// <summary>Adds the base score and the trees to what <paramref name="scores"/> holds.</summary>
    /// <param name="rows">Row-major; NaN where a value is missing.</param>
    /// <param name="scores">One per row.</param>
    public void AddTo(ReadOnlySpan<float> rows, Span<double> scores)
    {
        if (rows.Length != scores.Length * FeatureCount) throw new ArgumentException($"{scores.Length} rows of {FeatureCount} values were expected.", nameof(rows));

        walk.AddTo(rows, FeatureCount, BaseScore, scores);
    }

    /// <summary>The score of one row.</summary>
    public double Score(ReadOnlySpan<float> row)
    {
        var score = 0.0;
        AddTo(row, new Span<double>(ref score));
        return score;
    }

    /// <summary>
    /// Adds to <paramref name="contributions"/>, row by row, what each feature moved the score away from
    /// <see cref="ExpectedScore"/> (exact Shapley values, see <see cref="TreeShap"/>). What is added for a row sums to its
    /// score − expected score.
    /// </summary>
    /// <param name="rows">Row-major, one value per feature.</param>
    /// <param name="contributions">As many as values.</param>
    public void AddContributionsTo(ReadOnlySpan<float> rows, Span<double> contributions)
    {
        if (FeatureCount == 0 || rows.Length % FeatureCount != 0) throw new ArgumentException($"Rows of {FeatureCount} values were expected.", nameof(rows));
        if (contributions.Length != rows.Length) throw new ArgumentException($"{rows.Length} contributions were expected.", nameof(contributions));

        shap.AddTo(rows, FeatureCount, contributions);
    }
}
