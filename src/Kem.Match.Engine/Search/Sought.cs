namespace Kem.Match.Engine.Search;

/// <summary>What a list of partners is worth to a request.</summary>
internal enum Worth
{
    /// <summary>Words in the name: each partner its own points.</summary>
    InName,

    /// <summary>Words elsewhere: each partner its own points.</summary>
    Elsewhere,

    /// <summary>A code or a gap: the same for all.</summary>
    Code,

    /// <summary>The same municipality: the same for all, and nothing for who has nothing else in common.</summary>
    Local,
}

/// <summary>A list of a segment that a request looks through.</summary>
/// <param name="List">The list, at its beginning.</param>
/// <param name="Weight">What a saturated frequency is worth, as a share of all that is asked for; 0 where the points are fixed.</param>
/// <param name="Most">No partner of the list gets more points than this from it.</param>
internal readonly record struct SoughtList(Worth Worth, PostingReader List, float Weight, int Most)
{
    public static SoughtList Of(Worth worth, PostingReader list, int points) => new(worth, list, 0, points);

    /// <param name="highest">The highest frequency in the list; the bound is a little above what it comes to.</param>
    public static SoughtList Of(Worth worth, PostingReader list, float weight, float highest) =>
        new(worth, list, weight, Points.Of(weight * FieldFrequency.Saturated(highest * 1.0001f)) + 1);
}

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

    private Sought(
        List<(string, float)> terms, IReadOnlyList<(int, float)> codes, IReadOnlyList<(int, float)> gaps, int municipality, FieldFrequency frequency)
    {
        this.terms = terms;
        this.codes = codes;
        this.gaps = gaps;
        this.municipality = municipality;
        this.frequency = frequency;
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
        return new Sought(weighted.ConvertAll(t => (t.Text, t.Weight / most)), codes, gaps, municipality, statistics.Frequency);
    }

    /// <summary>The lists of a segment that add to the promise, the most valuable first.</summary>
    public SoughtList[] ListsIn(Segment segment)
    {
        var lists = new List<SoughtList>();
        var growth = frequency.MostGrowthSince(segment.Partners.Frequency);
        foreach (var (text, weight) in terms)
        {
            var term = segment.Terms.Find(text);
            if (term < 0) continue;

            Add(lists, SoughtList.Of(Worth.InName, segment.Terms.InName(term), weight, segment.Terms.HighestInName(term) * growth));
            Add(lists, SoughtList.Of(Worth.Elsewhere, segment.Terms.Elsewhere(term), weight, segment.Terms.HighestElsewhere(term) * growth));
        }

        AddCodes(lists, segment.Partners.ByCode, codes, known => known.Weight);
        AddCodes(lists, segment.Partners.ByGap, gaps, _ => 1f);
        if (municipality >= 0)
        {
            for (var place = 0; place < segment.Partners.DistinctPlaces.Length; place++)
            {
                if (segment.Partners.DistinctPlaces[place].IsMunicipality(municipality))
                {
                    Add(lists, SoughtList.Of(Worth.Local, segment.Partners.ByPlace.Read(place), Points.Of(LocalBonus)));
                }
            }
        }

        lists.Sort((a, b) => b.Most.CompareTo(a.Most));
        return [.. lists];
    }

    /// <summary>Adds the points of partners of a list of words; <paramref name="points"/> begins at partner <paramref name="start"/>.</summary>
    /// <param name="remembered">For this list, the points worked out before.</param>
    public void AddPoints(
        Worth worth, float weight, ReadOnlySpan<int> partners, ReadOnlySpan<byte> counts, ReadOnlySpan<FieldLengths> lengths,
        int[] points, int start, RememberedPoints? remembered)
    {
        for (var i = 0; i < partners.Length; i++)
        {
            var length = lengths[partners[i]];
            var known = remembered is not null ? remembered.Find(counts[i], length.Description) : 0;
            if (known == 0)
            {
                known = PointsOf(weight, worth == Worth.InName ? FieldCounts.InName(counts[i]) : FieldCounts.Elsewhere(counts[i]), length);
                remembered?.Keep(counts[i], length.Description, known);
            }

            points[partners[i] - start] += known;
        }
    }

    /// <summary>By partner of a segment: its text score, with what stands in its name counted once more.</summary>
    public float[] WordsOf(Segment segment)
    {
        var (points, partners) = (new int[segment.Partners.Count], segment.Partners);
        foreach (var (text, weight) in terms)
        {
            var term = segment.Terms.Find(text);
            if (term < 0) continue;

            for (var list = segment.Terms.InName(term); list.Document != PostingReader.End; list.Next())
            {
                var inName = FieldCounts.InName(list.Count);
                points[list.Document] += PointsOf(weight, inName, partners.Lengths[list.Document]) + Points.Of(weight * inName.ShareOfAWordInName);
            }

            for (var list = segment.Terms.Elsewhere(term); list.Document != PostingReader.End; list.Next())
            {
                points[list.Document] += PointsOf(weight, FieldCounts.Elsewhere(list.Count), partners.Lengths[list.Document]);
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
        var counts = read.Counts();
        foreach (var (text, weight) in terms)
        {
            if (!counts.TryGetValue(text, out var found)) continue;

            var kept = found.Kept;
            words += PointsOf(weight, kept, lengths);
            inName += kept.IsInName ? Points.Of(weight * kept.ShareOfAWordInName) : 0;
        }

        return (Points.ToFloat(words), Points.ToFloat(inName));
    }

    /// <summary>
    /// Fills in what the words of the request that stand in their names are worth, as a share of all that is asked for.
    /// </summary>
    public void AddWordsInName(Segment segment, ReadOnlySpan<int> partners, Span<int> points)
    {
        foreach (var (text, weight) in terms)
        {
            var term = segment.Terms.Find(text);
            if (term < 0) continue;

            var list = segment.Terms.InName(term);
            for (var i = 0; i < partners.Length; i++)
            {
                list.LeapTo(partners[i]);
                if (list.Document == PostingReader.End) break;
                if (list.Document == partners[i]) points[i] += Points.Of(weight * FieldCounts.InName(list.Count).ShareOfAWordInName);
            }
        }
    }

    private int PointsOf(float weight, FieldCounts counts, FieldLengths lengths) =>
        Points.Of(weight * FieldFrequency.Saturated(frequency.Of(counts, lengths)));

    private static void AddCodes(List<SoughtList> lists, CodePostings postings, IReadOnlyList<(int Code, float Interest)> sought, Func<KnownCode, float> weight)
    {
        foreach (var (code, interest) in sought)
        {
            var (first, end) = postings.ListsOf(code);
            for (var list = first; list < end; list++)
            {
                Add(lists, SoughtList.Of(Worth.Code, postings.Read(list), Points.Of(interest * weight(postings.Of(list)))));
            }
        }
    }

    private static void Add(List<SoughtList> lists, SoughtList list)
    {
        if (list.List.Document != PostingReader.End && list.Most > 0) lists.Add(list);
    }
}
