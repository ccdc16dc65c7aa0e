using System.Collections.Frozen;

namespace Kem.Match.Engine.Language;

/// <summary>
/// Takes Danish compounds apart where every part is a known word: <c>lektiecafe</c> → <c>lektie</c>, <c>cafe</c>. The
/// known words come from the taxonomy and the concept layer, so that only words with a meaning here are looked for.
/// </summary>
public sealed class CompoundSplitter
{
    private const int ShortestPart = 3;
    private const int ShortestCompound = 7;
    private const int ShortestInflected = 4;
    private const int MostParts = 4;

    /// <summary>Letters that Danish puts between the parts of a compound.</summary>
    private static readonly string[] Links = ["", "s", "e"];

    private readonly FrozenSet<string> words;
    private readonly FrozenDictionary<string, string> wordByStem;

    /// <param name="words">Known words, folded. Stop words and words shorter than three letters are left out.</param>
    public CompoundSplitter(IEnumerable<string> words)
    {
        this.words = words.Where(IsPart).ToFrozenSet(StringComparer.Ordinal);
        wordByStem = this.words
            .GroupBy(DanishWords.Stem, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.OrderBy(w => w.Length).ThenBy(w => w, StringComparer.Ordinal).First(), StringComparer.Ordinal);
    }

    /// <summary>The parts in order, as few and as long as can be; empty when the word is not a known compound.</summary>
    public IReadOnlyList<string> Split(string word)
    {
        // An inflected form of a known word is split as that word is: "ungdommens" is no "ung" and "dommer".
        if (wordByStem.TryGetValue(DanishWords.Stem(word), out var known)) word = known;
        if (word.Length < ShortestCompound) return [];

        for (var parts = 2; parts <= MostParts; parts++)
        {
            var found = new List<string>(parts);
            if (TrySplit(word, parts, found)) return found;
        }

        return [];
    }

    private bool TrySplit(string rest, int parts, List<string> found)
    {
        if (parts == 1)
        {
            if (!IsKnownEnd(rest)) return false;

            found.Add(rest);
            return true;
        }

        for (var length = rest.Length - ShortestPart; length >= ShortestPart; length--)
        {
            if (!words.Contains(rest[..length])) continue;

            foreach (var link in Links)
            {
                if (rest.Length - length - link.Length < ShortestPart) continue;
                if (!rest.AsSpan(length).StartsWith(link, StringComparison.Ordinal)) continue;

                found.Add(rest[..length]);
                if (TrySplit(rest[(length + link.Length)..], parts - 1, found)) return true;

                found.RemoveAt(found.Count - 1);
            }
        }

        return false;
    }

    /// <summary>The last part may be inflected: <c>besøgsvennerne</c>.</summary>
    private bool IsKnownEnd(string part)
    {
        if (words.Contains(part)) return true;
        return part.Length > ShortestInflected && !StopWords.Danish.Contains(part) && wordByStem.ContainsKey(DanishWords.Stem(part));
    }

    private static bool IsPart(string word) =>
        word.Length >= ShortestPart && !StopWords.Danish.Contains(word) && word.All(char.IsLetter);
}
