using System.Diagnostics;
using Kem.Match.Engine;
using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Ranking;
using Kem.Match.Engine.Search;
using Kem.Match.Engine.Signals;

namespace Kem.Match.Benchmarks.Compare;

/// <summary>
/// Finding 500 candidates among 100,000 invented Danish profiles for a need of seven words: by the words alone, with
/// stemming, compounds, kind and every hard rule, and by words and concepts together. Then the whole way from the need
/// to ten explained suggestions, beside a chain of the usual parts. One thread.
/// </summary>
public sealed class RetrievalComparison : IComparison
{
    private const int Profiles = 100_000;
    private const int Found = 500;
    private const int Many = 20_000;
    private const int Needs = 60;

    /// <summary>As a service that has run for some minutes: before some hundred rounds the program is not compiled for good.</summary>
    private const int WarmUp = 200;

    private const int Rounds = 61;
    private const int Counted = 200;

    public string Name => "retrieval";

    public string? LeftOut => PostgresFullText.LeftOut;

    public IEnumerable<Measure> Run()
    {
        var synthetic = SyntheticProfiles.OfThisProgram();
        List<PartnerProfile> profiles = [.. synthetic.Make(Profiles, seed: 1)];
        List<PartnerRequest> needs = [.. synthetic.Ask(Needs, seed: 2)];
        var words = needs.ConvertAll(n => n.Description.Split(' '));
        var index = PartnerIndex.Build(synthetic.Data, profiles);
        var read = needs.ConvertAll(n => Need.Read(n, index));
        var rules = read.ConvertAll(n => Requirements.Of(n, index));

        using var sqlite = new SqliteFullText(profiles, synthetic.Tags);
        yield return Measure.AtLeast("profiles that have any of the 7 words (share)", words.Average(w => sqlite.Count(w) / (double)Profiles), 0.5, "a hard case", 0.8);

        var found = Interleaved.Time(WarmUp, Rounds, InTurn(n => ByWords(index, read[n], rules[n])), InTurn(n => sqlite.Search(words[n])));
        yield return Measure.AtMost("500 of 100,000 by 7 words, stemmed, kind and rules (µs)", found.Ours, found.Peer, sqlite.Name, 0.02);

        found = Interleaved.Time(WarmUp, Rounds, InTurn(n => Candidates.Of(index, Need.Read(needs[n], index), Found)), InTurn(n => sqlite.Search(words[n])));
        yield return Measure.AtMost("500 of 100,000 by 7 words and what they mean (µs)", found.Ours, found.Peer, sqlite.Name, 0.05);

        var (ten, sixty) = Kept(index, synthetic.Data, needs);
        yield return Measure.AtLeast("the 10 best of 20,000 candidates that are among the 10 best of 500 (share)", ten, 1, "20,000 candidates", 0.9);
        yield return Measure.AtLeast("the same of the 60 best (share)", sixty, 1, "20,000 candidates", 0.75);

        using (var postgres = PostgresFullText.OfTheTests(profiles, synthetic.Tags))
        {
            if (postgres is not null)
            {
                found = Interleaved.Time(WarmUp, Rounds, InTurn(n => ByWords(index, read[n], rules[n])), InTurn(n => postgres.Search(words[n])));
                yield return Measure.AtMost("500 of 100,000 by 7 words, stemmed, kind and rules (µs)", found.Ours, found.Peer, postgres.Name, 0.02);
            }
        }

        using var trees = LearnedTrees.Of(index, synthetic);
        var ranker = new PartnerRanker(synthetic.Data, trees.Ours);
        var chain = InTurn(n =>
        {
            sqlite.Search(words[n]);
            trees.ScoreAndExplain();
        });
        var whole = Interleaved.Time(WarmUp, Rounds, InTurn(n => ranker.Suggest(index, needs[n])), chain);
        yield return Measure.AtMost("need to 10 explained, 300 trees, 100,000 profiles (µs)", whole.Ours, whole.Peer, $"FTS5, {Xgboost.Name}, SHAP", 0.1);

        var (half, nearlyAll) = Milliseconds(index, ranker, [.. synthetic.AskInFull(Needs, seed: 3)]);
        yield return Measure.AtMost("the same for a need in full, p50 (ms)", half, 12, "goal", 1);
        yield return Measure.AtMost("the same for a need in full, p99 (ms)", nearlyAll, 25, "goal", 1);
    }

    /// <summary>Half and 99 of 100 suggestions are made within these times.</summary>
    internal static (double P50, double P99) Milliseconds(PartnerIndex index, PartnerRanker ranker, List<PartnerRequest> needs)
    {
        var took = new List<double>(Counted);
        for (var n = -WarmUp; n < Counted; n++)
        {
            var started = Stopwatch.GetTimestamp();
            ranker.Suggest(index, needs[(n + WarmUp) % needs.Count]);
            if (n >= 0) took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        took.Sort();
        return (took[Counted / 2], took[Counted * 99 / 100]);
    }

    /// <summary>How many of the 10 and of the 60 best by the prior are still there when only 500 are scored instead of 20,000.</summary>
    private static (double Ten, double Sixty) Kept(PartnerIndex index, EngineData data, List<PartnerRequest> needs)
    {
        var prior = new Prior(data.Weights);
        var (ten, sixty) = (0.0, 0.0);
        foreach (var need in needs)
        {
            var (all, some) = (Best(index, prior, need, Many), Best(index, prior, need, Found));
            ten += Share(all.Take(10), some.Take(10));
            sixty += Share(all, some);
        }

        return (ten / needs.Count, sixty / needs.Count);

        static double Share(IEnumerable<string> all, IEnumerable<string> some) => all.Intersect(some).Count() / (double)Math.Max(1, all.Count());
    }

    private static List<string> Best(PartnerIndex index, Prior prior, PartnerRequest request, int candidates)
    {
        var need = Need.Read(request, index);
        var found = Candidates.Of(index, need, candidates);
        var scores = new double[found.Span.Length];
        prior.Score(LearnedTrees.Rows(index, need, found), scores);
        for (var c = 0; c < scores.Length; c++) found.Span[c].Score = scores[c];
        return [.. found.BestFirst().Where(c => c.IsAllowed).Take(60).Select(c => c.Partner.Profile.Id)];
    }

    /// <summary>The words of a need, stemmed; what is asked of a text search.</summary>
    private static void ByWords(PartnerIndex index, Need need, Requirements rules)
    {
        var terms = index.Data.Vocabulary.Analyser.Analyse(need.Request.Description).Select(t => new QueryTerm(t.Text, 1f));
        var sought = Sought.Of(index.Statistics, [.. terms], codes: [], gaps: [], municipality: -1);
        Candidates.Promising(index, need.Request, sought, rules, Found, byUnmet: []);
    }

    private static Action InTurn(Action<int> action)
    {
        var next = 0;
        return () => action(next++ % Needs);
    }
}
