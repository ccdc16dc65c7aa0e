using System.Globalization;

namespace Kem.Match.Engine.Learning.Training;

/// <summary>What the trees shall lower.</summary>
public enum Objective
{
    /// <summary>Wrongly ordered pairs, weighted by what they cost in NDCG: <see cref="LambdaGradient"/>.</summary>
    LambdaNdcg,

    /// <summary>The squared distance between score and label, row by row; the plain regression that a ranking must beat.</summary>
    SquaredError,
}

/// <summary>How the score may follow one feature.</summary>
public enum Direction
{
    Any = 0,

    /// <summary>A higher value never lowers the score.</summary>
    Up = 1,

    /// <summary>A higher value never raises the score.</summary>
    Down = -1,
}

/// <summary>How trees are grown. The defaults suit thousands to millions of rows.</summary>
public sealed record TrainingSettings
{
    public Objective Objective { get; init; } = Objective.LambdaNdcg;

    /// <summary>The most trees that are grown, 1 or more.</summary>
    public int Trees { get; init; } = 100;

    /// <summary>The most leaves of a tree, 2 or more.</summary>
    public int Leaves { get; init; } = 31;

    /// <summary>The most questions between root and leaf; 0 sets no limit.</summary>
    public int Depth { get; init; }

    /// <summary>What share of a tree's correction is taken, above 0 and at most 1.</summary>
    public double Rate { get; init; } = 0.1;

    /// <summary>The most groups that a feature's values are put in, 2 to 255; missing values have a group of their own.</summary>
    public int Bins { get; init; } = FeatureBins.MostBins;

    /// <summary>The fewest rows in a leaf, 1 or more.</summary>
    public int LeafRows { get; init; } = 20;

    /// <summary>The least sum of second derivatives in a leaf, 0 or more.</summary>
    public double LeafHessian { get; init; } = 1e-3;

    /// <summary>L2 regularisation: added to a leaf's second derivatives, 0 or more.</summary>
    public double L2 { get; init; }

    /// <summary>Pairs count when one of the two is ranked this high or higher, 1 or more.</summary>
    public int Truncation { get; init; } = 30;

    /// <summary>
    /// What a query's squared distance to its labels weighs beside its wrongly ordered pairs, 0 or more; 0 is LambdaMART alone. Not used
    /// while position bias is corrected, which labels on their own would carry.
    /// </summary>
    public double LabelWeight { get; init; } = 10;

    /// <summary>How much higher a row with one label more shall score in that distance, 0 or more.</summary>
    public double LabelStep { get; init; } = 3;

    /// <summary>What a base margin is multiplied by while learning, and the trees divided by afterwards, above 0: <see cref="Training.MarginScale"/>.</summary>
    public double MarginScale { get; init; } = 1;

    /// <summary>The share of the rows that each tree sees, above 0 and at most 1.</summary>
    public double RowShare { get; init; } = 1;

    /// <summary>The share of the features that each tree sees, above 0 and at most 1.</summary>
    public double FeatureShare { get; init; } = 1;

    /// <summary>Draws rows and features; nothing else is random.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many threads work, 1 or more. The model does not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>One direction per feature; none lets every score follow freely.</summary>
    public IReadOnlyList<Direction>? Directions { get; init; }

    /// <summary>The share of the queries, the latest, that is held out to know when to stop; 0 holds none out.</summary>
    public double HeldOutShare { get; init; }

    /// <summary>Training stops when so many trees in a row have not raised the held-out NDCG, 1 or more.</summary>
    public int Patience { get; init; } = 20;

    /// <summary>The rank to which held-out NDCG is counted, 1 or more.</summary>
    public int NdcgAt { get; init; } = 10;

    /// <summary>Whether shown ranks are used to undo that people look at the top first: <see cref="PositionBias"/>.</summary>
    public bool CorrectsPositionBias { get; init; }

    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    internal void Check(int features)
    {
        Require(Trees >= 1, nameof(Trees), Trees);
        Require(Leaves >= 2, nameof(Leaves), Leaves);
        Require(Depth >= 0, nameof(Depth), Depth);
        Require(Rate is > 0 and <= 1, nameof(Rate), Rate);
        Require(Bins is >= 2 and <= FeatureBins.MostBins, nameof(Bins), Bins);
        Require(LeafRows >= 1, nameof(LeafRows), LeafRows);
        Require(LeafHessian >= 0, nameof(LeafHessian), LeafHessian);
        Require(L2 >= 0, nameof(L2), L2);
        Require(Truncation >= 1, nameof(Truncation), Truncation);
        Require(LabelWeight >= 0, nameof(LabelWeight), LabelWeight);
        Require(LabelStep >= 0, nameof(LabelStep), LabelStep);
        Require(MarginScale > 0, nameof(MarginScale), MarginScale);
        Require(RowShare is > 0 and <= 1, nameof(RowShare), RowShare);
        Require(FeatureShare is > 0 and <= 1, nameof(FeatureShare), FeatureShare);
        Require(Threads >= 1, nameof(Threads), Threads);
        Require(HeldOutShare is >= 0 and < 1, nameof(HeldOutShare), HeldOutShare);
        Require(Patience >= 1, nameof(Patience), Patience);
        Require(NdcgAt >= 1, nameof(NdcgAt), NdcgAt);
        Require(Directions is null || Directions.Count == features, nameof(Directions), Directions?.Count ?? 0);
    }

    private static void Require(bool isInRange, string name, double value)
    {
        if (!isInRange) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{name} may not be {value}."), name);
    }
}
