using Kem.Match.Engine.Explanations;
using Kem.Match.Engine.Feedback;
using Kem.Match.Engine.Planning;
using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Ranking;
using Kem.Match.Engine.Search;
using Kem.Match.Engine.Signals;

namespace Kem.Match.Engine;

/// <summary>
/// The front door: who should this party meet, and why? Given the same catalogue and request the answer is the same,
/// and equal scores keep the order of the catalogue.
/// </summary>
public sealed class PartnerRanker(EngineData data, IRankingModel model, MutualCalibration calibration)
{
    private const int MostRuledOut = 10;
    private const int MostCandidates = 500;

    /// <summary>So far down a list the asker's own fit alone decides who is on it.</summary>
    private const int MostWeighedFromBothSides = 60;

    /// <summary>A reading that weighs less is not asked of a bundle.</summary>
    private const float SureEnoughForABundle = 0.4f;

    private readonly PartnerSide partnerSide = new();

    /// <summary>A ranker with the hand-set prior.</summary>
    public PartnerRanker(EngineData data)
        : this(data, new Prior(data.Weights))
    {
    }

    /// <summary>A ranker whose scores have not been held against answers yet.</summary>
    public PartnerRanker(EngineData data, IRankingModel model)
        : this(data, model, MutualCalibration.BeforeFeedback)
    {
    }

    public EngineData Data { get; } = data;

    public SuggestionList Suggest(PartnerIndex index, PartnerRequest request, int take = 10)
    {
        var need = Need.Read(request, index);
        var fit = new Fit(need, index);
        var used = request.Emphasis.Count == 0 ? model : new WhatIfModel(model, request.Emphasis);
        var candidates = Candidates.Of(index, need, MostCandidates);
        using var rows = new SignalRows(candidates.Span.Length);
        Score(candidates, fit, used, rows);

        var allowed = new List<Candidate>();
        var ruledOut = new List<RuledOut>();
        foreach (var candidate in candidates.BestFirst().TakeWhile(c => c.Score >= Data.Weights.Possible))
        {
            if (candidates.Against(candidate) is not { } rule) allowed.Add(candidate);
            else if (ruledOut.Count < MostRuledOut)
            {
                ruledOut.Add(new RuledOut(candidate.Partner.Profile.Id, candidate.Score, rule.Why) { Requirement = rule.Requirement });
            }
        }

        var best = allowed.Count > 0 ? allowed[0].Score : 0;
        var explanation = new Explanation(fit, candidates.Sought, index, used, score => calibration.BandOf(score, best, Data.Weights));
        var mutual = ByExpectedAgreements(allowed.GetRange(0, Math.Min(allowed.Count, Math.Max(take, MostWeighedFromBothSides))), rows);
        var ordered = request.GivesRoomToTheLittleSeen ? WithRoomForTheLittleSeen(mutual) : mutual.Select(m => m.Candidate);
        List<Candidate> shown = [.. ordered.Take(take)];

        return new SuggestionList(explanation.Of(shown, SignalsOf(shown, rows)), ruledOut, candidates.Considered) { Fitting = allowed.Count, KeptOut = candidates.KeptOut };
    }

    /// <summary>
    /// Two or three partners of any kind that together cover a need which none of them covers alone; null when one does,
    /// or when more partners cover no more.
    /// </summary>
    public BundleSuggestion? SuggestBundle(PartnerIndex index, PartnerRequest request)
    {
        var need = Need.Read(request with { PartnerKind = null }, index);
        WantedCode[] items = [.. BundleItems(need)];
        if (items.Length < 2) return null;

        var fit = new Fit(need, index);
        var candidates = Candidates.Of(index, need, MostCandidates);
        using var rows = new SignalRows(candidates.Span.Length);
        Score(candidates, fit, model, rows);

        var able = new List<BundleCandidate>();
        foreach (var candidate in candidates.BestFirst())
        {
            if (!candidate.IsAllowed) continue;

            fit.With(candidate.Partner, candidate.Words, candidate.WordsInName);
            able.Add(new BundleCandidate(candidate.Partner.Profile.Id, candidate.Score, Covered(items, fit)));
        }

        if (Bundles.Best(able, [.. items.Select(i => (double)i.Weight)]) is not { } bundle) return null;

        var coveredBy = able.ToDictionary(c => c.PartnerId, c => c.Covered);
        return new BundleSuggestion(
            [.. bundle.PartnerIds.Select(id => new BundlePartner(id, Labels(items, coveredBy[id])))],
            Labels(items, bundle.Missing));
    }

    /// <summary>Who in a catalogue could swap what they have for what they lack, in rings of two to four; nobody is in two.</summary>
    public static IReadOnlyList<RingSuggestion> SuggestRings(PartnerIndex index)
    {
        var market = new RingMarket(index);
        return [.. RingSearch.Best(market.Members, market.Gifts).Rings.Select(Described)];

        RingSuggestion Described(ExchangeRing ring) => new(
        [
            .. ring.Members.Select((member, i) => new RingPartner(market.IdOf(member), market.Given(member, ring.Members[(i + 1) % ring.Members.Count]))),
        ]);
    }

    /// <summary>
    /// Every partner of the kind asked for, best first, with no rule applied but that nobody meets itself. For
    /// measuring, and for what-if lists.
    /// </summary>
    public IReadOnlyList<SearchHit> RankAll(PartnerIndex index, PartnerRequest request)
    {
        var need = Need.Read(request, index);
        var candidates = Candidates.All(index, need);
        using var rows = new SignalRows(candidates.Span.Length);
        Score(candidates, new Fit(need, index), model, rows);
        return [.. candidates.BestFirst().Select(c => new SearchHit(c.Partner.Profile.Id, c.Score))];
    }

    /// <summary>Fills the rows, and gives every candidate its score and the number of its row.</summary>
    private static void Score(Candidates candidates, Fit fit, IRankingModel model, SignalRows rows)
    {
        var span = candidates.Span;
        var scores = new double[span.Length];
        for (var c = 0; c < span.Length; c++)
        {
            fit.With(span[c].Partner, span[c].Words, span[c].WordsInName);
            SignalTable.Compute(fit, rows[c]);
        }

        model.Score(rows.All, scores);
        for (var c = 0; c < span.Length; c++) (span[c].Score, span[c].Row) = (scores[c], c);
    }

    /// <summary>One row of signals per candidate.</summary>
    private static float[] SignalsOf(List<Candidate> shown, SignalRows rows)
    {
        var width = SignalTable.All.Count;
        var signals = new float[shown.Count * width];
        for (var c = 0; c < shown.Count; c++) rows[shown[c].Row].CopyTo(signals.AsSpan(c * width));
        return signals;
    }

    /// <summary>Highest first: the chance that both sides say yes and that the partner then has room; see <see cref="MutualFit"/>.</summary>
    private List<(Candidate Candidate, double Expected)> ByExpectedAgreements(List<Candidate> allowed, SignalRows rows)
    {
        Span<double> score = stackalloc double[1];
        var sides = new TwoSides[allowed.Count];
        for (var c = 0; c < sides.Length; c++)
        {
            var (candidate, profile) = (allowed[c], allowed[c].Partner.Profile);
            partnerSide.Score(rows[candidate.Row], score);
            sides[c] = new TwoSides(calibration.Asker.Chance(candidate.Score), calibration.Partner.Chance(score[0]), profile.OpenProposals, profile.FreeSlots);
        }

        var expected = MutualFit.ExpectedAgreements(sides);
        return [.. allowed.Zip(expected).OrderByDescending(both => both.Second)];
    }

    private static IEnumerable<Candidate> WithRoomForTheLittleSeen(List<(Candidate Candidate, double Expected)> mutual)
    {
        var byId = mutual.ToDictionary(m => m.Candidate.Partner.Profile.Id, m => m.Candidate);
        var list = Exposure.Rerank([.. mutual.Select(m => new ExposureCandidate(
            m.Candidate.Partner.Profile.Id, m.Expected, Exposure.UnseenOf(m.Candidate.Partner.Profile.TimesShown)))]);
        return list.PartnerIds.Select(id => byId[id]);
    }

    /// <summary>What is stated, and where less than two things are, also what is surely read.</summary>
    private static IEnumerable<WantedCode> BundleItems(Need need)
    {
        WantedCode[] all = [.. Fit.WantedKinds.SelectMany(kind => need.Wanted(kind).ToArray())];
        var stated = all.Count(w => w.IsStated);
        return all.Where(w => w.IsStated || (stated < 2 && w.Weight >= SureEnoughForABundle)).Take(Bundles.MostItems);
    }

    private static ulong Covered(WantedCode[] items, Fit fit)
    {
        var covered = 0UL;
        for (var i = 0; i < items.Length; i++)
        {
            if (fit.Covers(items[i])) covered |= 1UL << i;
        }

        return covered;
    }

    private IReadOnlyList<Wording> Labels(WantedCode[] items, ulong which) =>
        [.. items.Where((_, i) => (which >> i & 1) == 1).Select(item => Data.Vocabulary.Entries[item.Code].InSentence)];
}
