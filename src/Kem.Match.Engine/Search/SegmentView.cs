using System.Numerics;

namespace Kem.Match.Engine.Search;

/// <summary>A segment as one snapshot sees it: which partners are alive, and what was counted of the others.</summary>
internal sealed class SegmentView
{
    private const int BitsInAWord = 64;

    private readonly ulong[] dead;
    private readonly Dictionary<int, int> deadWithTerm;
    private readonly int[] deadWithCode;
    private readonly LengthSums deadSums;
    private readonly int deadCount;

    private SegmentView(Segment segment, ulong[] dead, Dictionary<int, int> deadWithTerm, int[] deadWithCode, LengthSums deadSums, int deadCount)
    {
        Segment = segment;
        this.dead = dead;
        this.deadWithTerm = deadWithTerm;
        this.deadWithCode = deadWithCode;
        this.deadSums = deadSums;
        this.deadCount = deadCount;
    }

    public Segment Segment { get; }

    public int AliveCount => Segment.Partners.Count - deadCount;

    /// <summary>The words of the partners that are alive.</summary>
    public LengthSums Sums => new(
        Segment.Partners.Sums.Name - deadSums.Name,
        Segment.Partners.Sums.Description - deadSums.Description,
        Segment.Partners.Sums.Stated - deadSums.Stated);

    public static SegmentView All(Segment segment) => new(segment, [], [], [], default, 0);

    public bool IsAlive(int partner) => dead.Length == 0 || (dead[partner / BitsInAWord] & (1UL << (partner % BitsInAWord))) == 0;

    /// <summary>Which of 64 partners are alive, one bit each; past the last partner nobody is.</summary>
    public ulong AliveIn(int block)
    {
        var inSegment = Segment.Partners.Count - (block * BitsInAWord);
        var all = inSegment >= BitsInAWord ? ulong.MaxValue : (1UL << inSegment) - 1;
        return dead.Length == 0 ? all : all & ~dead[block];
    }

    /// <summary>Numbers of the partners that are not alive.</summary>
    public IEnumerable<int> Dead()
    {
        for (var word = 0; word < dead.Length; word++)
        {
            for (var left = dead[word]; left != 0; left &= left - 1) yield return (word * BitsInAWord) + BitOperations.TrailingZeroCount(left);
        }
    }

    /// <summary>The number of the living partner with an id; negative when it is not here.</summary>
    public int Find(string id)
    {
        var partner = Segment.Partners.Find(id);
        return partner >= 0 && IsAlive(partner) ? partner : -1;
    }

    public int PartnersWithTerm(int term) => Segment.Terms.Partners(term) - deadWithTerm.GetValueOrDefault(term);

    /// <summary>Adds to <paramref name="counts"/>, by code, how many partners state it or speak of it.</summary>
    public void AddPartnersWithCodes(int[] counts)
    {
        Segment.Partners.AddPartnersWithCodes(counts);
        for (var code = 0; code < deadWithCode.Length; code++) counts[code] -= deadWithCode[code];
    }

    /// <summary>
    /// The same segment without some partners; itself when none of them is here. The terms of those who leave are read
    /// from their profiles once more, since no list tells which terms a partner has.
    /// </summary>
    public SegmentView Without(IReadOnlyCollection<string> ids, ProfileReading reading, int codes)
    {
        var gone = new List<int>();
        foreach (var id in ids)
        {
            if (Find(id) is >= 0 and var partner) gone.Add(partner);
        }

        if (gone.Count == 0) return this;

        var bits = dead.Length > 0 ? (ulong[])dead.Clone() : new ulong[(Segment.Partners.Count / BitsInAWord) + 1];
        var withTerm = new Dictionary<int, int>(deadWithTerm);
        var withCode = deadWithCode.Length > 0 ? (int[])deadWithCode.Clone() : new int[codes];
        var sums = deadSums;
        foreach (var partner in gone)
        {
            bits[partner / BitsInAWord] |= 1UL << (partner % BitsInAWord);
            sums += Segment.Partners.Lengths[partner];
            foreach (var known in Segment.Partners.CodesOf(partner))
            {
                if (known.Knowledge != Knowledge.Implied) withCode[known.Code]++;
            }

            foreach (var term in reading.Read(Segment.Partners.Profiles[partner]).Counts().Keys)
            {
                var number = Segment.Terms.Find(term);
                withTerm[number] = withTerm.GetValueOrDefault(number) + 1;
            }
        }

        return new SegmentView(Segment, bits, withTerm, withCode, sums, deadCount + gone.Count);
    }
}
