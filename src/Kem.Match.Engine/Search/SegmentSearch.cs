using System.Numerics;

namespace Kem.Match.Engine.Search;

/// <summary>
/// Finds the most promising partners of one segment (MaxScore, Turtle and Flood 1995, one list after the other). What is
/// sought is ordered by the most that a partner can get from it, and the points of a list are added to all its partners
/// at once. When all that is left is worth little beside the points that are needed, it is only looked up for those who
/// can still be kept.
/// </summary>
internal sealed class SegmentSearch
{
    /// <summary>
    /// Lists are read in full until what is left is worth less than one in so many of the points that are needed: earlier
    /// nearly everybody could still be kept, and looking them up one by one costs more than it saves.
    /// </summary>
    private const int LittleLeft = 3;

    /// <summary>With fewer survivors than one in so many of a list they are looked up in it, else all of it is added.</summary>
    private const int ManyToOne = 16;

    private readonly int number;
    private readonly Crowd crowd;
    private readonly Segment segment;
    private readonly PartnerTable partners;
    private readonly Sought sought;
    private readonly SoughtLists[] lists;
    private readonly PointsSoFar room;
    private int survivorCount;

    /// <summary>The most that the lists from here on can give together.</summary>
    private readonly int[] rest;

    /// <param name="number">Number of the segment.</param>
    public SegmentSearch(int number, Crowd crowd, Sought sought, PointsSoFar room)
    {
        this.number = number;
        this.crowd = crowd;
        this.sought = sought;
        this.room = room;
        segment = crowd.View.Segment;
        partners = segment.Partners;
        lists = sought.ListsIn(segment);
        rest = new int[lists.Length + 1];
        for (var l = lists.Length - 1; l >= 0; l--) rest[l] = rest[l + 1] + lists[l].Most;
    }

    /// <param name="withoutPromise">True to offer also those who have nothing in common with the request.</param>
    public void Run(BestPartners allowed, BestPartners ruledOut, bool withoutPromise)
    {
        var needed = withoutPromise ? 0 : allowed.Least;
        if (rest[0] < needed) return;

        var essential = lists.Length;
        while (essential > 0 && rest[essential - 1] < needed / LittleLeft) essential--;

        room.Words(partners.Count).Clear();
        room.Others(partners.Count).Clear();
        foreach (var list in lists.AsSpan(0, essential)) Add(list);

        if (essential == lists.Length)
        {
            OfferAll(allowed, ruledOut, withoutPromise);
            return;
        }

        FindSurvivors(needed - rest[essential]);
        var sieved = rest[essential];
        for (var l = essential; l < lists.Length && survivorCount > 0; l++)
        {
            AddToSurvivors(lists[l]);
            if (rest[l + 1] > sieved / 2) continue;

            sieved = rest[l + 1];
            Sieve(needed - sieved);
        }

        foreach (var partner in room.Survivors[..survivorCount]) Offer(partner, allowed, ruledOut, withoutPromise);
    }

    private void Add(SoughtLists from)
    {
        for (var list = from.First; list < from.End; list++) Add(from, list, Read(from.By, list));
    }

    private void AddToSurvivors(SoughtLists from)
    {
        for (var list = from.First; list < from.End; list++)
        {
            var all = Read(from.By, list);
            Add(from, list, survivorCount * ManyToOne < all.Length ? SurvivorsIn(all) : all);
        }
    }

    private ReadOnlySpan<ushort> SurvivorsIn(ReadOnlySpan<ushort> list)
    {
        var survivors = room.Survivors[..survivorCount];
        var found = room.Found;
        var count = 0;
        foreach (var at in new InBoth(survivors, list)) found[count++] = survivors[at];
        return found[..count];
    }

    private ReadOnlySpan<ushort> Read(SoughtBy by, int list) => by switch
    {
        SoughtBy.Term => segment.Terms.Read(list),
        SoughtBy.Code => partners.ByCode.Read(list),
        SoughtBy.Gap => partners.ByGap.Read(list),
        _ => partners.ByPlace[list],
    };

    /// <param name="some">All or some partners of a list.</param>
    private void Add(SoughtLists from, int list, ReadOnlySpan<ushort> some)
    {
        if (from.By == SoughtBy.Term)
        {
            sought.TermPoints.AddTo(room.Words(partners.Count), some, segment.Terms.CountsOf(list), from.Weight, partners.Lengths);
            return;
        }

        var points = from.By == SoughtBy.Code ? Points.Of(from.Weight * partners.ByCode.Of(list).Weight) : from.Most;
        var others = room.Others(partners.Count);
        foreach (var partner in some) others[partner] += points;
    }

    /// <summary>Those of the crowd who have enough points to be kept, should they get all the rest too.</summary>
    private void FindSurvivors(int enough)
    {
        survivorCount = 0;
        for (var partner = Next(0, enough); partner < partners.Count; partner = Next(partner + 1, enough))
        {
            if (crowd.Contains(partner)) room.Survivors[survivorCount++] = (ushort)partner;
        }
    }

    private void OfferAll(BestPartners allowed, BestPartners ruledOut, bool withoutPromise)
    {
        for (var partner = Next(0, Needed()); partner < partners.Count; partner = Next(partner + 1, Needed()))
        {
            if (crowd.Contains(partner)) Offer(partner, allowed, ruledOut, withoutPromise);
        }

        int Needed() => withoutPromise ? 0 : allowed.Least;
    }

    /// <summary>The first partner from one on who has enough points; one past the last when there is none.</summary>
    private int Next(int from, int enough)
    {
        ReadOnlySpan<int> words = room.Words(partners.Count);
        ReadOnlySpan<int> others = room.Others(partners.Count);
        var line = new Vector<int>(enough);
        while (from < words.Length)
        {
            if (words[from] + others[from] >= enough) return from;

            from++;
            while (from + Vector<int>.Count <= words.Length)
            {
                var points = new Vector<int>(words.Slice(from, Vector<int>.Count)) + new Vector<int>(others.Slice(from, Vector<int>.Count));
                if (Vector.GreaterThanOrEqualAny(points, line)) break;

                from += Vector<int>.Count;
            }
        }

        return from;
    }

    private void Sieve(int enough)
    {
        var words = room.Words(partners.Count);
        var others = room.Others(partners.Count);
        var survivors = room.Survivors;
        var left = 0;
        foreach (var partner in survivors[..survivorCount])
        {
            if (words[partner] + others[partner] >= enough) survivors[left++] = partner;
        }

        survivorCount = left;
    }

    private void Offer(int partner, BestPartners allowed, BestPartners ruledOut, bool withoutPromise)
    {
        var words = room.Words(partners.Count)[partner];
        var points = words + room.Others(partners.Count)[partner];
        if (withoutPromise || (points >= allowed.Least && !HasOnlyThePlace(partner, points)))
        {
            var unmet = crowd.UnmetBy(partner);
            var kept = unmet == 0 ? allowed : ruledOut;
            if (withoutPromise || points >= kept.Least) kept.Offer(new PromisingPartner(points, partners.Orders[partner], number, partner, words, unmet));
        }
    }

    private bool HasOnlyThePlace(int partner, int points) =>
        points == Points.Of(Sought.LocalBonus) && sought.IsLocal(partners.DistinctPlaces[partners.GroupOf(partner).Place]);
}
