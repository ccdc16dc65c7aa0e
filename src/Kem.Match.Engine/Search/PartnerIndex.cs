using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Search;

/// <summary>A partner found by a text search.</summary>
public readonly record struct SearchHit(string PartnerId, double Score);

/// <summary>
/// The catalogue made searchable: an inverted index over text and codes. A snapshot never changes, so any number of
/// requests may read it while <see cref="With"/> and <see cref="Without"/> make the next one.
/// </summary>
public sealed class PartnerIndex
{
    private const int ShortestRelative = 5;
    private const int ShortestRest = 3;

    private readonly ProfileReading reading;
    private readonly SegmentView[] segments;
    private readonly Dictionary<string, PreparedPartner> byId;
    private readonly long nextOrder;

    private PartnerIndex(EngineData data, SegmentView[] segments, long nextOrder)
    {
        Data = data;
        reading = new ProfileReading(data.Vocabulary, data.Places);
        this.segments = segments;
        this.nextOrder = nextOrder;
        byId = new Dictionary<string, PreparedPartner>(StringComparer.Ordinal);
        Partners = AlivePartners();
        foreach (var partner in Partners) byId[partner.Profile.Id] = partner;
        Statistics = new CatalogueStatistics(data.Vocabulary, segments, Partners);
    }

    public int Count => Partners.Length;

    internal EngineData Data { get; }
    internal ReadOnlySpan<SegmentView> Segments => segments;
    internal PreparedPartner[] Partners { get; }
    internal CatalogueStatistics Statistics { get; }

    /// <summary>Indexes a catalogue. Of two profiles with the same id the later one holds.</summary>
    public static PartnerIndex Build(EngineData data, IEnumerable<PartnerProfile> profiles) =>
        new PartnerIndex(data, [], nextOrder: 0).With(profiles);

    /// <summary>A new snapshot with these profiles added, or in place of the ones with the same id.</summary>
    public PartnerIndex With(params IEnumerable<PartnerProfile> profiles)
    {
        var last = new Dictionary<string, PartnerProfile>(StringComparer.Ordinal);
        var ids = new List<string>();
        foreach (var profile in profiles)
        {
            if (!last.ContainsKey(profile.Id)) ids.Add(profile.Id);
            last[profile.Id] = profile;
        }

        if (ids.Count == 0) return this;

        var order = nextOrder;
        var orders = ids.ConvertAll(id => byId.TryGetValue(id, out var old) ? old.Order : order++);
        var read = new (PreparedPartner, FieldTerms)[ids.Count];
        Parallel.For(0, ids.Count, i => read[i] = reading.Read(last[ids[i]], orders[i]));

        var views = new List<SegmentView>(WithoutIds(ids)) { SegmentView.All(Segment.Of(read)) };
        return new PartnerIndex(Data, Compacted(views), order);
    }

    /// <summary>A new snapshot without these partners.</summary>
    public PartnerIndex Without(params IEnumerable<string> ids) => new(Data, Compacted([.. WithoutIds(ids)]), nextOrder);

    public PartnerProfile? Find(string id) => byId.GetValueOrDefault(id)?.Profile;

    /// <summary>
    /// Finds partners by words, best first: by name, description and what their codes are called, with spelling
    /// mistakes forgiven and synonyms understood. An empty text finds nothing.
    /// </summary>
    public IReadOnlyList<SearchHit> Search(string text, PartnerKind? kind = null, int take = 50) =>
        new TextSearch(this).Search(text, kind, take);

    /// <summary>The partners that state a code or speak of it, surest first; empty for an unknown code.</summary>
    public IReadOnlyList<PartnerProfile> PartnersWith(string code)
    {
        var index = Data.Vocabulary.IndexOf(code);
        return
        [
            .. Partners
                .SelectMany(p => p.Codes, (partner, known) => (partner, known))
                .Where(p => p.known.Code == index && p.known.Knowledge != Knowledge.Implied)
                .OrderByDescending(p => p.known.Knowledge).ThenByDescending(p => p.known.Weight)
                .Select(p => p.partner.Profile),
        ];
    }

    /// <summary>Terms of the catalogue that begin or end with a term, or that it begins or ends with; never itself.</summary>
    internal IEnumerable<string> Relatives(string term)
    {
        var relatives = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var view in segments)
        {
            if (term.Length >= ShortestRelative) relatives.UnionWith(view.Segment.TermsAround(term));
            for (var length = ShortestRelative; length <= term.Length - ShortestRest; length++)
            {
                AddKnown(view, term[..length]);
                AddKnown(view, term[^length..]);
            }
        }

        return relatives.Where(r => Statistics.IsKnown(r));

        void AddKnown(SegmentView view, string part)
        {
            if (view.Segment.TermId(part) >= 0) relatives.Add(part);
        }
    }

    private IEnumerable<SegmentView> WithoutIds(IEnumerable<string> ids)
    {
        var gone = ids.ToHashSet(StringComparer.Ordinal);
        return segments.Select(s => s.Without(gone)).Where(s => s.AliveCount > 0);
    }

    /// <summary>Merges from the end while the last segment is more than half of the one before, so that few remain.</summary>
    private static SegmentView[] Compacted(List<SegmentView> views)
    {
        while (views.Count > 1 && views[^1].AliveCount * 2 > views[^2].AliveCount)
        {
            var merged = Segment.Merge(views[^2].Segment, views[^2].Alive, views[^1].Segment, views[^1].Alive);
            views.RemoveRange(views.Count - 2, 2);
            views.Add(SegmentView.All(merged));
        }

        return [.. views];
    }

    private PreparedPartner[] AlivePartners()
    {
        var partners = new List<PreparedPartner>();
        foreach (var view in segments)
        {
            for (var i = 0; i < view.Alive.Length; i++)
            {
                if (view.Alive[i]) partners.Add(view.Segment.Partners[i]);
            }
        }

        return [.. partners];
    }
}

/// <summary>Counts over the whole catalogue that the weighting of words and codes needs.</summary>
internal sealed class CatalogueStatistics
{
    private readonly SegmentView[] segments;
    private readonly int partners;
    private readonly float[] codeWeight;

    public CatalogueStatistics(Vocabulary vocabulary, SegmentView[] segments, PreparedPartner[] alive)
    {
        this.segments = segments;
        partners = alive.Length;
        var lengths = default(FieldLengths);
        foreach (var view in segments) lengths += view.Lengths;

        var count = Math.Max(1, partners);
        Average = new FieldLengths(
            Math.Max(1, lengths.Name / count),
            Math.Max(1, lengths.Description / count),
            Math.Max(1, lengths.Stated / count));
        codeWeight = CodeWeights(vocabulary, alive);
    }

    public FieldLengths Average { get; }

    /// <summary>ln(1 + (N − n + 0.5) / (n + 0.5)), n of N partners having the term; at least 0.</summary>
    public float InverseFrequency(string term) => InverseFrequency(partners, PartnersWith(term));

    /// <summary>True when a partner that is still in the catalogue has the term.</summary>
    public bool IsKnown(string term) => PartnersWith(term) > 0;

    /// <summary>How telling a code is: 1 when nobody has it, towards 0.4 when everybody does.</summary>
    public float CodeWeight(int code) => codeWeight[code];

    private int PartnersWith(string term)
    {
        var with = 0;
        foreach (var view in segments)
        {
            var id = view.Segment.TermId(term);
            if (id >= 0) with += view.PartnersWithTerm[id];
        }

        return with;
    }

    private static float InverseFrequency(int all, int with) => MathF.Log(1 + ((all - with + 0.5f) / (with + 0.5f)));

    private static float[] CodeWeights(Vocabulary vocabulary, PreparedPartner[] alive)
    {
        var with = new int[vocabulary.Entries.Count];
        foreach (var partner in alive)
        {
            foreach (var known in partner.Codes)
            {
                if (known.Knowledge != Knowledge.Implied) with[known.Code]++;
            }
        }

        var most = InverseFrequency(Math.Max(1, alive.Length), 0);
        return Array.ConvertAll(with, n => 0.4f + (0.6f * InverseFrequency(Math.Max(1, alive.Length), n) / most));
    }
}
