using Kem.Match.Engine.Language;
using Kem.Match.Engine.Profiles;

namespace Kem.Match.Engine.Search;

/// <summary>The search field of the catalogue.</summary>
internal sealed class TextSearch(PartnerIndex index)
{
    private const float PartWeight = 0.5f;
    private const float BeginningWeight = 0.6f;
    private const float MisspelledWeight = 0.5f;
    private const int ShortestBeginning = 3;
    private const int LongestMisspelled = 40;
    private const float CodeShare = 0.6f;
    private const double LeastShown = 0.02;

    public IReadOnlyList<SearchHit> Search(string text, PartnerKind? kind, int take)
    {
        var vocabulary = index.Data.Vocabulary;
        var analysed = vocabulary.Analyser.Analyse(text);
        if (analysed.Count == 0 || index.Count == 0) return [];

        var codes = new float[vocabulary.Entries.Count];
        foreach (var finding in vocabulary.Read(analysed)) codes[finding.Meaning] = finding.Weight;

        using var scores = TextScores.Of(index, QueryTerms(analysed));
        var hits = new List<(PreparedPartner Partner, double Score)>();
        for (var s = 0; s < index.Segments.Length; s++)
        {
            var view = index.Segments[s];
            for (var i = 0; i < view.Alive.Length; i++)
            {
                var partner = view.Segment.Partners[i];
                if (!view.Alive[i] || (kind is { } wanted && partner.Profile.Kind != wanted)) continue;

                var score = scores.Score(s, i) + scores.InName(s, i) + (CodeShare * Strongest(codes, partner));
                if (score >= LeastShown) hits.Add((partner, score));
            }
        }

        hits.Sort((a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Partner.Order.CompareTo(b.Partner.Order));
        return [.. hits.Take(take).Select(h => new SearchHit(h.Partner.Profile.Id, Math.Round(h.Score, 4)))];
    }

    private static float Strongest(float[] codes, PreparedPartner partner)
    {
        var strongest = 0f;
        foreach (var known in partner.Codes)
        {
            if (known.Knowledge != Knowledge.Implied) strongest = Math.Max(strongest, codes[known.Code] * known.Weight);
        }

        return strongest;
    }

    /// <summary>The words as written; a word that nobody uses is read as a spelling mistake, the last one as a beginning.</summary>
    private List<QueryTerm> QueryTerms(IReadOnlyList<Term> analysed)
    {
        var terms = new List<QueryTerm>();
        var lastPosition = analysed[^1].Position;
        foreach (var term in analysed)
        {
            if (term.IsPart)
            {
                terms.Add(new QueryTerm(term.Text, PartWeight));
                continue;
            }

            var before = terms.Count;
            if (Exists(term.Text)) terms.Add(new QueryTerm(term.Text, 1f));
            if (term.Position == lastPosition && term.Text.Length >= ShortestBeginning) AddBeginnings(terms, term.Text);
            if (terms.Count == before) AddNeighbours(terms, term.Text);
            if (terms.Count == before) terms.Add(new QueryTerm(term.Text, 1f));
        }

        return terms;
    }

    private bool Exists(string term)
    {
        foreach (var view in index.Segments)
        {
            var id = view.Segment.TermId(term);
            if (id >= 0 && view.PartnersWithTerm[id] > 0) return true;
        }

        return false;
    }

    private void AddBeginnings(List<QueryTerm> terms, string beginning) =>
        terms.AddRange(OtherTerms(t => t.Length > beginning.Length && t.StartsWith(beginning, StringComparison.Ordinal))
            .Take(20)
            .Select(t => new QueryTerm(t, BeginningWeight)));

    private void AddNeighbours(List<QueryTerm> terms, string word)
    {
        var allowed = word.Length >= 8 ? 2 : word.Length >= 4 ? 1 : 0;
        if (allowed == 0 || word.Length > LongestMisspelled) return;

        terms.AddRange(OtherTerms(t => EditDistance.IsWithin(word, t, allowed))
            .Take(20)
            .Select(t => new QueryTerm(t, MisspelledWeight)));
    }

    private IEnumerable<string> OtherTerms(Func<string, bool> fits) =>
        index.Segments.ToArray().SelectMany(v => v.Segment.Terms).Where(fits).Distinct().Order(StringComparer.Ordinal);
}
