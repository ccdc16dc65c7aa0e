using Kem.Match.Engine.Planning;
using Kem.Match.Markets;

namespace Kem.Match.Benchmarks.Planning;

/// <summary>Bundles and rings that were planted in small markets, held against trying every choice.</summary>
internal static class SmallMarkets
{
    private const int Markets = 1000;

    public static IEnumerable<PlanningFigure> Figures()
    {
        var bundles = Enumerable.Range(0, Markets).Select(PlantedBundle.Market).Count(m => m.IsSolvedBy(Bundles.Best(m.Candidates, m.Weights)));
        yield return PlanningFigure.AtLeast("small", $"best bundle found, of {Markets} markets", bundles, Markets);

        var rings = Enumerable.Range(0, Markets).Select(PlantedRing.Market).Count(m => m.IsSolvedBy(RingSearch.Best(m.Members, m.Gifts)));
        yield return PlanningFigure.AtLeast("small", $"best rings found, of {Markets} markets", rings, Markets);
    }
}
