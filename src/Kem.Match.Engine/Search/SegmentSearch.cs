using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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

    /// <summary>One block of so many is looked at to guess how many points it takes.</summary>
    public const int SampledBlock = 16;

    /// <summary>The guess is made so low that it is hardly ever too high.</summary>
    private const int Deviations = 3;

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
        allowed.Cut();
        var needed = withoutPromise ? 0 : allowed.Least;
        if (rest[0] < needed) return;

        var essential = lists.Length;
        while (essential > 0 && rest[essential - 1] < needed / LittleLeft) essential--;

        room.Clear(partners.Count);
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
            sought.TermPoints.AddTo(room.Words, some, segment.Terms.CountsOf(list), from.Weight, partners.Lengths);
            return;
        }

        var points = from.By == SoughtBy.Code ? Points.Of(from.Weight * partners.ByCode.Of(list).Weight) : from.Most;

        // The number of a partner in a list is that of a partner, so it is not looked at again.
        ref var other = ref MemoryMarshal.GetReference(room.Others);
        foreach (var partner in some) Unsafe.Add(ref other, partner) += points;
    }

    /// <summary>Those of the crowd who have enough points to be kept, should they get all the rest too.</summary>
    private void FindSurvivors(int enough)
    {
        survivorCount = 0;
        for (var block = 0; block < room.Blocks; block++)
        {
            for (var left = Alive(block, enough); left != 0; left &= left - 1)
            {
                var partner = PartnerOf(block, left);
                if (crowd.Contains(partner)) room.Survivors[survivorCount++] = (ushort)partner;
            }
        }
    }

    /// <summary>
    /// Offers everybody who may be among the best. While nothing is known of how much that takes it is guessed from a
    /// sample; those below the guess have their turn only when too few were above it.
    /// </summary>
    private void OfferAll(BestPartners allowed, BestPartners ruledOut, bool withoutPromise)
    {
        var guess = withoutPromise || allowed.IsFullOf(1) ? 0 : Guessed(allowed.Most);
        OfferFrom(guess, int.MaxValue, allowed, ruledOut, withoutPromise);
        if (guess > 0 && !allowed.IsFullOf(guess)) OfferFrom(0, guess, allowed, ruledOut, withoutPromise);
    }

    /// <param name="least">Those with less are left out.</param>
    /// <param name="below">Those with as much or more are left out.</param>
    private void OfferFrom(int least, int below, BestPartners allowed, BestPartners ruledOut, bool withoutPromise)
    {
        for (var block = 0; block < room.Blocks; block++)
        {
            var enough = withoutPromise ? 0 : Math.Max(least, allowed.Least);
            for (var left = Alive(block, enough); left != 0; left &= left - 1)
            {
                var partner = PartnerOf(block, left);
                if (room.Of(partner) < below && crowd.Contains(partner)) Offer(partner, allowed, ruledOut, withoutPromise);
            }
        }
    }

    /// <summary>Points that somewhat more partners than are wanted are thought to have; 0 in a small segment, or when few have any.</summary>
    private int Guessed(int wanted)
    {
        var sample = room.Sample;
        var count = 0;
        for (var block = 0; block < room.Blocks; block += SampledBlock)
        {
            for (var left = Alive(block, enough: 1); left != 0; left &= left - 1)
            {
                var partner = PartnerOf(block, left);
                if (crowd.Contains(partner) && crowd.UnmetBy(partner) == 0) sample[count++] = -room.Of(partner);
            }
        }

        var expected = (double)wanted / SampledBlock;
        var toBeSure = expected + (Deviations * Math.Sqrt(expected));
        return toBeSure < count ? -(int)Selection.Nth(sample[..count], (int)toBeSure) : 0;
    }

    private ulong Alive(int block, int enough) => room.AtLeast(enough, block) & crowd.View.AliveIn(block);

    private static int PartnerOf(int block, ulong left) => (block * PointsSoFar.BlockSize) + BitOperations.TrailingZeroCount(left);

    private void Sieve(int enough)
    {
        var survivors = room.Survivors;
        var left = 0;
        foreach (var partner in survivors[..survivorCount])
        {
            if (room.Of(partner) >= enough) survivors[left++] = partner;
        }

        survivorCount = left;
    }

    private void Offer(int partner, BestPartners allowed, BestPartners ruledOut, bool withoutPromise)
    {
        var points = room.Of(partner);
        if (withoutPromise || (points >= allowed.Least && !HasOnlyThePlace(partner, points)))
        {
            var unmet = crowd.UnmetBy(partner);
            var kept = unmet == 0 ? allowed : ruledOut;
            if (withoutPromise || points >= kept.Least) kept.Offer(new PromisingPartner(points, partners.Orders[partner], number, partner, room.Words[partner], unmet));
        }
    }

    private bool HasOnlyThePlace(int partner, int points) =>
        points == Points.Of(Sought.LocalBonus) && sought.IsLocal(partners.DistinctPlaces[partners.GroupOf(partner).Place]);
}
