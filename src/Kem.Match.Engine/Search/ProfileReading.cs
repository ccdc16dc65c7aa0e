using System.Numerics;
using System.Runtime.InteropServices;
using Kem.Match.Engine.Language;
using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Search;

/// <summary>
/// Reads profiles: which codes they state, which their text speaks about, which follow from what they are. Remembers the
/// values it has met, so one reading serves one thread and one catalogue.
/// </summary>
internal sealed class ProfileReading(Vocabulary vocabulary, Places places)
{
    private const float FromName = 0.95f;
    private const float FromDescription = 0.8f;
    private const float ImpliedByDescription = 0.5f;
    private const float LeastWorthKeeping = 0.12f;

    private readonly CodeCollector codes = new(vocabulary);
    private readonly CodeCollector gaps = new(vocabulary);
    private readonly Dictionary<string, IReadOnlyList<Term>> labels = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Value, CodeKind Kind), IReadOnlyList<int>> mapped = [];
    private readonly Dictionary<string, Place> placeByName = new(StringComparer.Ordinal);

    /// <summary>Names are Danish, however many English words stand in them.</summary>
    public ReadTexts Names { get; } = new(vocabulary, vocabulary.Analyser.AnalyseDanish);

    public ReadTexts Descriptions { get; } = new(vocabulary, vocabulary.Analyser.Analyse);

    public ReadProfile Read(PartnerProfile profile)
    {
        var name = Names.Of(profile.Name);
        var description = Descriptions.Of(profile.Description);
        var stated = new List<Term>();

        AddStated(codes, stated, profile.TargetGroups, CodeKind.TargetGroup);
        AddStated(codes, stated, profile.Activities, CodeKind.Activity);
        AddStated(codes, stated, profile.Competences, CodeKind.Competence, CodeKind.Resource);
        AddStated(codes, stated, profile.Resources, CodeKind.Resource, CodeKind.Competence);
        AddStated(codes, stated, profile.Languages, CodeKind.Language);
        AddForm(codes, profile.Form);
        foreach (var concept in vocabulary.OfBranch(profile.Branch)) AddWhatItIs(codes, concept);

        codes.Add(name.Said, Knowledge.Read, FromName);
        codes.Add(description.Said, Knowledge.Read, FromDescription);
        codes.Add(name.Given, Knowledge.Implied, 1f);
        codes.Add(description.Given, Knowledge.Implied, ImpliedByDescription);

        AddStated(gaps, [], profile.Gaps, CodeKind.Competence, CodeKind.Resource, CodeKind.Activity);

        return new ReadProfile(
            profile,
            PlaceOf(profile.Municipality),
            codes.Take(LeastWorthKeeping),
            gaps.Take(LeastWorthKeeping),
            [.. profile.Boundaries.SelectMany(BoundariesOf).Distinct().Order()],
            name.Terms,
            description.Terms,
            stated);
    }

    private void AddStated(CodeCollector codes, List<Term> stated, IReadOnlyList<string> values, params ReadOnlySpan<CodeKind> kinds)
    {
        foreach (var value in values)
        {
            stated.AddRange(LabelOf(value));
            foreach (var kind in kinds)
            {
                var found = CodesOf(value, kind);
                foreach (var code in found) codes.Add(code, Knowledge.Stated, 1f);
                if (found.Count > 0) break;
            }
        }
    }

    private void AddForm(CodeCollector codes, string form)
    {
        var index = vocabulary.IndexOf(form);
        if (index < 0) return;

        codes.Add(index, Knowledge.Stated, 1f);
        AddWhatItIs(codes, index);
    }

    private void AddWhatItIs(CodeCollector codes, int concept)
    {
        codes.Add(concept, Knowledge.Implied, 1f);
        foreach (var (code, weight) in vocabulary.Meaning(concept)) codes.Add(code, Knowledge.Implied, weight);
        foreach (var (code, weight) in vocabulary.Given(concept)) codes.Add(code, Knowledge.Implied, weight);
    }

    /// <summary>An activity or a target group by its number in the vocabulary, or a method by a number below zero.</summary>
    private IEnumerable<int> BoundariesOf(string value) =>
        Boundary.OfMethod(value) is { } method ? [method] : [.. CodesOf(value, CodeKind.Activity), .. CodesOf(value, CodeKind.TargetGroup)];

    private IReadOnlyList<Term> LabelOf(string value)
    {
        if (labels.TryGetValue(value, out var terms)) return terms;
        return labels[value] = vocabulary.Analyser.AnalyseDanish(vocabulary.Find(value)?.Danish ?? value);
    }

    private IReadOnlyList<int> CodesOf(string value, CodeKind kind)
    {
        if (mapped.TryGetValue((value, kind), out var codes)) return codes;
        return mapped[(value, kind)] = vocabulary.MapIndexes(value, kind);
    }

    private Place PlaceOf(string municipality)
    {
        if (placeByName.TryGetValue(municipality, out var place)) return place;
        return placeByName[municipality] = places.Find(municipality);
    }
}

/// <summary>A profile that has been read: its codes and its analysed text, field by field.</summary>
internal sealed record ReadProfile(
    PartnerProfile Profile,
    Place Place,
    KnownCode[] Codes,
    KnownCode[] Gaps,
    int[] Boundaries,
    IReadOnlyList<Term> Name,
    IReadOnlyList<Term> Description,
    IReadOnlyList<Term> Stated)
{
    public FieldLengths Lengths => new((byte)Math.Min(byte.MaxValue, Words(Name)), (byte)Math.Min(byte.MaxValue, Words(Stated)), (ushort)Math.Min(ushort.MaxValue, Words(Description)));

    /// <summary>How often each term stands in each field.</summary>
    /// <param name="only">Other terms are not counted; null for all.</param>
    public Dictionary<string, FieldCounts> Counts(HashSet<string>? only = null)
    {
        var counts = new Dictionary<string, FieldCounts>(StringComparer.Ordinal);
        Count(Name, (counted, isPart) => counted.PlusInName(isPart));
        Count(Description, (counted, isPart) => counted.PlusInDescription(isPart));
        Count(Stated, (counted, isPart) => counted.PlusStated(isPart));
        return counts;

        void Count(IReadOnlyList<Term> terms, Func<FieldCounts, bool, FieldCounts> plusOne)
        {
            for (var i = 0; i < terms.Count; i++)
            {
                var term = terms[i];
                if (only is not null && !only.Contains(term.Text)) continue;

                ref var counted = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, term.Text, out _);
                counted = plusOne(counted, term.IsPart);
            }
        }
    }

    /// <summary>The same, when it is not in the index.</summary>
    public PreparedPartner OutsideTheIndex() => new(Profile, order: 0, Place, Codes, Gaps);

    private static int Words(IReadOnlyList<Term> terms)
    {
        var words = 0;
        for (var i = 0; i < terms.Count; i++) words += terms[i].IsPart ? 0 : 1;
        return words;
    }
}

/// <summary>What an organisation does not want to be asked about, as a number.</summary>
internal static class Boundary
{
    /// <summary>M1 to M8 are -1 to -8; null when it is no method.</summary>
    public static int? OfMethod(string value) =>
        value is ['M' or 'm', >= '1' and <= '8' and var digit] ? -(digit - '0') : null;
}

/// <summary>Keeps the surest and strongest sighting of every code.</summary>
internal sealed class CodeCollector(Vocabulary vocabulary)
{
    private const int BitsOfAWord = 64;

    private readonly (Knowledge Knowledge, float Weight)[] sightings = new (Knowledge, float)[vocabulary.Entries.Count];

    /// <summary>A bit for each code that was found.</summary>
    private readonly ulong[] found = new ulong[(vocabulary.Entries.Count + BitsOfAWord - 1) / BitsOfAWord];
    private int count;

    public void Add(int code, Knowledge knowledge, float weight)
    {
        ref var known = ref sightings[code];
        ref var word = ref found[code / BitsOfAWord];
        var bit = 1UL << (code % BitsOfAWord);
        if ((word & bit) == 0) count++;
        else if (known.Knowledge > knowledge || (known.Knowledge == knowledge && known.Weight >= weight)) return;

        word |= bit;
        known = (knowledge, weight);
    }

    public void Add(List<Finding> findings, Knowledge knowledge, float factor)
    {
        foreach (ref readonly var finding in CollectionsMarshal.AsSpan(findings)) Add(finding.Meaning, knowledge, finding.Weight * factor);
    }

    /// <summary>What was found, in the order of the codes; it is empty afterwards.</summary>
    public KnownCode[] Take(float least)
    {
        var codes = new List<KnownCode>(count);
        for (var word = 0; word < found.Length; word++)
        {
            for (var left = found[word]; left != 0; left &= left - 1)
            {
                var code = (word * BitsOfAWord) + BitOperations.TrailingZeroCount(left);
                var (knowledge, weight) = sightings[code];
                if (weight >= least) codes.Add(new KnownCode(code, vocabulary.Entries[code].Kind, knowledge, weight));
            }
        }

        Array.Clear(found);
        count = 0;
        return [.. codes];
    }
}
