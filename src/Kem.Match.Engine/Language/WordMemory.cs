namespace Kem.Match.Engine.Language;

/// <summary>
/// The words met so far in a catalogue, so that each is folded, taken apart and stemmed once. For one thread, and no
/// longer than the reading of one catalogue.
/// </summary>
internal sealed class WordMemory
{
    private readonly Dictionary<string, KnownWord> words;
    private readonly Dictionary<string, KnownWord>.AlternateLookup<ReadOnlySpan<char>> bySpan;

    public WordMemory()
    {
        words = new Dictionary<string, KnownWord>(StringComparer.Ordinal);
        bySpan = words.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <param name="written">The word as it stands in the text.</param>
    public KnownWord Of(ReadOnlySpan<char> written)
    {
        if (bySpan.TryGetValue(written, out var known)) return known;

        var text = written.ToString();
        return words[text] = new KnownWord(TextFolding.Fold(text));
    }
}

/// <summary>What the analysis needs to know of a word.</summary>
internal sealed class KnownWord(string folded)
{
    private (string Stem, string Form, bool IsPart)[]? danish;
    private string? englishStem;

    public string Folded { get; } = folded;
    public bool IsDanishStopWord { get; } = StopWords.Danish.Contains(folded);
    public bool IsEnglishStopWord { get; } = StopWords.English.Contains(folded);
    public string EnglishStem => englishStem ??= EnglishStemmer.Stem(Folded);

    /// <summary>The word itself and then its parts.</summary>
    public (string Stem, string Form, bool IsPart)[] Danish(CompoundSplitter compounds) => danish ??=
    [
        (DanishWords.Stem(Folded), Folded, false),
        .. compounds.Split(Folded).Select(part => (DanishWords.Stem(part), part, true)),
    ];
}
