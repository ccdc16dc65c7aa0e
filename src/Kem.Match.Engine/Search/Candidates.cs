using System.Runtime.InteropServices;
using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Signals;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Search;

/// <summary>A partner worth looking at closely.</summary>
internal struct Candidate
{
    public PreparedPartner Partner;
    public float Words;
    public float WordsInName;
    public float Promise;
    public ulong Unmet;
    public double Score;

    /// <summary>Which row of signals is its.</summary>
    public int Row;

    /// <summary>True for one with no description and no codes, of which nothing can be known.</summary>
    public bool SaysNothing;

    /// <summary>False for one that a rule keeps out, though it would have been among the best.</summary>
    public readonly bool IsAllowed => Unmet == 0;
}

/// <summary>
/// The partners that are scored: of the right kind, not the asker, not put aside; the most promising by words and
/// codes, and everybody in the same municipality who has anything in common with the request.
/// </summary>
internal sealed class Candidates
{
    /// <summary>At most this many of those that a rule keeps out are scored, to be shown with the rule.</summary>
    private const int MostRuledOut = 50;

    /// <summary>
    /// What lies less near than this to a wanted code makes nobody promising so long as enough others are. A partner often
    /// has many such codes, and their sum would crowd out those who have what is asked for.
    /// </summary>
    private const float LeastNear = 0.75f;

    /// <summary>Where so many times as many as are looked for have a wanted code, only the code itself makes a partner promising.</summary>
    private const int Plenty = 2;

    private const float GapInterest = 0.5f;
    private const float GivenInterest = 0.05f;

    private readonly List<Candidate> list;
    private readonly Requirements? requirements;

    private Candidates(Sought sought, List<Candidate> list, Dictionary<ulong, int> byUnmet, Requirements? requirements)
    {
        Sought = sought;
        this.list = list;
        this.requirements = requirements;
        Considered = byUnmet.Values.Sum();
        KeptOut = requirements?.Counts(byUnmet) ?? [];
    }

    /// <summary>What makes them promising.</summary>
    public Sought Sought { get; }

    /// <summary>How many partners of the right kind there are.</summary>
    public int Considered { get; }

    /// <summary>How many of them each rule keeps out.</summary>
    public IReadOnlyList<RequirementCount> KeptOut { get; }

    public Span<Candidate> Span => CollectionsMarshal.AsSpan(list);

    /// <summary>The most promising that every rule allows, and those of the ruled out that would have been among them.</summary>
    public static Candidates Of(PartnerIndex index, Need need, int most) => Of(index, need, Requirements.Of(need, index), most);

    /// <summary>Everybody of the right kind, with no rule applied.</summary>
    public static Candidates All(PartnerIndex index, Need need) => Of(index, need, requirements: null, int.MaxValue);

    /// <summary>The rule that keeps a candidate out, in words.</summary>
    public (Requirement Requirement, Wording Why)? Against(in Candidate candidate) =>
        requirements?.Against(candidate.Partner.Profile, candidate.Unmet);

    /// <summary>Best first; those who say nothing about themselves come last, and equal scores keep the catalogue's order.</summary>
    public List<Candidate> BestFirst()
    {
        var keys = new (bool, double, int)[list.Count];
        var numbers = new int[list.Count];
        for (var c = 0; c < numbers.Length; c++) (keys[c], numbers[c]) = ((list[c].SaysNothing, -list[c].Score, list[c].Partner.Order), c);
        Array.Sort(keys, numbers);
        return [.. numbers.Select(c => list[c])];
    }

    /// <summary>What is promising to a request.</summary>
    /// <param name="leastNear">By wanted code, how near to it something must lie to count, 0 to 1.</param>
    private static Sought SoughtBy(Need need, PartnerIndex index, Func<int, float> leastNear) => Sought.Of(
        index.Statistics,
        need.Terms,
        Interest(need, index.Data.Vocabulary, leastNear),
        Giveable(need),
        need.Place.Kind == PlaceKind.Municipality ? need.Place.Municipalities[0] : -1);

    /// <summary>Those who are promising by what is sought: the best that every rule allows, and the ruled out that would have been among them.</summary>
    /// <param name="requirements">Null when no rule holds; then those who have nothing in common with the request are candidates too.</param>
    /// <param name="byUnmet">Filled with how many partners there are by the set of rules that they do not meet.</param>
    public static List<PromisingPartner> Promising(
        PartnerIndex index, PartnerRequest request, Sought sought, Requirements? requirements, int most, Dictionary<ulong, int> byUnmet)
    {
        var (allowed, ruledOut) = (new BestPartners(most), new BestPartners(MostRuledOut));
        using var room = new PointsSoFar();

        // The smallest first: what is needed to be kept is then known before most partners are looked at.
        foreach (var s in index.SegmentsBySize)
        {
            var crowd = Crowd.Of(index.Segments[s], request, requirements);
            crowd.CountInto(byUnmet);
            new SegmentSearch(s, crowd, sought, room).Run(allowed, ruledOut, withoutPromise: requirements is null);
        }

        var best = allowed.BestFirst();
        var kept = ruledOut.BestFirst();
        var alsoAmongTheBest = kept.Length;
        while (best.Length == most && alsoAmongTheBest > 0 && kept[alsoAmongTheBest - 1].SortKey > best[^1].SortKey) alsoAmongTheBest--;
        return [.. best, .. kept[..alsoAmongTheBest]];
    }

    private static Candidates Of(PartnerIndex index, Need need, Requirements? requirements, int most)
    {
        var sought = SoughtBy(need, index, code => index.Statistics.PartnersWith(code) >= Plenty * (long)most ? 1 : LeastNear);
        var byUnmet = new Dictionary<ulong, int>();
        var promising = Promising(index, need.Request, sought, requirements, most, byUnmet);
        if (requirements is not null && promising.Count(p => p.Unmet == 0) < most)
        {
            AddWhoLieFurtherAway(promising, Promising(index, need.Request, SoughtBy(need, index, leastNear: _ => 0), requirements, most, byUnmet: []), most);
        }

        return new Candidates(sought, Looked(index, sought, promising), byUnmet, requirements);
    }

    /// <param name="promising">Added to until it is full.</param>
    /// <param name="all">The best of all by what lies near and far, best first.</param>
    /// <param name="most">So many whom every rule allows fill it.</param>
    private static void AddWhoLieFurtherAway(List<PromisingPartner> promising, List<PromisingPartner> all, int most)
    {
        var known = promising.Select(p => (p.Segment, p.Partner)).ToHashSet();
        var allowed = promising.Count(p => p.Unmet == 0);
        var ruledOut = promising.Count - allowed;
        foreach (var one in all)
        {
            if (known.Contains((one.Segment, one.Partner))) continue;
            if (one.Unmet == 0 ? allowed++ < most : ruledOut++ < MostRuledOut) promising.Add(one);
        }
    }

    private static List<Candidate> Looked(PartnerIndex index, Sought sought, List<PromisingPartner> promising)
    {
        var candidates = new List<Candidate>(promising.Count);
        promising.Sort((a, b) => a.Segment != b.Segment ? a.Segment.CompareTo(b.Segment) : a.Partner.CompareTo(b.Partner));
        for (int first = 0, end; first < promising.Count; first = end)
        {
            var number = promising[first].Segment;
            for (end = first; end < promising.Count && promising[end].Segment == number;) end++;

            var found = CollectionsMarshal.AsSpan(promising)[first..end];
            var segment = index.Segments[number].Segment;
            segment.Partners.BringCloser(found);
            var inName = sought.WordsInName(segment, found);
            for (var one = 0; one < found.Length; one++)
            {
                candidates.Add(new Candidate
                {
                    Partner = segment.Partners.Partner(found[one].Partner),
                    Words = Points.ToFloat(found[one].Words),
                    WordsInName = Points.ToFloat(inName[one]),
                    Promise = Points.ToFloat(found[one].Points),
                    Unmet = found[one].Unmet,
                    SaysNothing = segment.Partners.SaysNothing(found[one].Partner),
                });
            }
        }

        return candidates;
    }

    /// <summary>By code: how much the request wants it or something near it, and how much the asker itself lacks it.</summary>
    private static List<(int Code, float Interest)> Interest(Need need, Vocabulary vocabulary, Func<int, float> leastNear)
    {
        var interest = new float[vocabulary.Entries.Count];
        var all = 0f;
        foreach (var kind in Enum.GetValues<CodeKind>())
        {
            foreach (var wanted in need.Wanted(kind))
            {
                var least = leastNear(wanted.Code);
                all += wanted.Weight;
                foreach (var near in vocabulary.Neighbours(wanted.Code))
                {
                    if (near.Weight >= least) interest[near.Code] += wanted.Weight * near.Weight;
                }
            }
        }

        foreach (var gap in need.Asker is { } asker ? asker.Gaps : [])
        {
            all += GapInterest;
            interest[gap.Code] += GapInterest;
        }

        var most = Math.Max(1f, all);
        var sought = new List<(int, float)>();
        for (var code = 0; code < interest.Length; code++)
        {
            if (interest[code] > 0) sought.Add((code, interest[code] / most));
        }

        return sought;
    }

    /// <summary>By code: how much it counts that a partner lacks what the asker can give.</summary>
    private static List<(int Code, float Interest)> Giveable(Need need)
    {
        var giveable = new List<(int, float)>();
        for (var code = 0; code < need.Given.Length; code++)
        {
            if (need.Given[code] > 0) giveable.Add((code, GivenInterest * need.Given[code]));
        }

        return giveable;
    }
}
