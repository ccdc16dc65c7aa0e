namespace Kem.Match.Engine.Search;

/// <summary>A segment as one snapshot sees it: which partners are alive, and the counts without the others.</summary>
internal sealed class SegmentView
{
    private SegmentView(Segment segment, bool[] alive, int[] partnersWithTerm, int aliveCount, FieldLengths lengths)
    {
        Segment = segment;
        Alive = alive;
        PartnersWithTerm = partnersWithTerm;
        AliveCount = aliveCount;
        Lengths = lengths;
    }

    public Segment Segment { get; }
    public bool[] Alive { get; }
    public int[] PartnersWithTerm { get; }
    public int AliveCount { get; }
    public FieldLengths Lengths { get; }

    public static SegmentView All(Segment segment)
    {
        var counts = new int[segment.TermCount];
        for (var term = 0; term < counts.Length; term++) counts[term] = segment.Postings(term).Length;

        var alive = new bool[segment.Partners.Length];
        Array.Fill(alive, true);
        var lengths = default(FieldLengths);
        foreach (var length in segment.Lengths) lengths += length;
        return new SegmentView(segment, alive, counts, alive.Length, lengths);
    }

    /// <summary>The same segment without some partners; itself when none of them is here.</summary>
    public SegmentView Without(HashSet<string> ids)
    {
        var gone = new List<int>();
        for (var i = 0; i < Alive.Length; i++)
        {
            if (Alive[i] && ids.Contains(Segment.Partners[i].Profile.Id)) gone.Add(i);
        }

        if (gone.Count == 0) return this;

        var alive = (bool[])Alive.Clone();
        var lengths = Lengths;
        foreach (var i in gone)
        {
            alive[i] = false;
            lengths -= Segment.Lengths[i];
        }

        var counts = new int[PartnersWithTerm.Length];
        for (var term = 0; term < counts.Length; term++)
        {
            foreach (var posting in Segment.Postings(term))
            {
                if (alive[posting.Partner]) counts[term]++;
            }
        }

        return new SegmentView(Segment, alive, counts, AliveCount - gone.Count, lengths);
    }
}
