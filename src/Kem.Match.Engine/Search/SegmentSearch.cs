using System.Numerics;

namespace Kem.Match.Engine.Search;

/// <summary>
/// Finds the most promising partners of one segment without looking at everybody (MaxScore, Turtle and Flood 1995, by
/// windows of partners). The lists are ordered by the most that a partner can get from them. A partner that is only in
/// the cheap ones, whose bounds together fall short of what is needed to be kept, cannot come in; so only the
/// remaining lists are read through, and the cheap ones are looked up for the few who can still make it.
/// </summary>
internal sealed class SegmentSearch
{
    /// <summary>Partners in a window: their points fit in the processor's nearest memory.</summary>
    private const int Window = 4096;

    /// <summary>Documents decoded at a time.</summary>
    private const int Batch = 256;

    /// <summary>Cheap lists that are looked up between two sievings of those who can still make it.</summary>
    private const int BetweenSievings = 4;

    private readonly int number;
    private readonly Crowd crowd;
    private readonly PartnerTable partners;
    private readonly Sought sought;
    private readonly SoughtList[] lists;
    private readonly PostingReader[] readers;
    private readonly RememberedPoints?[] remembered;

    /// <summary>The most that the lists from here on can give together.</summary>
    private readonly int[] rest;

    private readonly int[] words = new int[Window];
    private readonly int[] others = new int[Window];
    private readonly bool[] isLocal = new bool[Window];
    private readonly int[] survivors = new int[Window];
    private int survivorCount;

    /// <param name="number">Number of the segment.</param>
    public SegmentSearch(int number, Crowd crowd, Sought sought)
    {
        this.number = number;
        this.crowd = crowd;
        this.sought = sought;
        partners = crowd.View.Segment.Partners;
        lists = sought.ListsIn(crowd.View.Segment);
        readers = Array.ConvertAll(lists, l => l.List);
        remembered = Array.ConvertAll(lists, l => l.Worth == Worth.Elsewhere && l.List.Length >= RememberedPoints.ShortestList ? new RememberedPoints() : null);
        rest = new int[lists.Length + 1];
        for (var l = lists.Length - 1; l >= 0; l--) rest[l] = rest[l + 1] + lists[l].Most;
    }

    /// <param name="withoutPromise">True to offer also those who have nothing in common with the request.</param>
    public void Run(BestPartners allowed, BestPartners ruledOut, bool withoutPromise)
    {
        for (var start = 0; start < partners.Count; start += Window)
        {
            var needed = withoutPromise ? 0 : allowed.Least;
            if (rest[0] < needed) return;

            RunWindow(start, Math.Min(partners.Count, start + Window), needed);
            foreach (var at in survivors.AsSpan(0, survivorCount)) Offer(start, at, allowed, ruledOut, withoutPromise);
        }
    }

    /// <summary>Leaves in <see cref="survivors"/> those of the window who have the points that are needed.</summary>
    private void RunWindow(int start, int end, int needed)
    {
        var essential = lists.Length;
        while (essential > 0 && rest[essential - 1] < needed) essential--;

        var size = end - start;
        words.AsSpan(0, size).Clear();
        others.AsSpan(0, size).Clear();
        isLocal.AsSpan(0, size).Clear();
        for (var l = 0; l < essential; l++) ReadThrough(l, start, end);

        var count = Survivors(start, size, needed - rest[essential]);
        for (var l = essential; l < lists.Length && count > 0; l++)
        {
            LookUp(l, start, survivors.AsSpan(0, count));
            if ((l - essential) % BetweenSievings == BetweenSievings - 1) count = Sieve(count, needed - rest[l + 1]);
        }

        survivorCount = Sieve(count, needed);
    }

    private void ReadThrough(int list, int start, int end)
    {
        Span<int> documents = stackalloc int[Batch];
        Span<byte> counts = stackalloc byte[Batch];
        int taken;
        do
        {
            taken = readers[list].Take(end, documents, counts);
            Add(list, documents[..taken], counts, start);
        }
        while (taken == Batch);
    }

    private void Add(int list, ReadOnlySpan<int> documents, ReadOnlySpan<byte> counts, int start)
    {
        var (worth, points) = (lists[list].Worth, lists[list].Most);
        switch (worth)
        {
            case Worth.Code:
                foreach (var document in documents) others[document - start] += points;
                break;
            case Worth.Local:
                foreach (var document in documents)
                {
                    others[document - start] += points;
                    isLocal[document - start] = true;
                }

                break;
            default:
                sought.AddPoints(worth, lists[list].Weight, documents, counts, partners.Lengths, words, start, remembered[list]);
                break;
        }
    }

    /// <summary>Those who have enough points already to come in, should they get all the rest too.</summary>
    private int Survivors(int start, int size, int enough)
    {
        var count = 0;
        var here = words.AsSpan(0, size);
        var there = others.AsSpan(0, size);
        var line = new Vector<int>(enough);
        var i = 0;
        for (; i <= size - Vector<int>.Count; i += Vector<int>.Count)
        {
            if (!Vector.GreaterThanOrEqualAny(new Vector<int>(here[i..]) + new Vector<int>(there[i..]), line)) continue;

            for (var j = i; j < i + Vector<int>.Count; j++) Keep(j);
        }

        for (; i < size; i++) Keep(i);
        return count;

        void Keep(int at)
        {
            if (words[at] + others[at] >= enough && crowd.Contains(start + at)) survivors[count++] = at;
        }
    }

    private void LookUp(int list, int start, ReadOnlySpan<int> survivors)
    {
        ref var reader = ref readers[list];
        Span<int> document = [0];
        Span<byte> count = [0];
        foreach (var at in survivors)
        {
            reader.LeapTo(start + at);
            if (reader.Document == PostingReader.End) return;
            if (reader.Document != start + at) continue;

            (document[0], count[0]) = (reader.Document, reader.Count);
            Add(list, document, count, start);
        }
    }

    private int Sieve(int count, int enough)
    {
        var left = 0;
        for (var i = 0; i < count; i++)
        {
            var at = survivors[i];
            if (words[at] + others[at] >= enough) survivors[left++] = at;
        }

        return left;
    }

    private void Offer(int start, int at, BestPartners allowed, BestPartners ruledOut, bool withoutPromise)
    {
        var points = words[at] + others[at];
        var hasNothingElse = isLocal[at] && points == Points.Of(Sought.LocalBonus);
        if (hasNothingElse && !withoutPromise) return;

        var partner = start + at;
        var unmet = crowd.UnmetBy(partner);
        (unmet == 0 ? allowed : ruledOut).Offer(new PromisingPartner(points, partners.Orders[partner], number, partner, words[at], unmet));
    }
}
