using Kem.Match.Engine.Planning;
using Kem.Match.Markets;

namespace Kem.Match.Benchmarks.Planning;

/// <summary>Years that are lived through one need at a time.</summary>
internal static class YearPlans
{
    private const int Seeds = 20;
    private const int NeedsInAYear = 400;

    /// <summary>Needs that get a partner as they arrive, against a division made when all are known.</summary>
    public static IEnumerable<PlanningFigure> Arriving()
    {
        ArrivingMarket[] years = [.. Enumerable.Range(1, Seeds).Select(seed => ArrivingMarket.Year(seed, NeedsInAYear))];
        yield return PlanningFigure.MeanAtLeast("arriving", "share of hindsight, prices that know last year", years.Select(y => y.Priced / y.Hindsight), 0.98);
        yield return PlanningFigure.Mean("arriving", "share of hindsight, prices that know this year so far only", years.Select(y => y.Unknowing / y.Hindsight));
        yield return PlanningFigure.Mean("arriving", "share of hindsight, greedy", years.Select(y => y.Greedy / y.Hindsight));
    }

    /// <summary>Lists that make room for the little seen, against the same lists without.</summary>
    public static IEnumerable<PlanningFigure> Exposed()
    {
        (ExposureYear Plain, ExposureYear Fair)[] years =
            [.. Enumerable.Range(1, Seeds).Select(seed => (ExposureYear.Lived(seed, budget: 0), ExposureYear.Lived(seed, Exposure.Budget)))];
        yield return PlanningFigure.Mean("exposure", "true NDCG@10, the ranking as it is", years.Select(y => y.Plain.Ndcg));
        yield return PlanningFigure.MeanAtMost("exposure", "cost of fairness, share of true NDCG@10", years.Select(y => 1 - (y.Fair.Ndcg / y.Plain.Ndcg)), 0.02);
        yield return PlanningFigure.Mean("exposure", "Gini, the ranking as it is", years.Select(y => y.Plain.Gini));
        yield return PlanningFigure.Mean("exposure", "Gini, fair", years.Select(y => y.Fair.Gini));
        yield return PlanningFigure.MeanAtMost("exposure", "Gini, fair − as it is", years.Select(y => y.Fair.Gini - y.Plain.Gini), 0);
        yield return PlanningFigure.Mean("exposure", "share never shown, the ranking as it is", years.Select(y => y.Plain.ShareNever));
        yield return PlanningFigure.Mean("exposure", "share never shown, fair", years.Select(y => y.Fair.ShareNever));
        yield return PlanningFigure.MeanAtMost("exposure", "share never shown, fair − as it is", years.Select(y => y.Fair.ShareNever - y.Plain.ShareNever), 0);
    }
}
