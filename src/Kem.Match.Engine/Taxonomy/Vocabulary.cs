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

    private const float SurelyPeople = 0.5f;
    private const int ShortestFromLexicon = 5;

    private readonly Dictionary<string, int> indexByCode;
    private readonly Dictionary<string, List<int>> indexesByWord;
    private readonly Dictionary<string, List<int>> conceptsByBranch;
    private readonly PhraseBook phrases;
    private readonly List<Link> links;
    private readonly ConceptGraph graph;

    /// <summary>By code: true for a competence, a resource, and a concept that is a kind of these and of nothing that is done.</summary>
    private readonly bool[] canBeHad;

    private Vocabulary(IReadOnlyList<VocabularyEntry> entries, Lexicon lexicon)
    {
        Entries = entries;
        indexByCode = lexicon.IndexByCode;
        conceptsByBranch = lexicon.ConceptsByBranch;
        Analyser = new TextAnalyser(new CompoundSplitter(KnownWords(entries, lexicon)));
        indexesByWord = IndexWords(entries);
        phrases = PhrasesOf(entries, lexicon, Analyser);
        links = [.. SameDimensionPairs(entries), .. lexicon.Links];
        graph = ConceptGraph.Of(entries.Count, links);
        canBeHad = [.. Enumerable.Range(0, entries.Count).Select(CanBeHad)];
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

        var lexicon = new Lexicon(entries, indexByCode);
        lexicon.Add([.. concepts]);

        return new Vocabulary(entries, lexicon);
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
        foreach (var finding in Read(Analyser.Analyse(danish)))
        {
            if (finding.Weight < LeastShown || Entries[finding.Meaning].Kind == CodeKind.Topic) continue;

            var weight = Math.Min(1.0, Math.Round(finding.Weight, 3));
            read.Add(new ReadCode(Entries[finding.Meaning], weight, danish[finding.Start..finding.End]));
        }

        return read;
    }

    /// <summary>What the words of a text mean, one by one and before anything follows from it; surest first.</summary>
    public IReadOnlyList<UnderstoodWord> Understand(string danish) =>
    [
        .. phrases.Find(Analyser.Analyse(danish))
            .Order()
            .Select(f => new UnderstoodWord(Entries[f.Meaning], Math.Min(1.0, Math.Round(f.Weight, 3)), danish[f.Start..f.End], f.Phrase)),
    ];

    /// <summary>Every relation to or from a code, strongest first.</summary>
    public IReadOnlyList<RelatedCode> RelationsOf(string code)
    {
        var here = IndexOf(code);
        return
        [
            .. links.Where(l => l.From == here || l.To == here)
                .Select(l => new RelatedCode(l.Relation, Entries[l.From], Entries[l.To], Math.Round(l.Weight, 3)))
                .OrderByDescending(r => r.Weight),
        ];
    }

    /// <summary>0 (unrelated) to 1 (the same): how far having one code answers wanting another; 0 for unknown codes.</summary>
    public double Nearness(string wanted, string had)
    {
        var (a, b) = (IndexOf(wanted), IndexOf(had));
        return a < 0 || b < 0 ? 0 : Math.Round(graph.Nearness(a, b), 3);
    }

    internal int IndexOf(string code) => indexByCode.GetValueOrDefault(code, -1);

    internal IReadOnlyList<int> MapIndexes(string codeOrWords, CodeKind kind)
    {
        if (indexByCode.TryGetValue(codeOrWords, out var exact)) return Entries[exact].Kind == kind ? [exact] : [];

        var named = indexesByWord.GetValueOrDefault(TextFolding.Fold(codeOrWords.Trim()), []).FindAll(i => Entries[i].Kind == kind);
        if (named.Count > 0) return named;

        return
        [
            .. Read(Analyser.AnalyseDanish(codeOrWords))
                .Where(f => f.Weight >= 0.6f && Entries[f.Meaning].Kind == kind)
                .Select(f => f.Meaning)
                .Take(3),
        ];
    }

    /// <summary>What a text speaks about: the concepts named, what they are kinds of and whom they reach; surest first.</summary>
    internal IReadOnlyList<Finding> Read(IReadOnlyList<Term> terms)
    {
        var said = Spread(phrases.Find(terms), graph.Meaning);
        said.Sort();
        return said;
    }

    /// <summary>What a text speaks about, and what somebody who speaks of that can be expected to have and do; in no order.</summary>
    /// <param name="lacks">Where the text tells what somebody does not have; what can be had is not read there.</param>
    internal (List<Finding> Said, List<Finding> Given) ReadWithGiven(IReadOnlyList<Term> terms, List<(int Start, int End)> lacks)
    {
        var named = lacks.Count == 0
            ? phrases.Find(terms)
            : phrases.Find(terms, (meaning, start) => canBeHad[meaning] && lacks.Exists(lack => start >= lack.Start && start < lack.End));
        return (Spread(named, graph.Meaning), Spread(named, graph.Given, onlyFurther: true));
    }

    /// <summary>What a code says besides itself: what it is a kind of and whom it reaches.</summary>
    internal ReadOnlySpan<CodeWeight> Meaning(int code) => graph.Meaning(code);

    /// <summary>What whoever is or has the code can be expected to have.</summary>
    internal ReadOnlySpan<CodeWeight> Given(int code) => graph.Given(code);

    /// <summary>
    /// True for a concept that names a group of people and nothing more ("enlige mødre"): the target groups that it is a
    /// kind of count for it, and it is no subject of its own.
    /// </summary>
    internal bool IsOnlyPeople(int code)
    {
        if (Entries[code].Kind != CodeKind.Topic) return false;

        var (people, other) = (0f, 0f);
        foreach (var meant in graph.Meaning(code))
        {
            if (Entries[meant.Code].Kind == CodeKind.TargetGroup) people = Math.Max(people, meant.Weight);
            else other = Math.Max(other, meant.Weight);
        }

        return people >= SurelyPeople && other < SurelyPeople;
    }

    /// <summary>What a company of a branch is, by its DB07 code or the beginning of it.</summary>
    internal IReadOnlyList<int> OfBranch(string branch)
    {
        var digits = branch.Replace(".", "", StringComparison.Ordinal);
        for (var length = digits.Length; length >= 2; length--)
        {
            if (conceptsByBranch.TryGetValue(digits[..length], out var concepts)) return concepts;
        }

        return [];
    }

    /// <summary>0 (unrelated) to 1 (the same): how far having <paramref name="had"/> answers wanting <paramref name="wanted"/>.</summary>
    internal float Nearness(int wanted, int had) => graph.Nearness(wanted, had);

    /// <summary>The codes that answer a wish for a code, itself at 1, in the order of the codes; few.</summary>
    internal ReadOnlySpan<CodeWeight> Neighbours(int wanted) => graph.Neighbours(wanted);

    /// <summary>The wishes that having a code answers, the same at 1, in the order of the codes.</summary>
    internal ReadOnlySpan<CodeWeight> Answered(int had) => graph.Answered(had);

    private bool CanBeHad(int code)
    {
        var kinds = new HashSet<CodeKind> { Entries[code].Kind };
        foreach (var meant in graph.Meaning(code)) kinds.Add(Entries[meant.Code].Kind);
        return (kinds.Contains(CodeKind.Competence) || kinds.Contains(CodeKind.Resource)) && !kinds.Contains(CodeKind.Activity) && !kinds.Contains(CodeKind.TargetGroup);
    }

    /// <param name="onlyFurther">True to leave out what is named and no surer by what follows from the rest.</param>
    private List<Finding> Spread(
        List<Finding> named, Func<int, ReadOnlySpan<CodeWeight>> further, bool onlyFurther = false)
    {
        using var best = new StrongestFindings(Entries.Count);
        foreach (var finding in named) best.Keep(finding);
        foreach (var finding in named)
        {
            foreach (var (code, weight) in further(finding.Meaning)) best.Keep(finding with { Meaning = code, Weight = finding.Weight * weight });
        }

        var all = best.Kept;
        if (onlyFurther)
        {
            // What is named comes first, and only what follows more surely has taken its place.
            var left = 0;
            for (var i = 0; i < all.Count; i++)
            {
                if (i >= named.Count || all[i].Weight > named[i].Weight) all[left++] = all[i];
            }

            all.RemoveRange(left, all.Count - left);
        }

        return all;
    }

    /// <summary>
    /// What compounds are taken apart into: the taxonomy's words, the words listed for it, and the lexicon's longer words,
    /// since a short word hides in too many others ("ret" in "lejret").
    /// </summary>
    private static IEnumerable<string> KnownWords(IReadOnlyList<VocabularyEntry> entries, Lexicon lexicon)
    {
        var taxonomy = entries.Where(e => e.Kind != CodeKind.Topic && (e.Kind != CodeKind.Language || e.Code != "da")).SelectMany(e => e.Synonyms.Append(e.Danish));
        var concepts = entries.Where(e => e.Kind == CodeKind.Topic).Select(e => e.Danish).Concat(lexicon.Phrases.Where(p => !p.IsEnglish).Select(p => p.Words));
        return [.. taxonomy.Concat(lexicon.CompoundWords).SelectMany(Words), .. concepts.SelectMany(Words).Where(w => w.Length >= ShortestFromLexicon)];

        static string[] Words(string text) =>
            TextFolding.Fold(text).Split([' ', ',', '.', '(', ')', '-', '–', '/', '+'], StringSplitOptions.RemoveEmptyEntries);
    }

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

    private static PhraseBook PhrasesOf(IReadOnlyList<VocabularyEntry> entries, Lexicon lexicon, TextAnalyser analyser)
    {
        var book = new PhraseBook.Builder();
        foreach (var words in lexicon.Silent) book.Refuse(analyser.AnalyseDanish(words), meaning: null);

        // A word that is weighed by itself holds over every other form of it.
        foreach (var phrase in lexicon.Phrases.Where(p => p.IsWeighed))
        {
            Add(phrase);
            book.Refuse(Terms(phrase), phrase.Meaning);
        }

        foreach (var (words, meaning) in lexicon.TakenAway) book.Refuse(analyser.AnalyseDanish(words), meaning);

        // The lexicon before the taxonomy: the first weight given to a phrase holds, so a person can correct the taxonomy's.
        foreach (var phrase in lexicon.Phrases.Where(p => !p.IsWeighed)) Add(phrase);

        for (var i = 0; i < entries.Count; i++)
        {
            // Danish is what everybody speaks here; "dansk" in a sentence means dansktræning, if anything.
            if (entries[i].Kind == CodeKind.Language && entries[i].Code == "da") continue;

            foreach (var word in entries[i].Synonyms.Append(entries[i].InSentence.Danish))
            {
                book.Add(word, analyser.AnalyseDanish(word), i, lexicon.WeightOf(word));
            }

            book.Add(entries[i].InSentence.English, analyser.AnalyseEnglish(entries[i].InSentence.English), i, lexicon.WeightOf(entries[i].English), isEnglish: true);
            foreach (var half in Halves(entries[i]))
            {
                book.Add(half, analyser.AnalyseDanish(half), i, lexicon.WeightOf(half) * 0.9f);
            }
        }

        return book.Build(entries);

        IReadOnlyList<Term> Terms(Phrase phrase) =>
            phrase.IsEnglish ? analyser.AnalyseEnglish(phrase.Words) : analyser.AnalyseDanish(phrase.Words);

        void Add(Phrase phrase) =>
            book.Add(phrase.Words, Terms(phrase), phrase.Meaning, phrase.IsWeighed ? phrase.Weight : phrase.Weight * lexicon.WeightOf(phrase.Words), phrase.IsEnglish);
    }

    /// <summary>"Motion og dans" is found by either word.</summary>
    private static string[] Halves(VocabularyEntry entry)
    {
        var isSplit = entry.Kind is CodeKind.Activity or CodeKind.TargetGroup && !entry.Danish.Contains(',', StringComparison.Ordinal);
        var halves = isSplit ? entry.InSentence.Danish.Split(" og ") : [];
        return halves.Length == 2 ? halves : [];
    }

    private static IEnumerable<Link> SameDimensionPairs(IReadOnlyList<VocabularyEntry> entries) =>
        from a in Enumerable.Range(0, entries.Count)
        where entries[a].Dimension.Length > 0
        from b in Enumerable.Range(0, entries.Count)
        where a != b && entries[a].Dimension == entries[b].Dimension
        select new Link(Relation.HelpsWith, a, b, SameDimension);
}
