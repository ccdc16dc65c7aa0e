using Kem.Match.Engine.Profiles;

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

    /// <summary>Profiles that one thread reads at a time.</summary>
    private const int Batch = 2048;

    /// <summary>Batches that are merged into one segment.</summary>
    private const int BatchesInASegment = PartnerTable.MostPartners / Batch;

    private readonly SegmentView[] segments;
    private readonly int nextOrder;

    private PartnerIndex(EngineData data, SegmentView[] segments, int nextOrder)
    {
        Data = data;
        this.segments = segments;
        this.nextOrder = nextOrder;
        Statistics = new CatalogueStatistics(data.Vocabulary, segments);
        SegmentsBySize = [.. Enumerable.Range(0, segments.Length).OrderBy(s => segments[s].Segment.Partners.Count)];
    }

    public int Count => Statistics.Partners;

    internal EngineData Data { get; }
    internal ReadOnlySpan<SegmentView> Segments => segments;

    /// <summary>Numbers of the segments, the smallest first.</summary>
    internal IReadOnlyList<int> SegmentsBySize { get; }

    internal CatalogueStatistics Statistics { get; }

    /// <summary>Everybody who is in the catalogue, for looking at all of a small one.</summary>
    internal IEnumerable<PreparedPartner> Partners =>
        from view in segments
        from partner in Enumerable.Range(0, view.Segment.Partners.Count)
        where view.IsAlive(partner)
        select view.Segment.Partners.Partner(partner);

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
        var orders = ids.ConvertAll(id => OrderOf(id) ?? order++);
        var batches = new SegmentView[(ids.Count + Batch - 1) / Batch];
        Parallel.For(0, batches.Length, batch =>
        {
            var reading = new ProfileReading(Data.Vocabulary, Data.Places);
            var writer = new SegmentWriter();
            for (var i = batch * Batch; i < Math.Min(ids.Count, (batch + 1) * Batch); i++) writer.Add(reading.Read(last[ids[i]]), orders[i]);
            batches[batch] = SegmentView.All(writer.ToSegment());
        });

        var added = batches.Chunk(BatchesInASegment).Select(some => some.Length == 1 ? some[0] : SegmentView.All(Segment.Merge(some)));
        return new PartnerIndex(Data, Compacted([.. SegmentsWithout(ids), .. added]), order);
    }

    /// <summary>A new snapshot without these partners.</summary>
    public PartnerIndex Without(params IEnumerable<string> ids) => new(Data, Compacted([.. SegmentsWithout([.. ids])]), nextOrder);

    public PartnerProfile? Find(string id) =>
        TryFind(id, out var segment, out var partner) ? segment.Partners.Profiles[partner] : null;

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
        var found = new List<(PartnerProfile Profile, Knowledge Knowledge, float Weight)>();
        foreach (var partner in Partners)
        {
            foreach (var known in partner.Codes)
            {
                if (known.Code == index && known.Knowledge != Knowledge.Implied) found.Add((partner.Profile, known.Knowledge, known.Weight));
            }
        }

        return [.. found.OrderByDescending(f => f.Knowledge).ThenByDescending(f => f.Weight).Select(f => f.Profile)];
    }

    /// <summary>A partner as it was read when it was indexed.</summary>
    internal PreparedPartner? FindPrepared(string id) =>
        TryFind(id, out var segment, out var partner) ? segment.Partners.Partner(partner) : null;

    /// <summary>
    /// Terms of the catalogue that begin or end with a term, or that it begins or ends with; never itself. The first
    /// ones in ordinal order.
    /// </summary>
    internal IReadOnlyCollection<string> Relatives(string term, int most)
    {
        var relatives = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var view in segments)
        {
            if (term.Length >= ShortestRelative)
            {
                foreach (var longer in view.Segment.Terms.Around(term)) Add(view, longer);
            }

            for (var length = ShortestRelative; length <= term.Length - ShortestRest; length++)
            {
                Add(view, view.Segment.Terms.Find(term.AsSpan(0, length)));
                Add(view, view.Segment.Terms.Find(term.AsSpan(term.Length - length)));
            }
        }

        return relatives;

        void Add(SegmentView view, int number)
        {
            if (number < 0 || view.PartnersWithTerm(number) == 0) return;

            var relative = view.Segment.Terms.Terms[number];
            if (relatives.Count == most && string.CompareOrdinal(relative, relatives.Max) >= 0) return;

            relatives.Add(relative);
            if (relatives.Count > most) relatives.Remove(relatives.Max!);
        }
    }

    private bool TryFind(string id, out Segment segment, out int partner)
    {
        foreach (var view in segments)
        {
            segment = view.Segment;
            partner = view.Find(id);
            if (partner >= 0) return true;
        }

        (segment, partner) = (null!, -1);
        return false;
    }

    private int? OrderOf(string id) => TryFind(id, out var segment, out var partner) ? segment.Partners.Orders[partner] : null;

    private IEnumerable<SegmentView> SegmentsWithout(List<string> ids)
    {
        var reading = new ProfileReading(Data.Vocabulary, Data.Places);
        return segments.Select(s => s.Without(ids, reading, Data.Vocabulary.Entries.Count)).Where(s => s.AliveCount > 0);
    }

    /// <summary>
    /// Writes anew what is mostly dead, and merges from the end what is more than half of the one before, so that few
    /// remain, as long as a segment can hold both.
    /// </summary>
    private static SegmentView[] Compacted(List<SegmentView> views)
    {
        for (var v = 0; v < views.Count; v++)
        {
            if (views[v].AliveCount * 2 < views[v].Segment.Partners.Count) views[v] = SegmentView.All(Segment.Merge([views[v]]));
        }

        for (var v = views.Count - 1; v > 0; v--)
        {
            var (before, last) = (views[v - 1].AliveCount, views[v].AliveCount);
            if (last * 2 <= before || before + last > PartnerTable.MostPartners) continue;

            views[v - 1] = SegmentView.All(Segment.Merge([views[v - 1], views[v]]));
            views.RemoveAt(v);
        }

        return [.. views];
    }
}
