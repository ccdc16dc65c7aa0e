namespace Kem.Match.Engine.Learning.Training;

/// <summary>How a training went.</summary>
/// <param name="TrainedQueries">How many queries the trees were grown on.</param>
/// <param name="HeldOutQueries">How many later queries were only looked at.</param>
/// <param name="TreesGrown">How many trees were grown, those beyond the best included.</param>
/// <param name="HeldOutNdcg">The mean NDCG of the held-out queries after each tree; empty when none was held out.</param>
/// <param name="ShownRankWeights">What a choice at each shown rank was estimated to be worth beside one at the top; empty when not asked for.</param>
public sealed record TrainingReport(
    int TrainedQueries,
    int HeldOutQueries,
    int TreesGrown,
    IReadOnlyList<double> HeldOutNdcg,
    IReadOnlyList<double> ShownRankWeights);
