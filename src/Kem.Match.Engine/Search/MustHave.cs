using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Search;

/// <summary>Something that a partner must have: any of some codes, or else all of some words.</summary>
internal sealed class MustHave
{
    private const string CommonLanguage = "da";

    private static readonly CodeKind[] Kinds =
        [CodeKind.TargetGroup, CodeKind.Activity, CodeKind.Competence, CodeKind.Resource, CodeKind.OrganisationForm, CodeKind.Topic];

    private readonly IReadOnlyList<int> codes;
    private readonly IReadOnlyList<string> words;
    private readonly Knowledge atLeast;
    private readonly bool isCommonLanguage;

    private MustHave(Requirements.Rule rule, IReadOnlyList<int> codes, IReadOnlyList<string> words, Knowledge atLeast, bool isCommonLanguage)
    {
        Rule = rule;
        this.codes = codes;
        this.words = words;
        this.atLeast = atLeast;
        this.isCommonLanguage = isCommonLanguage;
    }

    public Requirements.Rule Rule { get; }

    public static MustHave Language(string value, Vocabulary vocabulary)
    {
        var codes = vocabulary.MapIndexes(value, CodeKind.Language);
        var label = Label(value, vocabulary);
        var rule = new Requirements.Rule(Requirement.Language, value, new(
            $"Har ikke oplyst, at de taler {label.Danish}", $"Has not said that it speaks {label.English}"));
        return new MustHave(rule, codes, [], Knowledge.Stated, codes.Any(c => vocabulary.Entries[c].Code == CommonLanguage));
    }

    public static MustHave Anything(string value, Vocabulary vocabulary)
    {
        var codes = Kinds.Select(kind => vocabulary.MapIndexes(value, kind)).FirstOrDefault(found => found.Count > 0) ?? [];
        var label = Label(value, vocabulary);
        var rule = new Requirements.Rule(Requirement.Having, value, new(
            $"Nævner ikke {label.Danish}", $"Does not mention {label.English}"));
        string[] words = codes.Count > 0 ? [] : [.. vocabulary.Analyser.AnalyseDanish(value).Where(t => !t.IsPart).Select(t => t.Text)];
        return new MustHave(rule, codes, words, Knowledge.Read, isCommonLanguage: false);
    }

    /// <summary>One bit a partner of the segment, set when it has what it must have.</summary>
    public ulong[] MetIn(Segment segment)
    {
        var met = new ulong[(segment.Partners.Count / 64) + 1];
        foreach (var code in codes)
        {
            var (first, end) = segment.Partners.ByCode.ListsOf(code);
            for (var list = first; list < end; list++)
            {
                if (segment.Partners.ByCode.Of(list).Knowledge >= atLeast) Set(met, segment.Partners.ByCode.Read(list));
            }
        }

        if (isCommonLanguage) SetWhoNamesNoLanguage(met, segment.Partners);
        if (words.Count > 0) SetWhoWritesAll(met, segment);
        return met;
    }

    private void SetWhoWritesAll(ulong[] met, Segment segment)
    {
        Array.Fill(met, ulong.MaxValue);
        foreach (var word in words)
        {
            var here = new ulong[met.Length];
            if (segment.Terms.Find(word) is >= 0 and var term)
            {
                var (first, end) = segment.Terms.ListsOf(term);
                for (var list = first; list < end; list++) Set(here, segment.Terms.Read(list));
            }

            for (var i = 0; i < met.Length; i++) met[i] &= here[i];
        }
    }

    private static void SetWhoNamesNoLanguage(ulong[] met, PartnerTable partners)
    {
        for (var partner = 0; partner < partners.Count; partner++)
        {
            if (partners.Profiles[partner].Languages.Count == 0) met[partner / 64] |= 1UL << (partner % 64);
        }
    }

    private static void Set(ulong[] bits, ReadOnlySpan<ushort> partners)
    {
        foreach (var partner in partners) bits[partner / 64] |= 1UL << (partner % 64);
    }

    private static Wording Label(string value, Vocabulary vocabulary) => vocabulary.Find(value)?.InSentence ?? new Wording(value, value);
}
