namespace Kem.Match.Engine.Language;

/// <summary>
/// The Snowball stemmer for Danish, written from the published description of the algorithm
/// (snowballstem.org/algorithms/danish/stemmer.html). Takes a lower-case word and returns its stem.
/// </summary>
public static class DanishStemmer
{
    private const string Vowels = "aeiouyæåø";

    /// <summary>Letters after which a final s is an ending.</summary>
    private const string LettersBeforeEndingS = "abcdfghjklmnoprtvyzå";

    public static string Stem(string word)
    {
        var start = RegionStart(word);
        if (start >= word.Length) return word;

        var stem = WithoutMainEnding(word, start);
        stem = WithoutPairEnd(stem, start);
        stem = WithoutOtherEnding(stem, start);
        return WithoutDoubleConsonant(stem, start);
    }

    /// <summary>R1: after the first consonant that follows a vowel, but never before the fourth letter.</summary>
    private static int RegionStart(string word)
    {
        var i = 0;
        while (i < word.Length && !IsVowel(word[i])) i++;
        while (i < word.Length && IsVowel(word[i])) i++;
        return Math.Max(3, i + 1);
    }

    private static string WithoutMainEnding(string word, int start)
    {
        // Longest first, so that the first hit is the longest.
        ReadOnlySpan<string> endings =
        [
            "erendes", "erende", "hedens", "erede", "ethed", "heden", "heder", "endes", "ernes", "erens", "erets",
            "ered", "ende", "erne", "eren", "erer", "heds", "enes", "eres", "eret",
            "hed", "ene", "ere", "ens", "ers", "ets", "en", "er", "es", "et", "e",
        ];

        foreach (var ending in endings)
        {
            if (EndsInRegion(word, ending, start)) return word[..^ending.Length];
        }

        var endsInS = word.Length - 1 >= start && word[^1] == 's' && word.Length > 1;
        return endsInS && LettersBeforeEndingS.Contains(word[^2], StringComparison.Ordinal) ? word[..^1] : word;
    }

    private static string WithoutPairEnd(string word, int start)
    {
        foreach (var pair in (ReadOnlySpan<string>)["gd", "dt", "gt", "kt"])
        {
            if (EndsInRegion(word, pair, start)) return word[..^1];
        }

        return word;
    }

    private static string WithoutOtherEnding(string word, int start)
    {
        if (word.EndsWith("igst", StringComparison.Ordinal)) word = word[..^2];
        if (EndsInRegion(word, "løst", start)) return word[..^1];

        foreach (var ending in (ReadOnlySpan<string>)["elig", "lig", "els", "ig"])
        {
            if (EndsInRegion(word, ending, start)) return WithoutPairEnd(word[..^ending.Length], start);
        }

        return word;
    }

    private static string WithoutDoubleConsonant(string word, int start)
    {
        var isDouble = word.Length - 1 >= start && word.Length >= 2 && word[^1] == word[^2] && !IsVowel(word[^1]);
        return isDouble ? word[..^1] : word;
    }

    private static bool EndsInRegion(string word, string ending, int start) =>
        word.Length - ending.Length >= start && word.EndsWith(ending, StringComparison.Ordinal);

    private static bool IsVowel(char letter) => Vowels.Contains(letter, StringComparison.Ordinal);
}
