using System.Runtime.InteropServices;
using Kem.Match.Engine.Language;

namespace Kem.Match.Engine.Search;

/// <summary>How often a term stands in each field, in quarters: a whole word counts four, a part of a compound two.</summary>
internal readonly record struct Posting(int Partner, byte Name, byte Description, byte Stated);

/// <summary>Words per field, summed over partners.</summary>
internal readonly record struct FieldLengths(double Name, double Description, double Stated)
{
    public static FieldLengths operator +(FieldLengths a, FieldLengths b) =>
        new(a.Name + b.Name, a.Description + b.Description, a.Stated + b.Stated);

    public static FieldLengths operator -(FieldLengths a, FieldLengths b) =>
        new(a.Name - b.Name, a.Description - b.Description, a.Stated - b.Stated);
}

/// <summary>An inverted index over a fixed set of partners; never changed once made.</summary>
internal sealed class Segment
{
    private const int ShortestWord = 3;

    private readonly Dictionary<string, int> termIds;
    private readonly Posting[][] postings;
    private readonly string[] byBeginning;
    private readonly string[] byEnd;

    private Segment(PreparedPartner[] partners, FieldLengths[] lengths, Dictionary<string, int> termIds, Posting[][] postings)
    {
        Partners = partners;
        Lengths = lengths;
        this.termIds = termIds;
        this.postings = postings;
        byBeginning = [.. termIds.Keys.Order(StringComparer.Ordinal)];
        byEnd = [.. termIds.Keys.Select(Reversed).Order(StringComparer.Ordinal)];
    }

    public PreparedPartner[] Partners { get; }
    public FieldLengths[] Lengths { get; }
    public int TermCount => postings.Length;
    public IEnumerable<string> Terms => termIds.Keys;

    public static Segment Of(IReadOnlyList<(PreparedPartner Partner, FieldTerms Terms)> read)
    {
        var termIds = new Dictionary<string, int>(StringComparer.Ordinal);
        var lists = new List<List<Posting>>();
        var lengths = new FieldLengths[read.Count];
        var counts = new Dictionary<string, Posting>(StringComparer.Ordinal);

        for (var i = 0; i < read.Count; i++)
        {
            counts.Clear();
            foreach (var term in read[i].Terms.Name) Count(counts, term, p => p with { Name = Plus(p.Name, term) });
            foreach (var term in read[i].Terms.Description) Count(counts, term, p => p with { Description = Plus(p.Description, term) });
            foreach (var term in read[i].Terms.Stated) Count(counts, term, p => p with { Stated = Plus(p.Stated, term) });

            lengths[i] = new FieldLengths(Words(read[i].Terms.Name), Words(read[i].Terms.Description), Words(read[i].Terms.Stated));
            foreach (var (term, posting) in counts)
            {
                ListOf(termIds, lists, term).Add(posting with { Partner = i });
            }
        }

        return new Segment([.. read.Select(r => r.Partner)], lengths, termIds, [.. lists.Select(l => l.ToArray())]);
    }

    /// <summary>One segment with the partners that are still alive in both.</summary>
    public static Segment Merge(Segment a, bool[] aliveInA, Segment b, bool[] aliveInB)
    {
        var partners = new List<PreparedPartner>();
        var lengths = new List<FieldLengths>();
        var termIds = new Dictionary<string, int>(StringComparer.Ordinal);
        var lists = new List<List<Posting>>();
        foreach (var (segment, alive) in (ReadOnlySpan<(Segment, bool[])>)[(a, aliveInA), (b, aliveInB)])
        {
            var moved = new int[segment.Partners.Length];
            for (var i = 0; i < moved.Length; i++)
            {
                moved[i] = alive[i] ? partners.Count : -1;
                if (!alive[i]) continue;

                partners.Add(segment.Partners[i]);
                lengths.Add(segment.Lengths[i]);
            }

            foreach (var (term, id) in segment.termIds)
            {
                foreach (var posting in segment.postings[id])
                {
                    if (moved[posting.Partner] < 0) continue;
                    ListOf(termIds, lists, term).Add(posting with { Partner = moved[posting.Partner] });
                }
            }
        }

        return new Segment([.. partners], [.. lengths], termIds, [.. lists.Select(l => l.ToArray())]);
    }

    /// <summary>The terms that begin or end with a word and are longer than it by at least a short word's length.</summary>
    public IEnumerable<string> TermsAround(string word) =>
        InRange(byBeginning, word, t => t)
            .Concat(InRange(byEnd, Reversed(word), Reversed))
            .Where(t => t.Length >= word.Length + ShortestWord);

    public int TermId(string term) => termIds.GetValueOrDefault(term, -1);

    public ReadOnlySpan<Posting> Postings(int termId) => postings[termId];

    private static IEnumerable<string> InRange(string[] sorted, string beginning, Func<string, string> restore)
    {
        var at = Array.BinarySearch(sorted, beginning, StringComparer.Ordinal);
        for (at = at < 0 ? ~at : at; at < sorted.Length && sorted[at].StartsWith(beginning, StringComparison.Ordinal); at++)
        {
            yield return restore(sorted[at]);
        }
    }

    private static string Reversed(string word) => string.Create(word.Length, word, (letters, w) =>
    {
        w.CopyTo(letters);
        letters.Reverse();
    });

    private static List<Posting> ListOf(Dictionary<string, int> termIds, List<List<Posting>> lists, string term)
    {
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(termIds, term, out var exists);
        if (!exists)
        {
            id = lists.Count;
            lists.Add([]);
        }

        return lists[id];
    }

    private static void Count(Dictionary<string, Posting> counts, Term term, Func<Posting, Posting> add) =>
        counts[term.Text] = add(counts.GetValueOrDefault(term.Text));

    private static byte Plus(byte count, Term term) => (byte)Math.Min(byte.MaxValue, count + (term.IsPart ? 2 : 4));

    private static int Words(IReadOnlyList<Term> terms)
    {
        var words = 0;
        foreach (var term in terms) words += term.IsPart ? 0 : 1;
        return words;
    }
}
