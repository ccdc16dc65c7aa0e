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

        var sought = Sought.Of(index.Statistics, QueryTerms(analysed), [], [], municipality: -1);
        var hits = new List<(double Score, int Order, string Id)>();
        foreach (var view in index.Segments)
        {
            var partners = view.Segment.Partners;
            var points = sought.WordsOf(view.Segment);
            var strongest = Strongest(codes, partners);
            for (var p = 0; p < partners.Count; p++)
            {
                var score = points[p] + (CodeShare * strongest[p]);
                if (score < LeastShown || !view.IsAlive(p) || (kind is { } wanted && partners.GroupOf(p).Circumstances.Kind != wanted)) continue;

                hits.Add((score, partners.Orders[p], partners.Profiles[p].Id));
            }
        }

        hits.Sort((a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Order.CompareTo(b.Order));
        return [.. hits.Take(take).Select(h => new SearchHit(h.Id, Math.Round(h.Score, 4)))];
    }

    /// <summary>By partner: the best of the codes in the text that it has itself, and not only by what it is.</summary>
    private static float[] Strongest(float[] codes, PartnerTable partners)
    {
        var strongest = new float[partners.Count];
        for (var code = 0; code < codes.Length; code++)
        {
            if (codes[code] <= 0) continue;

            var (first, end) = partners.ByCode.ListsOf(code);
            for (var list = first; list < end; list++)
            {
                var known = partners.ByCode.Of(list);
                if (known.Knowledge == Knowledge.Implied) continue;

                var weight = codes[code] * known.Weight;
                foreach (var partner in partners.ByCode.Read(list)) strongest[partner] = Math.Max(strongest[partner], weight);
            }
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

    private bool Exists(string term) => index.Statistics.IsKnown(term);

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

    private SortedSet<string> OtherTerms(Func<string, bool> fits)
    {
        var terms = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var view in index.Segments)
        {
            foreach (var term in view.Segment.Terms.Terms)
            {
                if (fits(term)) terms.Add(term);
            }
        }

        return terms;
    }
}
