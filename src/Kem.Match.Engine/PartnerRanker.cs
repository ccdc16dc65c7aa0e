using Kem.Match.Engine.Explanations;
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

    /// <summary>A local organisation further away than this is ruled out (kilometres between municipalities' centres).</summary>
    private const double FarForALocalOne = 60;

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

        var explanation = new Explanation(need, index, model);
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
                ranked.Add(explanation.Of(fit, ranked.Count + 1));
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
            SignalTable.Compute(fit, rows.AsSpan(c * width, width));
        }

        model.Score(rows, scores);
        for (var c = 0; c < span.Length; c++) span[c].Score = scores[c];
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
}
