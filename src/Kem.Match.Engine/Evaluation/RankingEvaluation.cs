using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Search;

namespace Kem.Match.Engine.Evaluation;

/// <summary>
/// Measures a ranker against documented partnerships: every organisation of the type that the kind of case asks for
/// is ranked, the asker excepted, with no hard rule applied, beside plain BM25 on the same input.
/// </summary>
public static class RankingEvaluation
{
    private const int NdcgDepth = 10;

    /// <exception cref="InterchangeException">A file is broken; the message names file, line and field.</exception>
    public static EvaluationResult Run(
        TextReader organisations, string organisationsName, TextReader cases, string casesName, PartnerRanker ranker, params int[] ks)
    {
        var profiles = OrganisationsFile.Read(organisations, organisationsName);
        var index = PartnerIndex.Build(ranker.Data, profiles);
        var baseline = new PlainBm25(profiles, ranker.Data.Vocabulary);
        var rankings = CasesFile.Read(cases, casesName)
            .Select(c => new CaseRanking(
                c.Id,
                c.Kind,
                c.PartnerIds,
                [.. ranker.RankAll(index, c.Request).Select(h => h.PartnerId)],
                baseline.Rank(c.Request)))
            .ToList();

        List<KindFigures> kinds = [.. rankings.GroupBy(r => r.Kind).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Figures(g.Key, [.. g], ks))];
        return new EvaluationResult(profiles.Count, [.. kinds, Figures("all", rankings, ks)], rankings);
    }

    private static KindFigures Figures(string kind, List<CaseRanking> rankings, int[] ks) => new(
        kind,
        rankings.Count,
        Figures(rankings, r => r.Ranked, ks),
        Figures(rankings, r => r.Baseline, ks));

    private static RankingFigures Figures(List<CaseRanking> rankings, Func<CaseRanking, IReadOnlyList<string>> ranked, int[] ks) => new(
        ks.Distinct().ToDictionary(k => k, k => Mean(rankings, r => RankingMetrics.Recall(ranked(r), r.PartnerIds, k))),
        Mean(rankings, r => RankingMetrics.ReciprocalRank(ranked(r), r.PartnerIds)),
        Mean(rankings, r => RankingMetrics.Ndcg(ranked(r), r.PartnerIds, NdcgDepth)));

    private static double Mean(List<CaseRanking> rankings, Func<CaseRanking, double> figure) =>
        rankings.Count == 0 ? 0 : rankings.Average(figure);
}
