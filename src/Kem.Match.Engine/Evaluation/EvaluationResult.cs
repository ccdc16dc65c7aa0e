using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kem.Match.Engine.Evaluation;

/// <summary>The figures of one ranking over some cases.</summary>
/// <param name="RecallAt">By k: the mean share of a case's partners among the first k.</param>
/// <param name="Mrr">Mean reciprocal rank.</param>
/// <param name="Ndcg10">Mean NDCG@10.</param>
public sealed record RankingFigures(IReadOnlyDictionary<int, double> RecallAt, double Mrr, double Ndcg10);

/// <summary>The figures for one kind of case, or for all.</summary>
public sealed record KindFigures(string Kind, int Cases, RankingFigures Engine, RankingFigures Baseline);

/// <summary>How one case was ranked.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="PartnerIds">The right ones.</param>
/// <param name="Ranked">The engine's whole ranking of the type asked for.</param>
/// <param name="Baseline">The baseline's.</param>
public sealed record CaseRanking(
    string CaseId,
    string Kind,
    IReadOnlyList<string> PartnerIds,
    IReadOnlyList<string> Ranked,
    IReadOnlyList<string> Baseline);

/// <summary>What an evaluation found.</summary>
/// <param name="Organisations">How many organisations there were to choose among.</param>
/// <param name="Kinds">One line per kind of case, and "all" last.</param>
/// <param name="Cases">Every case's ranking.</param>
public sealed record EvaluationResult(int Organisations, IReadOnlyList<KindFigures> Kinds, IReadOnlyList<CaseRanking> Cases)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public KindFigures All => Kinds[^1];

    /// <summary>A table with the engine's line and the baseline's for each kind of case.</summary>
    public void WriteTable(TextWriter writer)
    {
        var ks = All.Engine.RecallAt.Keys.Order().ToArray();
        writer.WriteLine($"{Organisations} organisations, {All.Cases} cases");
        writer.WriteLine($"{"kind",-26}{"cases",6}  {"ranking",-9}{string.Concat(ks.Select(k => $"{$"R@{k}",8}"))}{"MRR",8}{"NDCG@10",9}");
        foreach (var kind in Kinds)
        {
            WriteRow(writer, kind.Kind, kind.Cases, "engine", kind.Engine, ks);
            WriteRow(writer, "", null, "BM25", kind.Baseline, ks);
        }
    }

    /// <summary>The same figures as one JSON object.</summary>
    public void WriteJson(TextWriter writer) => writer.WriteLine(JsonSerializer.Serialize(
        new
        {
            organisations = Organisations,
            cases = All.Cases,
            kinds = Kinds.Select(k => new { kind = k.Kind, cases = k.Cases, engine = Shape(k.Engine), bm25 = Shape(k.Baseline) }),
        },
        Json));

    /// <summary>One line a case: <c>{"case_id","ranked":[ids]}</c>.</summary>
    public void WriteRun(TextWriter writer)
    {
        foreach (var one in Cases)
        {
            writer.WriteLine(JsonSerializer.Serialize(new { case_id = one.CaseId, ranked = one.Ranked }, Json));
        }
    }

    private static object Shape(RankingFigures figures) => new
    {
        recall = figures.RecallAt.OrderBy(r => r.Key).ToDictionary(r => r.Key.ToString(CultureInfo.InvariantCulture), r => Math.Round(r.Value, 4)),
        mrr = Math.Round(figures.Mrr, 4),
        ndcg10 = Math.Round(figures.Ndcg10, 4),
    };

    private static void WriteRow(TextWriter writer, string kind, int? cases, string ranking, RankingFigures figures, int[] ks) =>
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{kind,-26}{cases,6}  {ranking,-9}{string.Concat(ks.Select(k => string.Create(CultureInfo.InvariantCulture, $"{figures.RecallAt[k],8:0.000}")))}{figures.Mrr,8:0.000}{figures.Ndcg10,9:0.000}"));
}
