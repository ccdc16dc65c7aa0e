using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Signals;

/// <summary>Puts labels into sentences the way a person would write them.</summary>
internal static class Sentences
{
    /// <summary>"ældre", "ældre og kvinder", "ældre, kvinder og børn"; English likewise.</summary>
    public static Wording List(IReadOnlyList<VocabularyEntry> entries)
    {
        // A label with a clause in it ("børn og unge, der ikke går til noget") reads best at the end.
        VocabularyEntry[] ordered = [.. entries.OrderBy(e => e.Danish.Contains(',', StringComparison.Ordinal) ? 1 : 0)];
        return new Wording(
            Joined([.. ordered.Select(e => e.InSentence.Danish)], " og "),
            Joined([.. ordered.Select(e => e.InSentence.English)], " and "));
    }

    /// <summary>"skak og lektier": words that a text has used, the same in both languages.</summary>
    public static Wording List(IReadOnlyList<string> words) => new(Joined([.. words], " og "), Joined([.. words], " and "));

    private static string Joined(string[] words, string last) => words.Length switch
    {
        0 => "",
        1 => words[0],

        // "madlavning og fællesspisning, besøgsven": a label with its own "og" is kept apart by commas.
        _ when Array.Exists(words, w => w.Contains(last, StringComparison.Ordinal)) => string.Join(", ", words[..^1]) + "," + last + words[^1],
        _ => string.Join(", ", words[..^1]) + last + words[^1],
    };
}
