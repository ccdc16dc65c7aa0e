using System.Runtime.InteropServices;
using Kem.Match.Engine.Language;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Search;

/// <summary>Reads texts of one kind and remembers the last of them: an explanation reads the same profile over and over with one thing changed.</summary>
/// <param name="vocabulary">What the words mean.</param>
/// <param name="analyse">Turns the words of a text into terms.</param>
internal sealed class ReadTexts(Vocabulary vocabulary, Func<SplitText, IReadOnlyList<Term>> analyse)
{
    private const int MostTexts = 16;

    private readonly Dictionary<string, ReadText> texts = new(StringComparer.Ordinal);

    public ReadText Of(string text) => texts.TryGetValue(text, out var read) ? read : Read(text, vocabulary.Analyser.Split(text));

    /// <summary>Blanks what says or gives one of some codes until nothing does; every round blanks at least a word.</summary>
    public string Without(string text, ReadOnlySpan<int> codes)
    {
        while (Of(text) is var read && read.Where(codes) is { } said)
        {
            text = Blanked(text, said.Start, said.End);
            if (!texts.ContainsKey(text)) Read(text, read.Words.Without(said.Start, said.End));
        }

        return text;
    }

    /// <summary>Blanks every word that has one of some stems, or a part that has one.</summary>
    public string Without(string text, HashSet<string> stems)
    {
        var read = Of(text);
        var words = read.Words;
        foreach (var term in read.Terms)
        {
            if (!stems.Contains(term.Text)) continue;

            text = Blanked(text, term.Start, term.Start + term.Length);
            words = words.Without(term.Start, term.Start + term.Length);
        }

        if (!texts.ContainsKey(text)) Read(text, words);
        return text;
    }

    private ReadText Read(string text, SplitText words)
    {
        if (texts.Count == MostTexts) texts.Clear();

        var terms = analyse(words);
        var (said, given) = vocabulary.ReadWithGiven(terms, Lacks.In(words));
        return texts[text] = new ReadText(words, terms, said, given);
    }

    private static string Blanked(string text, int start, int end) =>
        string.Create(text.Length, (text, start, end), static (blanked, from) =>
        {
            from.text.CopyTo(blanked);
            blanked[from.start..from.end].Fill(' ');
        });
}

/// <summary>A text, what it says, and what follows from that; in no order.</summary>
internal sealed record ReadText(SplitText Words, IReadOnlyList<Term> Terms, List<Finding> Said, List<Finding> Given)
{
    /// <summary>Where the words stand that say one of some codes most surely, or else give one; null when none does.</summary>
    public (int Start, int End)? Where(ReadOnlySpan<int> codes) => In(Said, codes) ?? In(Given, codes);

    private static (int Start, int End)? In(List<Finding> findings, ReadOnlySpan<int> codes)
    {
        Finding? surest = null;
        foreach (ref readonly var finding in CollectionsMarshal.AsSpan(findings))
        {
            if (codes.Contains(finding.Meaning) && (surest is not { } known || finding.CompareTo(known) < 0)) surest = finding;
        }

        return surest is { } found ? (found.Start, found.End) : null;
    }
}
