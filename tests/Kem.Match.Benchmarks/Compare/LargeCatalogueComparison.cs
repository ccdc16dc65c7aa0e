using Kem.Match.Engine;
using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Search;

namespace Kem.Match.Benchmarks.Compare;

/// <summary>
/// A million invented organisations: what the index takes beyond the profiles, and how long it takes from a need to ten
/// explained suggestions. Takes minutes and some gigabytes, so it is measured only when it is asked for.
/// </summary>
public sealed class LargeCatalogueComparison : IComparison
{
    private const int Profiles = 1_000_000;
    private const int Needs = 40;

    public string Name => "retrieval-large";

    public bool IsLarge => true;

    public IEnumerable<Measure> Run()
    {
        var synthetic = SyntheticProfiles.OfThisProgram();
        List<PartnerProfile> profiles = [.. synthetic.Make(Profiles, seed: 1)];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var index = PartnerIndex.Build(synthetic.Data, profiles);
        var taken = GC.GetTotalMemory(forceFullCollection: true) - before;
        yield return Measure.AtMost("index of 1,000,000 profiles, beyond the profiles (bytes each)", taken / (double)Profiles, 400, "goal", 1);

        using var trees = LearnedTrees.Of(index, synthetic);
        var (half, nearlyAll) = RetrievalComparison.Milliseconds(index, new PartnerRanker(synthetic.Data, trees.Ours), [.. synthetic.AskInFull(Needs, seed: 3)]);
        yield return Measure.AtMost("need to 10 explained, 300 trees, 1,000,000 profiles, p50 (ms)", half, 100, "goal", 1);
        yield return Measure.AtMost("need to 10 explained, 300 trees, 1,000,000 profiles, p99 (ms)", nearlyAll, 250, "goal", 1);
        GC.KeepAlive(profiles);
    }
}
