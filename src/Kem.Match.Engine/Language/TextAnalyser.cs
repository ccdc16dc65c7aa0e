using System.Globalization;

namespace Kem.Match.Engine.Language;

/// <summary>One term of a text.</summary>
/// <param name="Text">The stem that is indexed and asked for.</param>
/// <param name="Position">Number of the word among those that carry meaning; parts of a compound share one.</param>
/// <param name="IsPart">True for a part of a compound, false for the word as it was written.</param>
/// <param name="Start">Where the word begins in the text.</param>
/// <param name="Length">How many characters the word takes up in the text.</param>
/// <param name="Word">The word, or the part of it, folded but not stemmed.</param>
public readonly record struct Term(string Text, int Position, bool IsPart, int Start, int Length, string Word);

/// <summary>
/// Turns text into terms, the same way for what is indexed and for what is asked: fold, leave stop words out, take
/// compounds apart, stem. A text with more English than Danish stop words is stemmed as English.
/// </summary>
public sealed class TextAnalyser(CompoundSplitter compounds)
{
    /// <summary>Positions skipped between sentences, so that no phrase is found across them.</summary>
    private const int BetweenSentences = 10;

    private readonly WordMemory memory = new();

    public IReadOnlyList<Term> Analyse(string text) => Analyse(Split(text));

    /// <summary>For labels that are known to be English, however short.</summary>
    public IReadOnlyList<Term> AnalyseEnglish(string text) => EnglishTerms(Split(text).Words);

    /// <summary>For labels and phrases that are known to be Danish, however short.</summary>
    public IReadOnlyList<Term> AnalyseDanish(string text) => AnalyseDanish(Split(text));

    internal IReadOnlyList<Term> Analyse(SplitText text) => IsEnglish(text.Words) ? EnglishTerms(text.Words) : DanishTerms(text.Words);

    internal IReadOnlyList<Term> AnalyseDanish(SplitText text) => DanishTerms(text.Words);

    /// <summary>The words of a text, to be analysed now and again when some of them are blanked out.</summary>
    internal SplitText Split(string text)
    {
        var words = new List<WordOfText>(text.Length / 6);
        var at = 0;
        var beginsSentence = false;
        while (at < text.Length)
        {
            if (!IsLetter(text[at]))
            {
                beginsSentence |= text[at] is '.' or '!' or '?' or ';' or ':' or '\n';
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && IsLetter(text[at])) at++;
            words.Add(new WordOfText(memory.Of(text.AsSpan(start..at)), start, at - start, beginsSentence));
            beginsSentence = false;
        }

        return new SplitText(words);
    }

    private List<Term> DanishTerms(List<WordOfText> words)
    {
        var terms = new List<Term>(words.Count + 8);
        var position = 0;
        foreach (var word in words)
        {
            if (word.BeginsSentence) position += BetweenSentences;
            if (word.Known.IsDanishStopWord) continue;

            foreach (var (stem, form, isPart) in word.Known.Danish(compounds))
            {
                terms.Add(new Term(stem, position, isPart, word.Start, word.Length, form));
            }

            position++;
        }

        return terms;
    }

    private static List<Term> EnglishTerms(List<WordOfText> words)
    {
        var terms = new List<Term>(words.Count);
        var position = 0;
        foreach (var word in words)
        {
            if (word.BeginsSentence) position += BetweenSentences;
            if (word.Known.IsEnglishStopWord) continue;

            terms.Add(new Term(word.Known.EnglishStem, position++, IsPart: false, word.Start, word.Length, word.Known.Folded));
        }

        return terms;
    }

    private static bool IsEnglish(List<WordOfText> words)
    {
        var english = 0;
        var danish = 0;
        foreach (var word in words)
        {
            if (word.Known.IsEnglishStopWord == word.Known.IsDanishStopWord) continue;
            if (word.Known.IsEnglishStopWord) english++;
            else danish++;
        }

        return english > danish;
    }

    private static bool IsLetter(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || char.IsLetterOrDigit(letter) || char.IsSurrogate(letter)
        || char.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark;
}
