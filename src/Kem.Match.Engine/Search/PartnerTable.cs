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
    private readonly PartnerProfile[] profiles;
    private readonly int[] orders;
    private readonly FieldLengths[] lengths;
    private readonly Circumstances[] circumstances;
    private readonly int[] places;
    private readonly Place[] distinctPlaces;
    private readonly (int Partner, int Boundary)[] boundaries;
    private readonly KnownCode[] codes;
    private readonly int[] starts;
    private readonly ushort[] gapCounts;
    private readonly IdTable ids;
    private readonly Dictionary<int, int> withCode = [];

    /// <param name="rows">One row a partner.</param>
    /// <param name="codes">The codes of the first partner, its gaps, the codes of the next, and so on.</param>
    public PartnerTable(List<PartnerRow> rows, KnownCode[] codes)
    {
        this.codes = codes;
        (profiles, orders, lengths) = (new PartnerProfile[rows.Count], new int[rows.Count], new FieldLengths[rows.Count]);
        (circumstances, places) = (new Circumstances[rows.Count], new int[rows.Count]);
        (starts, gapCounts) = (new int[rows.Count + 1], new ushort[rows.Count]);
        var distinct = new DistinctPlaces();
        var limits = new List<(int, int)>();
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            (profiles[i], orders[i], lengths[i]) = (row.Profile, row.Order, row.Lengths);
            circumstances[i] = Search.Circumstances.Of(row.Profile);
            places[i] = distinct.NumberOf(row.Place);
            starts[i + 1] = starts[i] + row.Codes + row.Gaps;
            gapCounts[i] = checked((ushort)row.Gaps);
            foreach (var boundary in row.Boundaries) limits.Add((i, boundary));
            Sums += row.Lengths;
        }

        distinctPlaces = distinct.ToArray();
        boundaries = [.. limits];
        Frequency = new FieldFrequency(rows.Count, Sums);
        ids = new IdTable(profiles);
        for (var i = 0; i < rows.Count; i++)
        {
            foreach (var known in CodesOf(i))
            {
                if (known.Knowledge != Knowledge.Implied) withCode[known.Code] = withCode.GetValueOrDefault(known.Code) + 1;
            }
        }

        ByCode = CodePostings.Of(rows.Count, CodesOf);
        ByGap = CodePostings.Of(rows.Count, GapsOf);
        ByPlace = ListsByPlace();
        Groups = GroupsOf();
    }

    public int Count => profiles.Length;

    /// <summary>The words of all partners together, field by field.</summary>
    public LengthSums Sums { get; }

    /// <summary>Frequencies by the averages of these partners alone.</summary>
    public FieldFrequency Frequency { get; }

    public ReadOnlySpan<PartnerProfile> Profiles => profiles;
    public ReadOnlySpan<int> Orders => orders;
    public ReadOnlySpan<FieldLengths> Lengths => lengths;
    public ReadOnlySpan<Circumstances> Circumstances => circumstances;

    /// <summary>By partner: the number of its place among <see cref="DistinctPlaces"/>.</summary>
    public ReadOnlySpan<int> Places => places;

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

    /// <summary>How many partners share a place and all circumstances but the days since they were asked.</summary>
    public PartnerGroup[] Groups { get; }

    /// <summary>The number of the partner with an id; negative when it is not here.</summary>
    public int Find(string id) => ids.Find(profiles, id);

    public ReadOnlySpan<KnownCode> CodesOf(int partner) => codes.AsSpan(starts[partner]..(starts[partner + 1] - gapCounts[partner]));

    public ReadOnlySpan<KnownCode> GapsOf(int partner) => codes.AsSpan((starts[partner + 1] - gapCounts[partner])..starts[partner + 1]);

    /// <summary>True when the partner has a name at most: no description, no stated values and no codes.</summary>
    public bool SaysNothing(int partner) => lengths[partner] is { Description: 0, Stated: 0 } && CodesOf(partner).Length == 0;

    public PreparedPartner Partner(int partner)
    {
        var gaps = starts[partner + 1] - gapCounts[partner];
        return new PreparedPartner(
            profiles[partner],
            orders[partner],
            distinctPlaces[places[partner]],
            codes.AsMemory(starts[partner]..gaps),
            codes.AsMemory(gaps..starts[partner + 1]));
    }

    public PartnerRow Row(int partner) => new(
        profiles[partner],
        orders[partner],
        distinctPlaces[places[partner]],
        lengths[partner],
        CodesOf(partner).Length,
        gapCounts[partner],
        BoundariesOf(partner));

    /// <summary>The codes and then the gaps of a partner.</summary>
    public ReadOnlySpan<KnownCode> CodesAndGapsOf(int partner) => codes.AsSpan(starts[partner]..starts[partner + 1]);

    private int[] BoundariesOf(int partner)
    {
        var at = Array.BinarySearch(boundaries, (partner, int.MinValue));
        var first = at < 0 ? ~at : at;
        var end = first;
        while (end < boundaries.Length && boundaries[end].Partner == partner) end++;
        return end == first ? [] : [.. boundaries[first..end].Select(b => b.Boundary)];
    }

    private PartnerGroup[] GroupsOf()
    {
        var counts = new Dictionary<(int Place, byte Bits), int>();
        for (var i = 0; i < Count; i++)
        {
            var group = (places[i], circumstances[i].Bits);
            counts[group] = counts.GetValueOrDefault(group) + 1;
        }

        return [.. counts.Select(c => new PartnerGroup(c.Key.Place, c.Key.Bits, c.Value))];
    }

    private PostingLists ListsByPlace()
    {
        var lists = new PostingLists.Writer(hasCounts: false);
        var byPlace = new List<int>[distinctPlaces.Length];
        for (var p = 0; p < byPlace.Length; p++) byPlace[p] = [];
        for (var i = 0; i < places.Length; i++) byPlace[places[i]].Add(i);
        foreach (var partners in byPlace)
        {
            lists.BeginList();
            foreach (var partner in partners) lists.Add(partner);
        }

        return lists.ToLists();
    }
}

/// <summary>Partners who are alike in place and circumstances.</summary>
/// <param name="Bits">As in <see cref="Circumstances.Bits"/>.</param>
internal readonly record struct PartnerGroup(int Place, byte Bits, int Count);

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

/// <summary>Finds partners by id: open addressing over the partners' own ids, four bytes a slot.</summary>
internal sealed class IdTable
{
    private readonly int[] slots;

    public IdTable(PartnerProfile[] profiles)
    {
        slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, profiles.Length + (profiles.Length / 3)))];
        for (var i = 0; i < profiles.Length; i++)
        {
            var slot = FirstSlot(profiles[i].Id);
            while (slots[slot] != 0) slot = Next(slot);
            slots[slot] = i + 1;
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
