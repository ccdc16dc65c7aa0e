using System.Runtime.InteropServices;

namespace Kem.Match.Engine.Search;

/// <summary>Makes a segment of profiles that have been read, one after the other.</summary>
internal sealed class SegmentWriter
{
    private readonly Dictionary<string, int> termIds = new(StringComparer.Ordinal);
    private readonly List<string> terms = [];
    private readonly List<Occurrence> occurrences = [];
    private readonly List<KnownCode> codes = [];
    private readonly List<PartnerRow> rows = [];

    public void Add(ReadProfile read, int order)
    {
        var document = rows.Count;
        foreach (var (term, counts) in read.Counts())
        {
            ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(termIds, term, out var exists);
            if (!exists)
            {
                id = terms.Count;
                terms.Add(term);
            }

            occurrences.Add(new Occurrence(id, document, counts));
        }

        codes.AddRange(read.Codes);
        codes.AddRange(read.Gaps);
        rows.Add(new PartnerRow(read.Profile, order, read.Place, read.Lengths, read.Codes.Length, read.Gaps.Length, read.Boundaries));
    }

    public Segment ToSegment()
    {
        string[] sorted = [.. terms.Order(StringComparer.Ordinal)];
        var rank = new int[sorted.Length];
        for (var t = 0; t < sorted.Length; t++) rank[termIds[sorted[t]]] = t;

        // A counting sort by term; within a term the profiles are in order already.
        var starts = new int[sorted.Length + 1];
        foreach (var occurrence in occurrences) starts[rank[occurrence.Term] + 1]++;
        for (var t = 0; t < sorted.Length; t++) starts[t + 1] += starts[t];
        var (byTerm, next) = (new Occurrence[occurrences.Count], starts[..^1]);
        foreach (var occurrence in occurrences) byTerm[next[rank[occurrence.Term]]++] = occurrence;

        var partners = new PartnerTable(rows, codes);
        var postings = new TermPostings.Writer(partners);
        for (var t = 0; t < sorted.Length; t++)
        {
            postings.BeginTerm(sorted[t]);
            foreach (var occurrence in byTerm.AsSpan(starts[t]..starts[t + 1])) postings.Add(occurrence.Document, occurrence.Counts);
        }

        return new Segment(partners, postings.ToPostings());
    }

    private readonly record struct Occurrence(int Term, int Document, FieldCounts Counts);
}
