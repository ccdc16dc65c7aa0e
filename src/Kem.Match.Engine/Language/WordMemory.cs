using System.Collections.Concurrent;

namespace Kem.Match.Engine.Language;

/// <summary>
/// The words met so far, so that each is folded, taken apart and stemmed once. Many threads may share one. It forgets
/// all of them when they become too many; nothing but time is lost.
/// </summary>
internal sealed class WordMemory
{
    private const int MostWords = 1 << 16;

    /// <summary>What is longer is hardly a word that comes back.</summary>
    private const int LongestKept = 64;

    private Words words = new();

    /// <param name="written">The word as it stands in the text.</param>
    public KnownWord Of(ReadOnlySpan<char> written)
    {
        var now = words;
        if (now.BySpan.TryGetValue(written, out var known)) return known;

        var text = written.ToString();
        known = new KnownWord(TextFolding.Fold(text));
        if (text.Length > LongestKept) return known;
        if (Interlocked.Increment(ref now.Count) == MostWords) words = new Words();

        return now.ByText.GetOrAdd(text, known);
    }

    private sealed class Words
    {
        public int Count;

        public Words() => BySpan = ByText.GetAlternateLookup<ReadOnlySpan<char>>();

        public ConcurrentDictionary<string, KnownWord> ByText { get; } = new(StringComparer.Ordinal);
        public ConcurrentDictionary<string, KnownWord>.AlternateLookup<ReadOnlySpan<char>> BySpan { get; }
    }
}

/// <summary>What the analysis needs to know of a word; two threads may find it out at once and find the same.</summary>
internal sealed class KnownWord(string folded)
{
    private (string Stem, string Form, bool IsPart)[]? danish;
    private string? englishStem;

    public string Folded { get; } = folded;
    public bool IsDanishStopWord { get; } = StopWords.Danish.Contains(folded);
    public bool IsEnglishStopWord { get; } = StopWords.English.Contains(folded);
    public bool MayBeginALack { get; } = Lacks.MayBeginWith(folded);
    public string EnglishStem => englishStem ??= EnglishStemmer.Stem(Folded);

    /// <summary>The word itself and then its parts.</summary>
    public (string Stem, string Form, bool IsPart)[] Danish(CompoundSplitter compounds) => danish ??=
    [
        (DanishWords.Stem(Folded), Folded, false),
        .. compounds.Split(Folded).Select(part => (DanishWords.Stem(part), part, true)),
    ];
}
