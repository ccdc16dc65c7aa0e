using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Search;

/// <summary>What partners are looked up by.</summary>
internal enum SoughtBy
{
    /// <summary>A word: each partner gets its own points.</summary>
    Term,

    /// <summary>A code that it has.</summary>
    Code,

    /// <summary>A code that it lacks.</summary>
    Gap,

    /// <summary>Its municipality.</summary>
    Place,
}

/// <summary>Some lists of a segment, no partner being in two of them.</summary>
/// <param name="First">Number of the first list.</param>
/// <param name="End">Number of the list after the last.</param>
/// <param name="Weight">What having it wholly is worth.</param>
/// <param name="Most">No partner gets more points than this.</param>
internal readonly record struct SoughtLists(SoughtBy By, int First, int End, float Weight, int Most);

/// <summary>
/// What makes a partner promising to a request: text score + code interest + a bonus for the same municipality. The
/// text score is BM25F divided by the most it could be, so that 0 is nothing in common and towards 1 is everything
/// asked for.
/// </summary>
internal sealed class Sought
{
    /// <summary>Being in the same municipality is worth as much as having every word.</summary>
    public const float LocalBonus = 1f;

    private readonly IReadOnlyList<(string Text, float Weight)> terms;
    private readonly IReadOnlyList<(int Code, float Interest)> codes;
    private readonly IReadOnlyList<(int Code, float Interest)> gaps;
    private readonly int municipality;
    private readonly FieldFrequency frequency;
    private HashSet<string>? soughtTerms;

    private Sought(
        List<(string, float)> terms, IReadOnlyList<(int, float)> codes, IReadOnlyList<(int, float)> gaps, int municipality, CatalogueStatistics statistics)
    {
        this.terms = terms;
        this.codes = codes;
        this.gaps = gaps;
        this.municipality = municipality;
        (frequency, TermPoints) = (statistics.Frequency, statistics.TermPoints);
    }

    /// <param name="codes">By code, what having it is worth at weight 1.</param>
    /// <param name="gaps">By code, what lacking it is worth.</param>
    /// <param name="municipality">Where the request comes from; negative when it names no single municipality.</param>
    public static Sought Of(
        CatalogueStatistics statistics, IReadOnlyList<QueryTerm> terms,
        IReadOnlyList<(int, float)> codes, IReadOnlyList<(int, float)> gaps, int municipality)
    {
        var weighted = new List<(string Text, float Weight)>(terms.Count);
        var most = 0f;
        foreach (var term in terms)
        {
            var weight = statistics.InverseFrequency(term.Text) * term.Weight;
            weighted.Add((term.Text, weight));
            if (!term.IsExtra) most += weight;
        }

        if (most <= 0) weighted.Clear();
        return new Sought(weighted.ConvertAll(t => (t.Text, t.Weight / most)), codes, gaps, municipality, statistics);
    }

    /// <summary>The points of words, by the averages of the catalogue.</summary>
    public TermPoints TermPoints { get; }

    /// <summary>True when a place is the municipality that the request comes from.</summary>
    public bool IsLocal(Place place) => municipality >= 0 && place.IsMunicipality(municipality);

    /// <summary>What adds to the promise in a segment, the most valuable first.</summary>
    public SoughtLists[] ListsIn(Segment segment)
    {
        var lists = new List<SoughtLists>();
        var growth = frequency.MostGrowthSince(segment.Partners.Frequency);
        foreach (var (text, weight) in terms)
        {
            var term = segment.Terms.Find(text);
            if (term < 0) continue;

            // A little above what it comes to, since it is not worked out from the very same numbers.
            var highest = FieldFrequency.Saturated(segment.Terms.HighestFrequency(term) * growth * 1.0001f);
            Add(lists, SoughtBy.Term, segment.Terms.ListsOf(term), weight, Points.Of(weight * highest) + 1);
        }

        foreach (var (code, interest) in codes)
        {
            var (first, end) = segment.Partners.ByCode.ListsOf(code);
            var most = 0;
            for (var list = first; list < end; list++) most = Math.Max(most, Points.Of(interest * segment.Partners.ByCode.Of(list).Weight));
            Add(lists, SoughtBy.Code, (first, end), interest, most);
        }

        foreach (var (code, interest) in gaps) Add(lists, SoughtBy.Gap, segment.Partners.ByGap.ListsOf(code), interest, Points.Of(interest));

        var places = segment.Partners.DistinctPlaces;
        for (var place = 0; place < places.Length; place++)
        {
            if (IsLocal(places[place])) Add(lists, SoughtBy.Place, (place, place + 1), LocalBonus, Points.Of(LocalBonus));
        }

        lists.Sort((a, b) => b.Most.CompareTo(a.Most));
        return [.. lists];
    }

    /// <summary>By partner of a segment: its text score, with what stands in its name counted once more.</summary>
    public float[] WordsOf(Segment segment)
    {
        var (points, partners) = (new int[segment.Partners.Count], segment.Partners);
        foreach (var (text, weight) in terms)
        {
            var term = segment.Terms.Find(text);
            if (term < 0) continue;

            var (first, end) = segment.Terms.ListsOf(term);
            for (var list = first; list < end; list++)
            {
                var counts = segment.Terms.CountsOf(list);
                TermPoints.AddTo(points, segment.Terms.Read(list), counts, weight, partners.Lengths);
                if (!counts.IsInName) continue;

                foreach (var partner in segment.Terms.Read(list)) points[partner] += Points.Of(weight * counts.ShareOfAWordInName);
            }
        }

        return Array.ConvertAll(points, Points.ToFloat);
    }

    /// <summary>
    /// The text score that a profile would have if it stood in the catalogue, and its share in the name, with the
    /// catalogue's counts as they are.
    /// </summary>
    public (float Words, float InName) WordsOf(ReadProfile read)
    {
        var (words, inName, lengths) = (0, 0, read.Lengths);
        var counts = read.Counts(soughtTerms ??= terms.Select(t => t.Text).ToHashSet(StringComparer.Ordinal));
        foreach (var (text, weight) in terms)
        {
            if (!counts.TryGetValue(text, out var found)) continue;

            var kept = found.Kept;
            words += TermPoints.Of(weight, kept, lengths);
            inName += kept.IsInName ? Points.Of(weight * kept.ShareOfAWordInName) : 0;
        }

        return (Points.ToFloat(words), Points.ToFloat(inName));
    }

    /// <summary>For each of some partners, in order, what the words of the request that stand in its name are worth, as a share of all that is asked for.</summary>
    public int[] WordsInName(Segment segment, ReadOnlySpan<PromisingPartner> some)
    {
        var points = new int[some.Length];
        var partners = new ushort[some.Length];
        for (var one = 0; one < some.Length; one++) partners[one] = (ushort)some[one].Partner;

        foreach (var (text, weight) in terms)
        {
            var term = segment.Terms.Find(text);
            if (term < 0) continue;

            var (first, end) = segment.Terms.ListsOf(term);
            for (var list = first; list < end; list++)
            {
                if (segment.Terms.CountsOf(list) is not { IsInName: true } counts) continue;

                var worth = Points.Of(weight * counts.ShareOfAWordInName);
                var named = segment.Terms.Read(list);
                var both = named.Length < partners.Length ? new InBoth(named, partners) : new InBoth(partners, named);
                while (both.MoveNext()) points[named.Length < partners.Length ? both.InMany : both.Current] += worth;
            }
        }

        return points;
    }

    private static void Add(List<SoughtLists> sought, SoughtBy by, (int First, int End) lists, float weight, int most)
    {
        if (lists.First < lists.End && most > 0) sought.Add(new SoughtLists(by, lists.First, lists.End, weight, most));
    }
}
