using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Signals;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Search;

/// <summary>
/// The rules that no score can break, for one request. Each has a bit; a partner is allowed when none of its bits is set.
/// </summary>
internal sealed class Requirements
{
    /// <summary>A local organisation further away than this is ruled out (kilometres between municipalities' centres).</summary>
    private const double FarForALocalOne = 60;

    /// <summary>A request touches a boundary when it states the code, or its text is read as it at least this surely.</summary>
    private const float SureEnough = 0.5f;

    private const int MostMustHaves = 50;

    // The bits of the rules, in the order in which they are told.
    private const int Paused = 0;
    private const int Busy = 1;
    private const int Full = 2;
    private const int TooFarForALocalOne = 5;
    private const int Outside = 6;
    internal const int AgainstABoundary = 3;
    internal const int AskedTooLately = 4;
    internal const int FirstMustHave = 7;

    private readonly List<Rule> rules;
    private readonly List<MustHave> mustHaves;
    private readonly HashSet<int> touched;
    private readonly HardRequirements required;
    private readonly Need need;
    private readonly Vocabulary vocabulary;
    private readonly Places places;

    private Requirements(Need need, PartnerIndex index)
    {
        this.need = need;
        vocabulary = index.Data.Vocabulary;
        places = index.Data.Places;
        required = need.Request.Required;
        touched = Touched(need, index.Statistics);
        mustHaves = MustHavesOf(required, vocabulary);
        rules =
        [
            new(Requirement.Pause, "", new("Holder pause lige nu", "Is taking a break at the moment")),
            new(Requirement.OpenProposals, "", new("Har allerede tre åbne forslag", "Has three open proposals already")),
            new(Requirement.FreeSlots, "", new("Har ikke plads til flere samarbejder lige nu", "Has no room for more partnerships at the moment")),
            new(Requirement.Boundary, "", new("Vil helst ikke spørges om det, behovet handler om", "Would rather not be asked about what the need is about")),
            new(Requirement.Rest, "", new($"Er spurgt inden for de seneste {required.RestDays} dage", $"Was asked within the last {required.RestDays} days")),
            new(Requirement.Place, "", new("Arbejder kun lokalt og holder til langt væk", "Works locally only, and far away")),
            new(Requirement.Place, "", new($"Holder til mere end {required.WithinKilometres} km væk", $"Is more than {required.WithinKilometres} km away")),
            .. mustHaves.Select(m => m.Rule),
        ];
    }

    /// <exception cref="ArgumentException">More is required than can be told apart.</exception>
    public static Requirements Of(Need need, PartnerIndex index) => new(need, index);

    /// <summary>The rules as they hold for the partners of one segment.</summary>
    public SegmentRequirements In(Segment segment)
    {
        var table = segment.Partners;
        var tooFar = Array.ConvertAll(table.DistinctPlaces.ToArray(), TooFar);
        var byGroup = new ulong[table.Groups.Length];
        for (var group = 0; group < byGroup.Length; group++) byGroup[group] = UnmetByGroup(table.Groups[group], tooFar);

        var limits = new HashSet<int>();
        foreach (var (partner, boundary) in table.Boundaries)
        {
            if (touched.Contains(boundary)) limits.Add(partner);
        }

        return new SegmentRequirements(
            table, byGroup, required.RestDays, limits, [.. mustHaves.Select(m => m.MetIn(segment))]);
    }

    /// <summary>Counts who is kept out by what, rule by rule; rules that keep nobody out are left out.</summary>
    /// <param name="partners">By the set of rules that are not met: how many partners of the right kind.</param>
    public IReadOnlyList<RequirementCount> Counts(Dictionary<ulong, int> partners)
    {
        var counts = new List<RequirementCount>();
        for (var bit = 0; bit < rules.Count; bit++)
        {
            var (removed, only) = (0, 0);
            foreach (var (unmet, count) in partners)
            {
                if ((unmet & (1UL << bit)) == 0) continue;

                removed += count;
                if (unmet == 1UL << bit) only += count;
            }

            if (removed > 0) counts.Add(new RequirementCount(rules[bit].Requirement, rules[bit].Code, rules[bit].Text, removed, only));
        }

        return counts;
    }

    /// <summary>The first rule that a partner does not meet, in words about this partner; null when it meets all.</summary>
    public (Requirement Requirement, Wording Why)? Against(PartnerProfile profile, ulong unmet)
    {
        if (unmet == 0) return null;

        var rule = rules[System.Numerics.BitOperations.TrailingZeroCount(unmet)];
        return (rule.Requirement, rule.Requirement switch
        {
            Requirement.OpenProposals => new($"Har {profile.OpenProposals} åbne forslag", $"Has {profile.OpenProposals} open proposals"),
            Requirement.Boundary => AgainstBoundary(profile),
            Requirement.Rest => AskedLately(profile.DaysSinceAsked ?? 0),
            _ => rule.Text,
        });
    }

    private static ulong Bit(int rule, bool isUnmet) => isUnmet ? 1UL << rule : 0;

    private static HashSet<int> Touched(Need need, CatalogueStatistics statistics)
    {
        var touched = new HashSet<int>();
        if (Boundary.OfMethod(need.Request.Method) is { } method) touched.Add(method);
        foreach (var kind in (ReadOnlySpan<CodeKind>)[CodeKind.TargetGroup, CodeKind.Activity])
        {
            foreach (var wanted in need.Wanted(kind))
            {
                if (wanted.IsStated || wanted.Weight >= SureEnough * statistics.CodeWeight(wanted.Code)) touched.Add(wanted.Code);
            }
        }

        return touched;
    }

    private static List<MustHave> MustHavesOf(HardRequirements required, Vocabulary vocabulary)
    {
        var languages = required.Languages.Distinct(StringComparer.OrdinalIgnoreCase).Select(value => MustHave.Language(value, vocabulary));
        var others = required.Having.Distinct(StringComparer.OrdinalIgnoreCase).Select(value => MustHave.Anything(value, vocabulary));
        List<MustHave> all = [.. languages, .. others];
        return all.Count <= MostMustHaves ? all : throw new ArgumentException($"{all.Count} hard requirements; at most {MostMustHaves} can be told apart.");
    }

    private static ulong UnmetByGroup(PartnerGroup group, (ulong Local, ulong Regional, ulong National)[] tooFar)
    {
        var (circumstances, far) = (group.Circumstances, tooFar[group.Place]);
        return Bit(Paused, circumstances.IsPaused) | Bit(Busy, circumstances.HasOpenProposals) | Bit(Full, circumstances.HasNoFreeSlots)
            | circumstances.Coverage switch { Coverage.Local => far.Local, Coverage.Regional => far.Regional, _ => far.National };
    }

    private (ulong Local, ulong Regional, ulong National) TooFar(Place place)
    {
        var kilometres = places.Kilometres(need.Place, place);
        var isTooFarForLocal = place.Kind == PlaceKind.Municipality && kilometres is > FarForALocalOne;
        var isOutside = required.WithinKilometres is { } most
            && need.Place.Municipalities.Length > 0 && place.Kind != PlaceKind.Country && !(kilometres <= most);
        return (Bit(TooFarForALocalOne, isTooFarForLocal) | Bit(Outside, isOutside), Bit(Outside, isOutside), 0);
    }

    private Wording AgainstBoundary(PartnerProfile profile)
    {
        foreach (var value in profile.Boundaries)
        {
            if (Boundary.OfMethod(value) is { } method && touched.Contains(method)) break;

            foreach (var kind in (ReadOnlySpan<CodeKind>)[CodeKind.Activity, CodeKind.TargetGroup])
            {
                foreach (var code in vocabulary.MapIndexes(value, kind))
                {
                    if (!touched.Contains(code)) continue;

                    var label = vocabulary.Entries[code].InSentence;
                    return new($"Vil helst ikke spørges om {label.Danish}", $"Would rather not be asked about {label.English}");
                }
            }
        }

        return new("Vil helst ikke spørges om denne slags samarbejde", "Would rather not be asked about this kind of partnership");
    }

    private static Wording AskedLately(int days) => days switch
    {
        0 => new("Er lige blevet spurgt", "Was asked just now"),
        1 => new("Blev spurgt i går", "Was asked yesterday"),
        _ => new($"Blev spurgt for {days} dage siden", $"Was asked {days} days ago"),
    };

    internal sealed record Rule(Requirement Requirement, string Code, Wording Text);
}
