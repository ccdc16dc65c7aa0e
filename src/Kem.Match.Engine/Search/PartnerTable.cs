using System.Runtime.CompilerServices;
using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Search;

/// <summary>What a segment keeps of a profile beside its words.</summary>
/// <param name="Codes">How many codes it has.</param>
/// <param name="Gaps">How many gaps.</param>
internal readonly record struct PartnerRow(PartnerProfile Profile, int Order, Place Place, FieldLengths Lengths, int Codes, int Gaps, int[] Boundaries);

/// <summary>
/// What a segment knows of its partners beside their words, column by column: a large catalogue has no room for an
/// object each.
/// </summary>
internal sealed class PartnerTable
{
    /// <summary>A segment has at most this many partners, so that two bytes are enough for the number of one.</summary>
    public const int MostPartners = ushort.MaxValue;

    private readonly PartnerProfile[] profiles;
    private readonly int[] orders;
    private readonly FieldLengths[] lengths;
    private readonly ushort[] groupNumbers;
    private readonly byte[] daysSinceAsked;
    private readonly PartnerGroup[] groups;
    private readonly Place[] distinctPlaces;
    private readonly (int Partner, int Boundary)[] boundaries;
    private readonly CodeColumn codes;
    private readonly int[] starts;
    private readonly ushort[] gapCounts;
    private readonly IdTable ids;
    private readonly Dictionary<int, int> withCode = [];

    /// <param name="rows">One row a partner.</param>
    /// <param name="codes">The codes of the first partner, its gaps, the codes of the next, and so on.</param>
    public PartnerTable(List<PartnerRow> rows, List<KnownCode> codes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows.Count, MostPartners);
        (profiles, orders, lengths) = (new PartnerProfile[rows.Count], new int[rows.Count], new FieldLengths[rows.Count]);
        (groupNumbers, daysSinceAsked) = (new ushort[rows.Count], new byte[rows.Count]);
        (starts, gapCounts) = (new int[rows.Count + 1], new ushort[rows.Count]);
        var places = new DistinctPlaces();
        var alike = new Dictionary<(int Place, Circumstances Circumstances), int>();
        var limits = new List<(int, int)>();
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            (profiles[i], orders[i], lengths[i]) = (row.Profile, row.Order, row.Lengths);
            var group = (places.NumberOf(row.Place), Circumstances.Of(row.Profile));
            if (!alike.TryGetValue(group, out var number)) alike[group] = number = alike.Count;
            groupNumbers[i] = (ushort)number;
            daysSinceAsked[i] = Circumstances.DaysSinceAsked(row.Profile);
            starts[i + 1] = starts[i] + row.Codes + row.Gaps;
            gapCounts[i] = checked((ushort)row.Gaps);
            foreach (var boundary in row.Boundaries) limits.Add((i, boundary));
            Sums += row.Lengths;
        }

        groups = [.. alike.Keys.Select(group => new PartnerGroup(group.Place, group.Circumstances, Count: 0))];
        foreach (var number in groupNumbers) groups[number] = groups[number] with { Count = groups[number].Count + 1 };
        distinctPlaces = places.ToArray();
        boundaries = [.. limits];
        Frequency = new FieldFrequency(rows.Count, Sums);
        ids = new IdTable(profiles);
        this.codes = new CodeColumn(codes);
        ByCode = ListsByCode(codes);
        ByGap = ListsByGap(codes);
        ByPlace = ListsByPlace();
    }

    public int Count => profiles.Length;

    /// <summary>The words of all partners together, field by field.</summary>
    public LengthSums Sums { get; }

    /// <summary>Frequencies by the averages of these partners alone.</summary>
    public FieldFrequency Frequency { get; }

    public ReadOnlySpan<PartnerProfile> Profiles => profiles;
    public ReadOnlySpan<int> Orders => orders;
    public ReadOnlySpan<FieldLengths> Lengths => lengths;

    /// <summary>Partners who share a place and circumstances.</summary>
    public ReadOnlySpan<PartnerGroup> Groups => groups;

    /// <summary>By partner: the number of its group among <see cref="Groups"/>.</summary>
    public ReadOnlySpan<ushort> GroupNumbers => groupNumbers;

    /// <summary>By partner, as in <see cref="Circumstances.DaysSinceAsked"/>.</summary>
    public ReadOnlySpan<byte> DaysSinceAsked => daysSinceAsked;

    public ReadOnlySpan<Place> DistinctPlaces => distinctPlaces;

    /// <summary>What partners do not want to be asked about, numbered as in <see cref="Boundary"/>.</summary>
    public ReadOnlySpan<(int Partner, int Boundary)> Boundaries => boundaries;

    public CodePostings ByCode { get; }
    public CodePostings ByGap { get; }

    /// <summary>One list for each of <see cref="DistinctPlaces"/>.</summary>
    public PostingLists ByPlace { get; }

    /// <summary>Adds to <paramref name="counts"/>, by code, how many partners state it or speak of it.</summary>
    public void AddPartnersWithCodes(int[] counts)
    {
        foreach (var (code, with) in withCode) counts[code] += with;
    }

    public PartnerGroup GroupOf(int partner) => groups[groupNumbers[partner]];

    /// <summary>The number of the partner with an id; negative when it is not here.</summary>
    public int Find(string id) => ids.Find(profiles, id);

    public KnownCode[] CodesOf(int partner) => codes.Read(starts[partner], FirstGap(partner));

    /// <summary>The codes and then the gaps of a partner.</summary>
    public KnownCode[] CodesAndGapsOf(int partner) => codes.Read(starts[partner], starts[partner + 1]);

    /// <summary>True when the partner has a name at most: no description, no stated values and no codes.</summary>
    public bool SaysNothing(int partner) => lengths[partner] is { Description: 0, Stated: 0 } && FirstGap(partner) == starts[partner];

    public PreparedPartner Partner(int partner) => new(
        profiles[partner],
        orders[partner],
        distinctPlaces[GroupOf(partner).Place],
        CodesOf(partner),
        codes.Read(FirstGap(partner), starts[partner + 1]));

    /// <summary>
    /// Reads a little of each of some partners, so that the memory of many is fetched at the same time; otherwise each is
    /// waited for when its turn comes.
    /// </summary>
    /// <returns>Nothing of use; it keeps the reads from being left out.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int BringCloser(ReadOnlySpan<PromisingPartner> some)
    {
        var sum = 0;
        foreach (ref readonly var one in some)
        {
            var profile = profiles[one.Partner];
            sum += profile.Description.Length + profile.PostalCode.Length + profile.TimesShown + orders[one.Partner] + groupNumbers[one.Partner];
            sum += codes.Touch(starts[one.Partner]);
        }

        return sum;
    }

    public PartnerRow Row(int partner) => new(
        profiles[partner],
        orders[partner],
        distinctPlaces[GroupOf(partner).Place],
        lengths[partner],
        FirstGap(partner) - starts[partner],
        gapCounts[partner],
        BoundariesOf(partner));

    private int FirstGap(int partner) => starts[partner + 1] - gapCounts[partner];

    private int[] BoundariesOf(int partner)
    {
        var at = Array.BinarySearch(boundaries, (partner, int.MinValue));
        var first = at < 0 ? ~at : at;
        var end = first;
        while (end < boundaries.Length && boundaries[end].Partner == partner) end++;
        return end == first ? [] : [.. boundaries[first..end].Select(b => b.Boundary)];
    }

    /// <summary>What is too faint to look partners up by is in no list.</summary>
    private CodePostings ListsByCode(List<KnownCode> codes)
    {
        var listed = new List<(int, KnownCode)>(codes.Count);
        for (var partner = 0; partner < Count; partner++)
        {
            for (var i = starts[partner]; i < FirstGap(partner); i++)
            {
                if (codes[i].Knowledge != Knowledge.Implied) withCode[codes[i].Code] = withCode.GetValueOrDefault(codes[i].Code) + 1;
                if (codes[i].Listed is { Weight: > 0 } code) listed.Add((partner, code));
            }
        }

        return CodePostings.Of(listed);
    }

    private CodePostings ListsByGap(List<KnownCode> codes)
    {
        var listed = new List<(int, KnownCode)>();
        for (var partner = 0; partner < Count; partner++)
        {
            for (var i = FirstGap(partner); i < starts[partner + 1]; i++) listed.Add((partner, codes[i].Listed));
        }

        return CodePostings.Of(listed);
    }

    private PostingLists ListsByPlace()
    {
        var byPlace = new List<int>[distinctPlaces.Length];
        for (var place = 0; place < byPlace.Length; place++) byPlace[place] = [];
        for (var partner = 0; partner < Count; partner++) byPlace[GroupOf(partner).Place].Add(partner);

        var lists = new PostingLists.Writer();
        foreach (var partners in byPlace)
        {
            lists.BeginList();
            foreach (var partner in partners) lists.Add(partner);
        }

        return lists.ToLists();
    }
}

/// <summary>Partners who are alike in place and circumstances.</summary>
/// <param name="Place">Number of the place.</param>
internal readonly record struct PartnerGroup(int Place, Circumstances Circumstances, int Count);

/// <summary>Numbers places as they come; the same municipalities get the same number.</summary>
internal sealed class DistinctPlaces
{
    private readonly Dictionary<Place, int> seen = [];
    private readonly Dictionary<string, int> byMunicipalities = new(StringComparer.Ordinal);
    private readonly List<Place> places = [];

    public int NumberOf(Place place)
    {
        if (seen.TryGetValue(place, out var number)) return number;

        var key = $"{place.Kind} {string.Join(' ', place.Municipalities)}";
        if (!byMunicipalities.TryGetValue(key, out number))
        {
            byMunicipalities[key] = number = places.Count;
            places.Add(place);
        }

        seen[place] = number;
        return number;
    }

    public Place[] ToArray() => [.. places];
}

/// <summary>Finds partners by id: open addressing over the partners' own ids, two bytes a slot.</summary>
internal sealed class IdTable
{
    private readonly ushort[] slots;

    public IdTable(PartnerProfile[] profiles)
    {
        slots = new ushort[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, profiles.Length + (profiles.Length / 3)))];
        for (var i = 0; i < profiles.Length; i++)
        {
            var slot = FirstSlot(profiles[i].Id);
            while (slots[slot] != 0) slot = Next(slot);
            slots[slot] = (ushort)(i + 1);
        }
    }

    public int Find(PartnerProfile[] profiles, string id)
    {
        for (var slot = FirstSlot(id); slots[slot] != 0; slot = Next(slot))
        {
            if (string.Equals(profiles[slots[slot] - 1].Id, id, StringComparison.Ordinal)) return slots[slot] - 1;
        }

        return -1;
    }

    private int FirstSlot(string id) => string.GetHashCode(id, StringComparison.Ordinal) & (slots.Length - 1);

    private int Next(int slot) => (slot + 1) & (slots.Length - 1);
}
