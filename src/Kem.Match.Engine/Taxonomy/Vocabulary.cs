using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Language;

namespace Kem.Match.Engine.Taxonomy;

/// <summary>
/// The taxonomy and the concept layer as the engine sees them: every code with its labels, the words and phrases that
/// mean it, what is implied by what somebody is, and which codes lie near each other. Immutable and thread-safe.
/// </summary>
public sealed class Vocabulary
{
    /// <summary>Two competences that lift the same subject of the checkup lie this near each other.</summary>
    private const float SameDimension = 0.6f;

    /// <summary>Readings below this are guesses and are not shown to anyone.</summary>
    private const float LeastShown = 0.3f;

    private readonly Dictionary<string, int> indexByCode;
    private readonly Dictionary<string, List<int>> indexesByWord;
    private readonly PhraseBook meanings;
    private readonly PhraseBook implications;
    private readonly Dictionary<int, List<CodeWeight>> impliedByForm;
    private readonly float[] nearness;

    private Vocabulary(IReadOnlyList<VocabularyEntry> entries, ConceptLayer concepts)
    {
        Entries = entries;
        indexByCode = concepts.IndexByCode;
        Analyser = new TextAnalyser(new CompoundSplitter(KnownWords(entries, concepts)));
        indexesByWord = IndexWords(entries);
        meanings = MeaningsOf(entries, concepts, Analyser);
        implications = ImplicationsOf(entries, concepts, Analyser);
        impliedByForm = concepts.ImpliedByForm;
        nearness = NearnessOf(entries, concepts);
    }

    public IReadOnlyList<VocabularyEntry> Entries { get; }

    /// <summary>The one analyser, for what is indexed and for what is asked.</summary>
    public TextAnalyser Analyser { get; }

    /// <exception cref="InterchangeException">A file is broken; the message names file, line and field.</exception>
    public static Vocabulary Read(IEnumerable<TaxonomySource> taxonomy, IEnumerable<ConceptSource> concepts)
    {
        var entries = new List<VocabularyEntry>();
        var indexByCode = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var source in taxonomy)
        {
            foreach (var item in JsonItem.ReadArray(source.Content.ReadAll(), source.Name, "items"))
            {
                var entry = new VocabularyEntry(
                    item.Text("code"),
                    source.Kind,
                    item.Text("da"),
                    item.Text("en"),
                    item.Texts("synonymsDa"),
                    item.Texts("methods"),
                    item.TextOrEmpty("dimension"));
                if (!indexByCode.TryAdd(entry.Code, entries.Count)) throw item.Wrong("code", $"'{entry.Code}' is there twice");
                entries.Add(entry);
            }
        }

        var layer = new ConceptLayer(entries, indexByCode);
        foreach (var source in concepts) layer.Add(source);

        return new Vocabulary(entries, layer);
    }

    public VocabularyEntry? Find(string code) => indexByCode.TryGetValue(code, out var index) ? Entries[index] : null;

    /// <summary>The label of a code in both languages; an unknown code is its own label.</summary>
    public Wording Label(string code) =>
        Find(code) is { } entry ? new Wording(entry.Danish, entry.English) : new Wording(code, code);

    /// <summary>
    /// The codes of one kind that a code or plain words stand for: an exact code, else a label or synonym, else what
    /// the words are read as. Empty when nothing fits; then the words remain text.
    /// </summary>
    public IReadOnlyList<VocabularyEntry> Map(string codeOrWords, CodeKind kind) =>
        [.. MapIndexes(codeOrWords, kind).Select(i => Entries[i])];

    /// <summary>
    /// The codes that a Danish (or English) sentence speaks about, surest first, with the words that gave them.
    /// Competences and organisation forms are included; the caller takes the kinds it wants.
    /// </summary>
    public IReadOnlyList<ReadCode> ReadSentence(string danish)
    {
        var read = new List<ReadCode>();
        foreach (var finding in meanings.Find(Analyser.Analyse(danish)))
        {
            if (finding.Weight < LeastShown || Entries[finding.Meaning].Kind == CodeKind.Topic) continue;

            var weight = Math.Min(1.0, Math.Round(finding.Weight, 3));
            read.Add(new ReadCode(Entries[finding.Meaning], weight, danish[finding.Start..finding.End]));
        }

        return read;
    }

    internal int IndexOf(string code) => indexByCode.GetValueOrDefault(code, -1);

    internal IReadOnlyList<int> MapIndexes(string codeOrWords, CodeKind kind)
    {
        if (indexByCode.TryGetValue(codeOrWords, out var exact)) return Entries[exact].Kind == kind ? [exact] : [];

        var named = indexesByWord.GetValueOrDefault(TextFolding.Fold(codeOrWords.Trim()), []).FindAll(i => Entries[i].Kind == kind);
        if (named.Count > 0) return named;

        return
        [
            .. meanings.Find(Analyser.AnalyseDanish(codeOrWords))
                .Where(f => f.Weight >= 0.6f && Entries[f.Meaning].Kind == kind)
                .Select(f => f.Meaning)
                .Take(3),
        ];
    }

    /// <summary>What a text speaks about.</summary>
    internal IReadOnlyList<PhraseBook.Finding> Read(IReadOnlyList<Term> terms) => meanings.Find(terms);

    /// <summary>What somebody whose name or description holds these terms can be expected to have and do.</summary>
    internal IReadOnlyList<PhraseBook.Finding> ReadImplied(IReadOnlyList<Term> terms) => implications.Find(terms);

    internal IReadOnlyList<CodeWeight> ImpliedByForm(int form) => impliedByForm.GetValueOrDefault(form, []);

    /// <summary>0 (unrelated) to 1 (the same).</summary>
    internal float Nearness(int a, int b) => nearness[(a * Entries.Count) + b];

    private static IEnumerable<string> KnownWords(IReadOnlyList<VocabularyEntry> entries, ConceptLayer concepts) =>
        entries.Where(e => e.Kind != CodeKind.Language || e.Code != "da")
            .SelectMany(e => e.Synonyms.Append(e.Danish))
            .Concat(concepts.Phrases.Select(p => p.Words))
            .Concat(concepts.Implications.Select(p => p.Words))
            .Concat(concepts.CompoundWords)
            .SelectMany(text => TextFolding.Fold(text).Split([' ', ',', '.', '(', ')', '-', '–', '/', '+'], StringSplitOptions.RemoveEmptyEntries));

    private static Dictionary<string, List<int>> IndexWords(IReadOnlyList<VocabularyEntry> entries)
    {
        var indexes = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            foreach (var label in entry.Synonyms.Append(entry.Danish).Append(entry.English).Append(entry.InSentence.Danish))
            {
                var word = TextFolding.Fold(label);
                if (!indexes.TryGetValue(word, out var list)) indexes[word] = list = [];
                if (!list.Contains(i)) list.Add(i);
            }
        }

        return indexes;
    }

    private static PhraseBook MeaningsOf(IReadOnlyList<VocabularyEntry> entries, ConceptLayer concepts, TextAnalyser analyser)
    {
        var book = new PhraseBook(entries);

        // The concept layer first: the first weight given to a phrase holds, so a person can correct the taxonomy's.
        foreach (var phrase in concepts.Phrases)
        {
            book.Add(phrase.Words, analyser.AnalyseDanish(phrase.Words), phrase.Meaning, phrase.Weight);
        }

        for (var i = 0; i < entries.Count; i++)
        {
            // Danish is what everybody speaks here; "dansk" in a sentence means dansktræning, if anything.
            if (entries[i].Kind == CodeKind.Language && entries[i].Code == "da") continue;

            foreach (var word in entries[i].Synonyms.Append(entries[i].InSentence.Danish))
            {
                book.Add(word, analyser.AnalyseDanish(word), i, concepts.WeightOf(word));
            }

            book.Add(entries[i].InSentence.English, TextAnalyser.AnalyseEnglish(entries[i].InSentence.English), i, concepts.WeightOf(entries[i].English));
            foreach (var half in Halves(entries[i]))
            {
                book.Add(half, analyser.AnalyseDanish(half), i, concepts.WeightOf(half) * 0.9f);
            }
        }

        return book;
    }

    /// <summary>"Motion og dans" is found by either word.</summary>
    private static string[] Halves(VocabularyEntry entry)
    {
        var isSplit = entry.Kind is CodeKind.Activity or CodeKind.TargetGroup && !entry.Danish.Contains(',', StringComparison.Ordinal);
        var halves = isSplit ? entry.InSentence.Danish.Split(" og ") : [];
        return halves.Length == 2 ? halves : [];
    }

    private static PhraseBook ImplicationsOf(IReadOnlyList<VocabularyEntry> entries, ConceptLayer concepts, TextAnalyser analyser)
    {
        var book = new PhraseBook(entries);
        foreach (var phrase in concepts.Implications)
        {
            book.Add(phrase.Words, analyser.AnalyseDanish(phrase.Words), phrase.Meaning, phrase.Weight);
        }

        return book;
    }

    private static float[] NearnessOf(IReadOnlyList<VocabularyEntry> entries, ConceptLayer concepts)
    {
        var count = entries.Count;
        var near = new float[count * count];
        for (var a = 0; a < count; a++)
        {
            for (var b = 0; b < count; b++)
            {
                var sharesDimension = entries[a].Dimension.Length > 0 && entries[a].Dimension == entries[b].Dimension;
                near[(a * count) + b] = a == b ? 1f : sharesDimension ? SameDimension : 0f;
            }
        }

        foreach (var (a, b, weight) in concepts.Near)
        {
            near[(a * count) + b] = weight;
            near[(b * count) + a] = weight;
        }

        return near;
    }
}
