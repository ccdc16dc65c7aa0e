using System.Globalization;
using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Search;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Signals;

/// <summary>One request held against one partner: what the signals look at.</summary>
internal sealed class Fit(Need need, PartnerIndex index)
{
    private const int MostNamed = 3;

    /// <summary>What is less sure, or less near, than this is not named in a reason.</summary>
    private const float SureEnoughToName = 0.5f;

    /// <summary>What is less sure than this is not said to fill a gap.</summary>
    private const float SureEnoughToPromise = 0.75f;

    private const int ShortestNamed = 4;
    private const float OneAsk = 0.7f;
    private const int HighestLevel = 5;
    private const int DigitsOfAnArea = 2;

    /// <summary>Found once per partner: several sentences name them.</summary>
    private List<string>? sharedWords;

    private ProfileReading? reading;

    /// <summary>By word of the request, how telling it is.</summary>
    private readonly Lazy<Dictionary<string, float>> wantedWords = new(
        () => need.Terms.ToDictionary(t => t.Text, t => t.Weight * index.Statistics.InverseFrequency(t.Text), StringComparer.Ordinal));

    /// <summary>The kinds of codes that a request can state, in the order of the form.</summary>
    public static IReadOnlyList<CodeKind> WantedKinds { get; } =
        [CodeKind.TargetGroup, CodeKind.Activity, CodeKind.Competence, CodeKind.Resource, CodeKind.Language];

    public Need Need { get; } = need;
    public PreparedPartner Partner { get; private set; } = null!;

    /// <summary>How much of the request's words the partner's text holds, 0 to 1.</summary>
    public float Words { get; private set; }

    /// <summary>How much of the request's words the partner's name holds, 0 to 1.</summary>
    public float WordsInName { get; private set; }

    public PartnerProfile Profile => Partner.Profile;
    public string Name => Partner.Profile.Name;
    public Vocabulary Vocabulary => index.Data.Vocabulary;

    /// <summary>Reads the partners' texts when they must be looked into again, and remembers the last of them.</summary>
    public ProfileReading Reading => reading ??= new ProfileReading(Vocabulary, index.Data.Places);

    private Answers Answers { get; } = new(need.Answering);

    public Fit With(PreparedPartner partner, float words, float wordsInName)
    {
        (Partner, Words, WordsInName, sharedWords) = (partner, words, wordsInName, null);
        Answers.Of(partner);
        return this;
    }

    /// <summary>
    /// The share of the wanted codes of a kind that the partner states: Σ weight × nearest stated code ÷ Σ weight, each
    /// mention counting once with the best of its codes, the divisor being at least <see cref="OneAsk"/>, so that a vague or common wish alone is no full answer.
    /// NaN when nothing of the kind is wanted.
    /// </summary>
    public double Stated(CodeKind kind) => Covered(kind, Knowledge.Stated);

    /// <summary>The share of the wanted codes of a kind that is known of the partner in any way; NaN when nothing is wanted.</summary>
    public double Known(CodeKind kind) => Covered(kind, Knowledge.Implied);

    /// <summary>What reading the partner's text, and knowing what it is, adds to <see cref="Stated"/>. Same range.</summary>
    public double Understood(CodeKind kind) => Covered(kind, Knowledge.Implied) - Covered(kind, Knowledge.Stated);

    /// <summary>How well the worst covered of the wanted codes of a kind is known of the partner; NaN unless two or more are wanted.</summary>
    public double LeastKnown(CodeKind kind)
    {
        var wanted = Need.Wanted(kind);
        if (wanted.Length < 2) return double.NaN;

        var least = 1f;
        foreach (var code in wanted) least = Math.Min(least, Answers.Known(code.Code));
        return least;
    }

    /// <summary>The share of everything wanted, whatever its kind, that is known of the partner; NaN when nothing is wanted.</summary>
    public double KnownOfAll()
    {
        var (covered, all) = (0f, 0f);
        foreach (var kind in WantedKinds)
        {
            foreach (var code in Need.Wanted(kind))
            {
                all += code.Weight;
                covered += code.Weight * Answers.Known(code.Code);
            }
        }

        return all > 0 ? covered / Math.Max(OneAsk, all) : double.NaN;
    }

    /// <summary>True when something the partner has answers a wanted code surely enough to be named.</summary>
    public bool Covers(WantedCode wanted) => Answers.Known(wanted.Code) >= SureEnoughToName;

    /// <summary>The share of the target groups and activities that the partner states which are asked for; NaN when it states none or none is asked for.</summary>
    public double Focus()
    {
        if (!Need.Asks(CodeKind.TargetGroup) && !Need.Asks(CodeKind.Activity)) return double.NaN;

        var (stated, asked) = (0, 0f);
        foreach (var known in Partner.Codes)
        {
            if (known.Knowledge != Knowledge.Stated || known.Kind is not (CodeKind.TargetGroup or CodeKind.Activity)) continue;

            stated++;
            asked += Answers.NearestWanted(known);
        }

        return stated > 0 ? asked / stated : double.NaN;
    }

    /// <summary>The mean level, as a share of the highest, of the wanted competences that the partner has a level for; NaN when there is none.</summary>
    public double CompetenceLevel()
    {
        if (Profile.CompetenceLevels.Count == 0) return double.NaN;

        var (levels, count) = (0, 0);
        foreach (var wanted in Need.Wanted(CodeKind.Competence))
        {
            if (!Profile.CompetenceLevels.TryGetValue(Vocabulary.Entries[wanted.Code].Code, out var level)) continue;

            levels += Math.Clamp(level, 1, HighestLevel);
            count++;
        }

        return count > 0 ? levels / (double)(count * HighestLevel) : double.NaN;
    }

    /// <summary>The wanted competences that the partner masters so well that it could teach them.</summary>
    public IReadOnlyList<VocabularyEntry> CanTeach() =>
        [.. Need.Wanted(CodeKind.Competence).ToArray().Select(wanted => Vocabulary.Entries[wanted.Code]).Where(CanTeach).Take(MostNamed)];

    /// <summary>How much the two can give each other: the lesser of what either fills of the other's gaps; NaN unless both have gaps.</summary>
    public double Exchange()
    {
        if (Partner.Gaps.Length == 0) return double.NaN;

        var given = 0f;
        foreach (var gap in Partner.Gaps) given = Math.Max(given, Need.Given[gap.Code]);
        return Math.Min(AskersGapsFilled(), given);
    }

    /// <summary>What both want to learn or lack, so that they could learn it together.</summary>
    public IReadOnlyList<VocabularyEntry> GapsInCommon()
    {
        var shared = new List<(float, VocabularyEntry)>();
        foreach (var gap in AskersGaps)
        {
            if (gap.Kind == CodeKind.Competence && Partner.Lacks(gap.Code)) shared.Add((gap.Weight, Vocabulary.Entries[gap.Code]));
        }

        return Named(shared);
    }

    /// <summary>The share of what the asker wants to learn that the partner wants to learn too; NaN when either lacks nothing known.</summary>
    public double GapsShared()
    {
        if (AskersGaps.Length == 0 || Partner.Gaps.Length == 0) return double.NaN;

        var shared = 0;
        foreach (var gap in AskersGaps) shared += Partner.Lacks(gap.Code) ? 1 : 0;
        return shared / (double)AskersGaps.Length;
    }

    /// <summary>The share of the times asked for at which the partner meets; NaN when either is unknown.</summary>
    public double TimesShared()
    {
        var wanted = Need.Request.Times;
        return wanted.Count == 0 || Profile.Times.Count == 0 ? double.NaN : wanted.Count(t => Profile.Times.Contains(t)) / (double)wanted.Count;
    }

    /// <summary>1 in the same postal district, 0.5 when only the first two digits agree, else 0; NaN when either is unknown.</summary>
    public double SamePostalArea()
    {
        var (here, there) = (Need.Request.PostalCode, Profile.PostalCode);
        if (here.Length < DigitsOfAnArea || there.Length < DigitsOfAnArea) return double.NaN;
        if (string.Equals(here, there, StringComparison.Ordinal)) return 1;
        return here.AsSpan(0, DigitsOfAnArea).SequenceEqual(there.AsSpan(0, DigitsOfAnArea)) ? 0.5 : 0;
    }

    /// <summary>The share of what the asker itself lacks that the partner has; NaN when the asker lacks nothing known.</summary>
    public double AskersGapsFilled()
    {
        if (AskersGaps.Length == 0) return double.NaN;

        var sum = 0f;
        foreach (var gap in AskersGaps) sum += Answers.Known(gap.Code);
        return sum / AskersGaps.Length;
    }

    /// <summary>The most sought of the partner's gaps of a kind that the asker can fill, 0 to 1; NaN when it has none.</summary>
    public double BestGiven(CodeKind kind)
    {
        var best = double.NaN;
        foreach (var gap in Partner.Gaps)
        {
            if (gap.Kind == kind && !(best >= Need.Given[gap.Code])) best = Need.Given[gap.Code];
        }

        return best;
    }

    /// <summary>What is wanted and known of the partner under the very same code, most telling first.</summary>
    public IReadOnlyList<VocabularyEntry> Shared(CodeKind kind, Knowledge from, Knowledge to)
    {
        var shared = new List<(float Weight, VocabularyEntry Entry)>();
        foreach (var wanted in Need.Wanted(kind))
        {
            foreach (var known in Partner.Codes)
            {
                var isShared = known.Code == wanted.Code && known.Knowledge >= from && known.Knowledge <= to;
                if (isShared && known.Weight >= SureEnoughToName) shared.Add((wanted.Weight, Vocabulary.Entries[wanted.Code]));
            }
        }

        return Named(shared);
    }

    /// <summary>Where no code is shared: what the partner has that lies nearest to something wanted, and that wanted code.</summary>
    public (VocabularyEntry Has, VocabularyEntry Wanted)? NearestPair(CodeKind kind, Knowledge atLeast)
    {
        var best = SureEnoughToName;
        (VocabularyEntry, VocabularyEntry)? pair = null;
        foreach (var wanted in Need.Wanted(kind))
        {
            foreach (var known in Partner.Codes)
            {
                if (known.Kind != kind || known.Code == wanted.Code || known.Knowledge < atLeast) continue;

                var nearness = known.Weight * Vocabulary.Nearness(wanted.Code, known.Code);
                if (nearness < best) continue;

                best = nearness;
                pair = (Vocabulary.Entries[known.Code], Vocabulary.Entries[wanted.Code]);
            }
        }

        return pair;
    }

    public IReadOnlyList<VocabularyEntry> AskersGapsThatPartnerFills(CodeKind kind)
    {
        var filled = new List<(float, VocabularyEntry)>();
        foreach (var gap in AskersGaps)
        {
            var nearest = gap.Kind == kind ? Answers.Known(gap.Code) : 0;
            if (nearest >= SureEnoughToPromise) filled.Add((nearest, Vocabulary.Entries[gap.Code]));
        }

        return Named(filled);
    }

    /// <summary>What the partner has that fills some gaps.</summary>
    public IReadOnlyList<VocabularyEntry> WhatFills(IReadOnlyList<VocabularyEntry> gaps)
    {
        var filling = new List<VocabularyEntry>();
        foreach (var known in Partner.Codes)
        {
            var (code, weight) = (known.Code, known.Weight);
            var fills = gaps.Any(gap => weight * Vocabulary.Nearness(Vocabulary.IndexOf(gap.Code), code) >= SureEnoughToPromise);
            if (fills) filling.Add(Vocabulary.Entries[code]);
        }

        return filling;
    }

    public IReadOnlyList<VocabularyEntry> PartnersGapsThatAskerFills(CodeKind kind)
    {
        var filled = new List<(float, VocabularyEntry)>();
        foreach (var gap in Partner.Gaps)
        {
            var given = gap.Kind == kind ? Need.Given[gap.Code] : 0;
            if (given >= SureEnoughToPromise) filled.Add((given, Vocabulary.Entries[gap.Code]));
        }

        return Named(filled);
    }

    /// <summary>Up to three words that stand in both texts, as the partner writes them.</summary>
    public IReadOnlyList<string> SharedWords() => sharedWords ??= FindSharedWords();

    public bool IsSameMunicipality =>
        Need.Place.Kind == PlaceKind.Municipality
        && Partner.Place.Kind == PlaceKind.Municipality
        && Need.Place.Municipalities[0] == Partner.Place.Municipalities[0];

    /// <summary>Kilometres to the nearest of the partner's municipalities; 0 inside it, null when either place is unknown.</summary>
    public double? Kilometres() => index.Data.Places.Kilometres(Need.Place, Partner.Place);

    public string MunicipalityName(Place place) =>
        place.Kind == PlaceKind.Municipality ? index.Data.Places.NameOf(place.Municipalities[0]) : "";

    /// <summary>True when the partner works in the whole country, says so, or covers the part that is asked about.</summary>
    public bool ReachesByItsCoverage() =>
        Partner.Place.Kind == PlaceKind.Country
        || Profile.Coverage == Coverage.National
        || (Partner.Place.Kind == PlaceKind.Part && Kilometres() is 0)
        || (Profile.Coverage == Coverage.Regional && IsSameRegion());

    /// <summary>True when the two lie in the same region of the country.</summary>
    public bool IsSameRegion() =>
        Need.Place.Municipalities.Length > 0
        && Partner.Place.Municipalities.Length > 0
        && index.Data.Places.RegionOf(Need.Place.Municipalities[0]) == index.Data.Places.RegionOf(Partner.Place.Municipalities[0]);

    private ReadOnlySpan<KnownCode> AskersGaps => Need.Asker is { } asker ? asker.Gaps : [];

    private double Covered(CodeKind kind, Knowledge atLeast)
    {
        var wanted = Need.Wanted(kind);
        if (wanted.Length == 0) return double.NaN;

        var (covered, all) = (0f, 0f);
        for (var first = 0; first < wanted.Length;)
        {
            var (best, most) = (0f, 0f);
            var mention = wanted[first].Mention;
            for (; first < wanted.Length && wanted[first].Mention == mention; first++)
            {
                most = Math.Max(most, wanted[first].Weight);
                best = Math.Max(best, wanted[first].Weight * Answer(wanted[first].Code, atLeast));
            }

            all += most;
            covered += best;
        }

        return covered / Math.Max(OneAsk, all);
    }

    private float Answer(int wanted, Knowledge atLeast) => atLeast == Knowledge.Stated ? Answers.Stated(wanted) : Answers.Known(wanted);

    private bool CanTeach(VocabularyEntry competence) => Profile.CompetenceLevels.GetValueOrDefault(competence.Code) >= HighestLevel;

    private static List<VocabularyEntry> Named(List<(float Weight, VocabularyEntry Entry)> entries) =>
        [.. entries.OrderByDescending(e => e.Weight).Take(MostNamed).Select(e => e.Entry)];

    private List<string> FindSharedWords()
    {
        var wanted = wantedWords.Value;
        return
        [
            .. WantedIn(Reading.Names, Profile.Name).Concat(WantedIn(Reading.Descriptions, Profile.Description))
                .Where(t => index.Data.Places.Find(t.Word).Kind == PlaceKind.Unknown)
                .DistinctBy(t => t.Stem)
                .OrderByDescending(t => wanted[t.Stem])
                .Take(MostNamed)
                .Select(t => t.Word.Skip(1).Any(char.IsUpper) ? t.Word : t.Word.ToLower(CultureInfo.GetCultureInfo("da-DK"))),
        ];

        IEnumerable<(string Stem, string Word)> WantedIn(ReadTexts texts, string text)
        {
            foreach (var term in texts.Of(text).Terms)
            {
                if (!term.IsPart && term.Length >= ShortestNamed && wanted.ContainsKey(term.Text)) yield return (term.Text, text.Substring(term.Start, term.Length));
            }
        }
    }
}
