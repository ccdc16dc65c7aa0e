using System.Collections.Frozen;

namespace Kem.Match.Engine.Language;

/// <summary>The Danish stemmer with the words that its rules cannot bring together.</summary>
internal static class DanishWords
{
    private const int LongestEnding = 5;
    private const int ShortestShared = 4;

    /// <summary>Shorter words share a stem with too many others to be held together by more than an inflection: "syn", "synlig".</summary>
    private const int LongEnoughToDerive = 6;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Inflections = FrozenSet.ToFrozenSet(
        ["", "e", "n", "r", "s", "t", "en", "er", "es", "et", "ne", "de", "te", "ede", "ene", "ens", "ers", "ets", "erne", "enes", "ende", "ernes", "re", "est"],
        StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// Plurals that change their vowel, loan words that the stemmer's rules do not bring together, and words that it brings
    /// together with others: "bag" with "bager", "havet" with "have", "koster" with "kost", "kasse" with "kasserer".
    /// </summary>
    private static readonly FrozenDictionary<string, string> IrregularForms = new Dictionary<string, string>
    {
        ["børn"] = "barn", ["børnene"] = "barn", ["børns"] = "barn", ["børnenes"] = "barn",
        ["mænd"] = "mand", ["mændene"] = "mand", ["mænds"] = "mand",
        ["mødre"] = "mor", ["mødrene"] = "mor", ["mødres"] = "mor", ["moderen"] = "mor",
        ["fædre"] = "far", ["fædrene"] = "far", ["fædres"] = "far",
        ["brødre"] = "bror", ["døtre"] = "datter", ["sønner"] = "søn",
        ["jordemødre"] = "jordemoder", ["jordemødrene"] = "jordemoder", ["bøger"] = "bog", ["bøgerne"] = "bog", ["hænder"] = "hænder", ["hænderne"] = "hænder", ["tænder"] = "tand", ["kræfter"] = "kraft",
        ["byer"] = "by", ["byerne"] = "by", ["byens"] = "by",
        ["cafe"] = "cafe", ["cafeen"] = "cafe", ["cafeer"] = "cafe", ["cafeerne"] = "cafe",
        ["ældre"] = "ældre", ["ældres"] = "ældre", ["unges"] = "ung", ["unge"] = "ung",
        ["kors"] = "kors", ["lokaler"] = "lokale", ["lokalet"] = "lokale", ["lokalerne"] = "lokale",
        ["nye"] = "ny", ["nyt"] = "ny", ["tænderne"] = "tand", ["tænders"] = "tand",
        ["museet"] = "museum", ["museer"] = "museum", ["museets"] = "museum",
        ["kor"] = "kor", ["koret"] = "kor", ["korene"] = "kor",
        ["kræfterne"] = "kraft", ["kræfternes"] = "kraft",
        ["bag"] = "bagved", ["hav"] = "havvand", ["havet"] = "havvand", ["havets"] = "havvand", ["havene"] = "havvand",
        ["koste"] = "bekoste", ["koster"] = "bekoste", ["kostede"] = "bekoste", ["kostet"] = "bekoste",
        ["farer"] = "fare", ["farerne"] = "fare", ["kasse"] = "kasse", ["kassen"] = "kasse", ["kasser"] = "kasse", ["kasserne"] = "kasse",
        ["mur"] = "murværk", ["muren"] = "murværk", ["mure"] = "murværk", ["murene"] = "murværk",
        ["plads"] = "plads", ["pladsen"] = "plads", ["pladser"] = "plads", ["pladserne"] = "plads", ["plast"] = "plastik",
        ["håndtere"] = "håndtere", ["håndterer"] = "håndtere", ["bære"] = "bære", ["bærer"] = "bære", ["båret"] = "bære",
        ["stemme"] = "stemme", ["stemmer"] = "stemme", ["stemmen"] = "stemme", ["stemmerne"] = "stemme",
        ["tom"] = "tom", ["tomt"] = "tom", ["tomme"] = "tom", ["brænder"] = "brænder",
        ["politiker"] = "politiker", ["politikere"] = "politiker", ["politikerne"] = "politiker",
        ["følge"] = "følge", ["følger"] = "følge", ["følges"] = "følge", ["fulgte"] = "følge", ["fulgt"] = "følge",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// False for two words that share a stem by accident: "boliger" and "boller", "ledere" and "ledige", "læge" and
    /// "lægge". Forms of one word agree but for their endings.
    /// </summary>
    public static bool AreFormsOfOneWord(string a, string b)
    {
        if (a == b || IrregularForms.ContainsKey(a) || IrregularForms.ContainsKey(b)) return true;

        var shortest = Math.Min(a.Length, b.Length);
        var shared = 0;
        while (shared < shortest && a[shared] == b[shared]) shared++;
        if (shared < LongEnoughToDerive && !(IsInflection(a.AsSpan(shared)) && IsInflection(b.AsSpan(shared)))) return false;

        return Math.Abs(a.Length - b.Length) <= LongestEnding && shared >= Math.Min(shortest, Math.Max(ShortestShared, shortest - 2));
    }

    /// <summary>An ending, perhaps after a doubled letter: "rum", "rummet".</summary>
    private static bool IsInflection(ReadOnlySpan<char> rest) =>
        Inflections.Contains(rest) || (rest.Length > 1 && !"aeiouyæøå".Contains(rest[0], StringComparison.Ordinal) && Inflections.Contains(rest[1..]));

    public static string Stem(string word) => IrregularForms.TryGetValue(word, out var form) ? form : DanishStemmer.Stem(word);
}
