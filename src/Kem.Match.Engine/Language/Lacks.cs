using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace Kem.Match.Engine.Language;

/// <summary>
/// Finds where somebody tells what it does not have ("vi mangler lokaler", "we have no volunteers"). Only its own lacks
/// count, not those of the people that it speaks of ("ældre, der savner selskab"). A lack ends with the sentence, or where
/// the sentence turns ("men vi har en bus").
/// </summary>
internal static class Lacks
{
    /// <summary>So many words may stand between a verb and what belongs to it ("vi har desværre stadig ingen").</summary>
    private const int MostBetween = 3;

    private static readonly FrozenSet<string> Verbs = ["mangler", "savner", "søger", "efterlyser", "lack", "need", "seek"];
    private static readonly FrozenSet<string> Having = ["har", "have"];
    private static readonly FrozenSet<string> Not = ["ikke", "ingen", "intet", "no", "not"];
    private static readonly FrozenSet<string> NotOnly = ["kun", "bare", "alene", "mindst", "only", "just"];
    private static readonly FrozenSet<string> Readers = ["du", "i", "man", "din", "dit", "dine", "jeres"];
    private static readonly FrozenSet<string> English = ["lack", "need", "seek", "have"];
    private static readonly FrozenSet<string> Ourselves = ["vi", "foreningen", "klubben", "virksomheden", "we"];
    private static readonly FrozenSet<string> Between =
        ["altid", "desværre", "dog", "stadig", "også", "lige", "nu", "gerne", "selv", "derfor", "fortsat", "ofte", "endnu", "always", "still", "also", "do", "not"];

    private static readonly FrozenSet<string> Turns = ["men", "but"];
    private static readonly FrozenSet<string> Also = ["og", "and"];
    private static readonly FrozenSet<string> Offers = ["har", "kan", "tilbyder", "have", "can", "offer"];

    /// <summary>True for a word that a lack can begin with.</summary>
    public static bool MayBeginWith(string folded) => Verbs.Contains(folded) || Having.Contains(folded);

    /// <summary>Where in a text lacks are told of: the first character of each, and the place after its last word.</summary>
    public static List<(int Start, int End)> In(SplitText text)
    {
        var found = new List<(int, int)>();
        var words = CollectionsMarshal.AsSpan(text.Words);
        for (int first = 0, next; first < words.Length; first = next)
        {
            for (next = first + 1; next < words.Length && !words[next].BeginsSentence;) next++;
            AddFrom(words[first..next], found);
        }

        return found;
    }

    private static void AddFrom(ReadOnlySpan<WordOfText> sentence, List<(int Start, int End)> found)
    {
        for (var at = 0; at < sentence.Length; at++)
        {
            if (!sentence[at].Known.MayBeginALack || !IsLack(sentence, at) || !IsOurs(sentence, at)) continue;

            var end = at + 1;
            while (end < sentence.Length && !Turns.Contains(Word(sentence, end)) && !IsNextOffer(sentence, end)) end++;
            found.Add((sentence[at].Start, sentence[end - 1].Start + sentence[end - 1].Length));
            at = end - 1;
        }
    }

    private static bool IsLack(ReadOnlySpan<WordOfText> sentence, int verb)
    {
        // "Søger at" tells what somebody tries to do.
        if (Verbs.Contains(Word(sentence, verb))) return Word(sentence, verb + 1) is not ("at" or "to");
        if (Word(sentence, verb - 1) is "not") return true;

        var next = verb + 1;
        while (next - verb <= MostBetween && (Ourselves.Contains(Word(sentence, next)) || (Between.Contains(Word(sentence, next)) && !Not.Contains(Word(sentence, next))))) next++;
        return (Word(sentence, next) is "brug" && Word(sentence, next + 1) is "for")
            || (Not.Contains(Word(sentence, next)) && !NotOnly.Contains(Word(sentence, next + 1)));
    }

    /// <summary>
    /// We stand just before the verb or just after it. Where a sentence begins with it nobody else is named, unless it asks
    /// the reader ("mangler I en revisor?") and so offers just that.
    /// </summary>
    private static bool IsOurs(ReadOnlySpan<WordOfText> sentence, int verb)
    {
        var before = verb - 1;
        while (verb - before <= MostBetween && Between.Contains(Word(sentence, before))) before--;
        if (before < 0 && !English.Contains(Word(sentence, verb))) return !Readers.Contains(Word(sentence, verb + 1));

        return Ourselves.Contains(Word(sentence, before)) || Turns.Contains(Word(sentence, before)) || Ourselves.Contains(Word(sentence, verb + 1));
    }

    private static bool IsNextOffer(ReadOnlySpan<WordOfText> sentence, int at) => Also.Contains(Word(sentence, at)) && Offers.Contains(Word(sentence, at + 1));

    /// <summary>Empty before the first word and after the last.</summary>
    private static string Word(ReadOnlySpan<WordOfText> sentence, int at) => at >= 0 && at < sentence.Length ? sentence[at].Known.Folded : "";
}
