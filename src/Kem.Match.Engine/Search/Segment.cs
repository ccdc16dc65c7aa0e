namespace Kem.Match.Engine.Search;

/// <summary>An inverted index over a fixed set of partners; never changed once made.</summary>
internal sealed class Segment(PartnerTable partners, TermPostings terms)
{
    public PartnerTable Partners { get; } = partners;
    public TermPostings Terms { get; } = terms;

    /// <summary>One segment with the partners that are still alive in several, in their order.</summary>
    public static Segment Merge(IReadOnlyList<SegmentView> views)
    {
        var rows = new List<PartnerRow>(views.Sum(v => v.AliveCount));
        var codes = new List<KnownCode>();
        var moved = new int[views.Count][];
        for (var v = 0; v < views.Count; v++)
        {
            var from = views[v].Segment.Partners;
            moved[v] = new int[from.Count];
            for (var i = 0; i < from.Count; i++)
            {
                moved[v][i] = views[v].IsAlive(i) ? rows.Count : -1;
                if (moved[v][i] < 0) continue;

                rows.Add(from.Row(i));
                codes.AddRange(from.CodesAndGapsOf(i));
            }
        }

        var partners = new PartnerTable(rows, codes);
        return new Segment(partners, MergedTerms(views, moved, partners));
    }

    private static TermPostings MergedTerms(IReadOnlyList<SegmentView> views, int[][] moved, PartnerTable partners)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        foreach (var view in views)
        {
            foreach (var term in view.Segment.Terms.Terms) all.Add(term);
        }

        var next = new int[views.Count];
        var merged = new TermPostings.Writer(partners);
        foreach (var term in all.Order(StringComparer.Ordinal))
        {
            merged.BeginTerm(term);
            for (var v = 0; v < views.Count; v++)
            {
                var terms = views[v].Segment.Terms;
                if (next[v] == terms.Terms.Length || !string.Equals(terms.Terms[next[v]], term, StringComparison.Ordinal)) continue;

                var (first, end) = terms.ListsOf(next[v]);
                for (var list = first; list < end; list++)
                {
                    foreach (var partner in terms.Read(list)) Add(v, partner, terms.CountsOf(list));
                }

                next[v]++;
            }
        }

        return merged.ToPostings();

        void Add(int view, int partner, FieldCounts counts)
        {
            if (moved[view][partner] >= 0) merged.Add(moved[view][partner], counts);
        }
    }
}
