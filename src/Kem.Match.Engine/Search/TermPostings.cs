namespace Kem.Match.Engine.Search;

/// <summary>
/// The terms of a segment in ordinal order. Every way of having a term (how often in which field) is a list of its own,
/// so that only their lengths tell the partners of a list apart; see <see cref="TermPoints"/>.
/// </summary>
internal sealed class TermPostings
{
    private const int ShortestWord = 3;

    private readonly string[] terms;
    private readonly int[] byEnd;
    private readonly int[] firstLists;
    private readonly ushort[] counts;
    private readonly PostingLists lists;
    private readonly float[] highestFrequency;

    private TermPostings(string[] terms, int[] firstLists, ushort[] counts, PostingLists lists, float[] highestFrequency)
    {
        this.terms = terms;
        this.firstLists = firstLists;
        this.counts = counts;
        this.lists = lists;
        this.highestFrequency = highestFrequency;
        byEnd = [.. Enumerable.Range(0, terms.Length)];
        Array.Sort(byEnd, (a, b) => CompareEnds(terms[a], terms[b]));
    }

    public ReadOnlySpan<string> Terms => terms;

    /// <summary>The number of a term; negative when the segment does not have it.</summary>
    public int Find(ReadOnlySpan<char> term)
    {
        var at = FirstFrom(term);
        return at < terms.Length && term.SequenceEqual(terms[at]) ? at : -1;
    }

    /// <summary>Numbers of the lists of a term.</summary>
    public (int First, int End) ListsOf(int term) => (firstLists[term], firstLists[term + 1]);

    public int Partners(int term)
    {
        var partners = 0;
        for (var list = firstLists[term]; list < firstLists[term + 1]; list++) partners += lists.Length(list);
        return partners;
    }

    /// <summary>The partners of a list, and how often each has the term.</summary>
    public ReadOnlySpan<ushort> Read(int list) => lists[list];

    public FieldCounts CountsOf(int list) => FieldCounts.Of(counts[list]);

    /// <summary>The highest frequency of a term in any profile, by the averages of the segment itself.</summary>
    public float HighestFrequency(int term) => highestFrequency[term];

    /// <summary>Numbers of the terms that begin or end with a word and are longer than it by at least a short word's length.</summary>
    public IEnumerable<int> Around(string word)
    {
        for (var at = FirstFrom(word); at < terms.Length && terms[at].StartsWith(word, StringComparison.Ordinal); at++)
        {
            if (terms[at].Length >= word.Length + ShortestWord) yield return at;
        }

        for (var at = FirstEndingFrom(word); at < byEnd.Length && terms[byEnd[at]].EndsWith(word, StringComparison.Ordinal); at++)
        {
            if (terms[byEnd[at]].Length >= word.Length + ShortestWord) yield return byEnd[at];
        }
    }

    private int FirstFrom(ReadOnlySpan<char> word)
    {
        var (low, high) = (0, terms.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (terms[middle].AsSpan().SequenceCompareTo(word) < 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private int FirstEndingFrom(string word)
    {
        var (low, high) = (0, byEnd.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (CompareEnds(terms[byEnd[middle]], word) < 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>Compares from the last letter to the first.</summary>
    private static int CompareEnds(string a, string b)
    {
        for (var i = 1; i <= a.Length && i <= b.Length; i++)
        {
            if (a[^i] != b[^i]) return a[^i].CompareTo(b[^i]);
        }

        return a.Length.CompareTo(b.Length);
    }

    /// <summary>Takes the terms in ordinal order, and the partners of each in theirs.</summary>
    internal sealed class Writer(PartnerTable partners)
    {
        private const int CountsAt = 16;

        private readonly List<string> terms = [];
        private readonly List<int> firstLists = [];
        private readonly List<ushort> counts = [];
        private readonly List<float> highestFrequency = [];
        private readonly List<uint> ofTerm = [];
        private readonly PostingLists.Writer lists = new();

        public void BeginTerm(string term)
        {
            EndTerm();
            terms.Add(term);
            highestFrequency.Add(0f);
        }

        public void Add(int partner, FieldCounts counts)
        {
            ofTerm.Add(((uint)counts.Packed << CountsAt) | (uint)partner);
            highestFrequency[^1] = Math.Max(highestFrequency[^1], partners.Frequency.Of(counts.Kept, partners.Lengths[partner]));
        }

        public TermPostings ToPostings()
        {
            EndTerm();
            return new TermPostings([.. terms], [.. firstLists, counts.Count], [.. counts], lists.ToLists(), [.. highestFrequency]);
        }

        private void EndTerm()
        {
            if (terms.Count == 0) return;

            firstLists.Add(counts.Count);
            ofTerm.Sort();
            for (var i = 0; i < ofTerm.Count; i++)
            {
                var packed = (ushort)(ofTerm[i] >> CountsAt);
                if (i == 0 || packed != counts[^1])
                {
                    counts.Add(packed);
                    lists.BeginList();
                }

                lists.Add((ushort)ofTerm[i]);
            }

            ofTerm.Clear();
        }
    }
}
