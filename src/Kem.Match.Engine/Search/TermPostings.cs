namespace Kem.Match.Engine.Search;

/// <summary>
/// The terms of a segment in ordinal order, each with two lists: the partners that have it in their name, and those
/// that have it elsewhere only. Names weigh most, so keeping them apart tells early who can still come first.
/// </summary>
internal sealed class TermPostings
{
    private const int ShortestWord = 3;

    private readonly string[] terms;
    private readonly int[] byEnd;
    private readonly PostingLists lists;
    private readonly float[] highestFrequency;

    private TermPostings(string[] terms, PostingLists lists, float[] highestFrequency)
    {
        this.terms = terms;
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

    public int Partners(int term) => lists.Length(term * 2) + lists.Length((term * 2) + 1);

    public PostingReader InName(int term) => lists.Read(term * 2);

    public PostingReader Elsewhere(int term) => lists.Read((term * 2) + 1);

    /// <summary>The highest frequency in the list, by the averages of the segment itself; 0 when the list is empty.</summary>
    public float HighestInName(int term) => highestFrequency[term * 2];

    public float HighestElsewhere(int term) => highestFrequency[(term * 2) + 1];

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
        private readonly List<string> terms = [];
        private readonly List<float> highestFrequency = [];
        private readonly List<(int Document, FieldCounts Counts)> elsewhere = [];
        private readonly PostingLists.Writer lists = new(hasCounts: true);

        public void BeginTerm(string term)
        {
            EndTerm();
            terms.Add(term);
            highestFrequency.AddRange(0f, 0f);
            lists.BeginList();
        }

        public void Add(int document, FieldCounts counts)
        {
            if (!counts.IsInName)
            {
                elsewhere.Add((document, counts));
                return;
            }

            var packed = counts.Packed;
            lists.Add(document, packed);
            highestFrequency[^2] = Math.Max(highestFrequency[^2], partners.Frequency.Of(FieldCounts.InName(packed), partners.Lengths[document]));
        }

        public TermPostings ToPostings()
        {
            EndTerm();
            return new TermPostings([.. terms], lists.ToLists(), [.. highestFrequency]);
        }

        private void EndTerm()
        {
            if (terms.Count == 0) return;

            lists.BeginList();
            foreach (var (document, counts) in elsewhere)
            {
                var packed = counts.Packed;
                lists.Add(document, packed);
                highestFrequency[^1] = Math.Max(highestFrequency[^1], partners.Frequency.Of(FieldCounts.Elsewhere(packed), partners.Lengths[document]));
            }

            elsewhere.Clear();
        }
    }
}
