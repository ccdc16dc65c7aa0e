using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Ranking;
using Kem.Match.Engine.Search;
using Kem.Match.Engine.Signals;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine;

/// <summary>
/// The front door: who should this party meet, and why? Given the same catalogue and request the answer is the same,
/// and equal scores keep the order of the catalogue.
/// </summary>
public sealed class PartnerRanker(EngineData data, IRankingModel model)
{
    private const int MostRuledOut = 10;
    private const int MostCandidates = 500;
    private const int MostReasons = 3;

    /// <summary>A local organisation further away than this is ruled out (kilometres between municipalities' centres).</summary>
    private const double FarForALocalOne = 60;

    /// <summary>A signal below this is too weak to be given as a reason.</summary>
    private const double LeastForAReason = 0.2;

    /// <summary>A ranker with the hand-set prior.</summary>
    public PartnerRanker(EngineData data)
        : this(data, new Prior(data.Weights))
    {
    }

    public EngineData Data { get; } = data;

    public SuggestionList Suggest(PartnerIndex index, PartnerRequest request, int take = 10)
    {
        var need = Need.Read(request, index);
        var fit = new Fit(need, index);
        var candidates = Candidates.Of(index, need, MostCandidates);
        Score(candidates, fit);

        var ranked = new List<Suggestion>();
        var ruledOut = new List<RuledOut>();
        foreach (var candidate in candidates.BestFirst())
        {
            if (ranked.Count >= take && ruledOut.Count >= MostRuledOut) break;
            if (candidate.Score < Data.Weights.Possible) break;

            fit.With(candidate.Partner, candidate.Words, candidate.WordsInName);
            if (RuleAgainst(fit) is { } why)
            {
                if (ruledOut.Count < MostRuledOut) ruledOut.Add(new RuledOut(candidate.Partner.Profile.Id, candidate.Score, why));
            }
            else if (ranked.Count < take)
            {
                ranked.Add(Explained(fit, ranked.Count + 1));
            }
        }

        return new SuggestionList(ranked, ruledOut, candidates.Considered);
    }

    /// <summary>
    /// Every partner of the kind asked for, best first, with no rule applied but that nobody meets itself. For
    /// measuring, and for what-if lists.
    /// </summary>
    public IReadOnlyList<SearchHit> RankAll(PartnerIndex index, PartnerRequest request)
    {
        var need = Need.Read(request, index);
        var candidates = Candidates.Of(index, need, int.MaxValue);
        Score(candidates, new Fit(need, index));
        return [.. candidates.BestFirst().Select(c => new SearchHit(c.Partner.Profile.Id, c.Score))];
    }

    private void Score(Candidates candidates, Fit fit)
    {
        var width = SignalTable.All.Count;
        var span = candidates.Span;
        var rows = new float[span.Length * width];
        var scores = new double[span.Length];
        for (var c = 0; c < span.Length; c++)
        {
            fit.With(span[c].Partner, span[c].Words, span[c].WordsInName);
            Compute(fit, rows.AsSpan(c * width, width));
        }

        model.Score(rows, scores);
        for (var c = 0; c < span.Length; c++) span[c].Score = scores[c];
    }

    private static void Compute(Fit fit, Span<float> row)
    {
        for (var i = 0; i < row.Length; i++) row[i] = (float)SignalTable.All[i].Compute(fit);
    }

    private static Wording? RuleAgainst(Fit fit)
    {
        var profile = fit.Profile;
        if (profile.IsPaused) return new("Holder pause lige nu", "Is taking a break at the moment");

        if (profile.OpenProposals >= PartnerProfile.MostOpenProposals)
        {
            return new($"Har {profile.OpenProposals} åbne forslag", $"Has {profile.OpenProposals} open proposals");
        }

        var isLocal = profile.Coverage == Coverage.Local && fit.Partner.Place.Kind == PlaceKind.Municipality;
        return isLocal && fit.Kilometres() is > FarForALocalOne
            ? new("Arbejder kun lokalt og holder til langt væk", "Works locally only, and far away")
            : null;
    }

    private Suggestion Explained(Fit fit, int rank)
    {
        var row = new float[SignalTable.All.Count];
        var points = new double[row.Length];
        Compute(fit, row);
        var score = model.Explain(row, points);

        int[] order = [.. Enumerable.Range(0, row.Length).OrderByDescending(i => points[i]).ThenBy(i => i)];
        return new Suggestion(
            fit.Profile.Id,
            rank,
            score,
            Data.Weights.BandOf(score),
            [.. order.Where(i => points[i] != 0).Select(i => Contribution(SignalTable.All[i], fit, row[i], points[i]))],
            Reasons(fit, order, row, points, s => s.ToAsker(fit)),
            Reasons(fit, order, row, points, s => s.ToPartner(fit)),
            Unknowns.Of(fit));
    }

    private static Contribution Contribution(Signal signal, Fit fit, double value, double points) =>
        new(signal.Code, signal.Lens, signal.Label, signal.Fact(fit, value), points);

    /// <summary>
    /// Strongest first. One from each lens before a second from any, and what the two share before what is
    /// practical, so that three sentences tell three different things.
    /// </summary>
    private static List<Reason> Reasons(Fit fit, int[] order, float[] row, double[] points, Func<Signal, Wording?> sentence)
    {
        var found = new List<(int At, bool SaysLittle, Reason Reason)>();
        for (var at = 0; at < order.Length; at++)
        {
            var signal = SignalTable.All[order[at]];
            if (points[order[at]] <= 0 || row[order[at]] < LeastForAReason) continue;
            if (sentence(signal) is { } text) found.Add((at, signal.SaysLittle, new Reason(signal.Lens, text)));
        }

        return
        [
            .. found
                .GroupBy(f => (f.Reason.Lens, f.SaysLittle))
                .SelectMany(lens => lens.Select((f, nth) => (f.At, f.Reason, Turn: (nth * 2) + (IsSecondary(lens.Key) ? 1 : 0))))
                .OrderBy(f => f.Turn).ThenBy(f => f.At)
                .Take(MostReasons)
                .OrderBy(f => f.At)
                .Select(f => f.Reason),
        ];
    }

    private static bool IsSecondary((Lens Lens, bool SaysLittle) kind) => kind.SaysLittle || kind.Lens == Lens.Practical;
}
