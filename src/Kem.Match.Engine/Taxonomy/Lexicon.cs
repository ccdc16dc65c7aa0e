using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Language;

namespace Kem.Match.Engine.Taxonomy;

/// <summary>Words that mean a code.</summary>
internal readonly record struct Phrase(string Words, int Meaning, float Weight, bool IsEnglish = false, bool IsWeighed = false);

/// <summary>
/// What the lexicon's files say, checked against the taxonomy and each other while they are read. Their format is in
/// <c>data/engine/lexicon/README.md</c>. A later file adds to an earlier one, and where both weigh the same pair the
/// later one holds.
/// </summary>
internal sealed class Lexicon(List<VocabularyEntry> entries, Dictionary<string, int> indexByCode)
{
    private readonly Dictionary<(int Meaning, string Words), int> phraseAt = [];
    private readonly Dictionary<(Relation Relation, int From, int To), float> relations = [];
    private readonly Dictionary<string, float> weakWords = new(StringComparer.Ordinal);
    private readonly List<Phrase> phrases = [];

    public Dictionary<string, int> IndexByCode { get; } = indexByCode;
    public IReadOnlyList<Phrase> Phrases => phrases;
    public IEnumerable<Link> Links => relations.Select(r => new Link(r.Key.Relation, r.Key.From, r.Key.To, r.Value));

    /// <summary>By DB07 code: what a company of that branch is.</summary>
    public Dictionary<string, List<int>> ConceptsByBranch { get; } = new(StringComparer.Ordinal);

    /// <summary>Words that no longer mean a code.</summary>
    public List<(string Words, int Meaning)> TakenAway { get; } = [];

    /// <summary>Words that mean nothing.</summary>
    public List<string> Silent { get; } = [];

    public List<string> CompoundWords { get; } = [];

    /// <summary>How much a word says when it stands in a text; 1 unless it is declared weak.</summary>
    public float WeightOf(string word) => weakWords.GetValueOrDefault(TextFolding.Fold(word), 1f);

    /// <summary>All codes are made known before a line is read closely, since a relation may point to any file.</summary>
    public void Add(IReadOnlyList<ConceptSource> sources)
    {
        var files = sources.Select(s => (s.Name, Json: s.Content.ReadAll())).ToList();
        var lines = files.ConvertAll(f => JsonItem.ReadArray(f.Json, f.Name, "concepts", isRequired: false));
        foreach (var file in lines) MakeKnown(file);

        for (var i = 0; i < files.Count; i++)
        {
            AddWordLists(files[i].Json, files[i].Name);
            foreach (var item in lines[i]) AddConcept(item);
        }
    }

    private void MakeKnown(IReadOnlyList<JsonItem> file)
    {
        var here = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in file)
        {
            var code = item.Text("code");
            if (!here.Add(code)) throw item.Wrong("code", $"'{code}' is there twice");
            if (IndexByCode.ContainsKey(code)) continue;

            IndexByCode.Add(code, entries.Count);
            entries.Add(new VocabularyEntry(code, CodeKind.Topic, item.Text("da"), item.Text("en"), [], [], "")
            {
                IsOrganisation = item.Has("gives") || item.Has("branch") || item.Has("form"),
            });
        }
    }

    private void AddWordLists(byte[] json, string file)
    {
        foreach (var item in JsonItem.ReadArray(json, file, "weak", isRequired: false))
        {
            var weight = Weight(item, "weight", item.Number("weight"));
            foreach (var word in item.Texts("words")) weakWords[TextFolding.Fold(word)] = weight;
        }

        foreach (var item in JsonItem.ReadArray(json, file, "compounds", isRequired: false)) CompoundWords.AddRange(item.Texts("words"));
        foreach (var item in JsonItem.ReadArray(json, file, "silent", isRequired: false)) Silent.AddRange(item.Texts("words"));
    }

    private void AddConcept(JsonItem item)
    {
        var code = IndexByCode[item.Text("code")];
        foreach (var words in item.Texts("say")) AddPhrase(new Phrase(words, code, 1f));
        foreach (var words in item.Texts("sayEn")) AddPhrase(new Phrase(words, code, 1f, IsEnglish: true));
        foreach (var (words, weight) in item.WeightsOrNone("weights")) AddPhrase(new Phrase(words, code, Weight(item, $"weights.{words}", weight), IsWeighed: true));
        foreach (var words in item.Texts("not")) TakenAway.Add((words, code));

        Relate(item, code, "isA", Relation.IsA);
        Relate(item, code, "helpsWith", Relation.HelpsWith);
        Relate(item, code, "reaches", Relation.Reaches);
        Relate(item, code, "gives", Relation.Gives);
        foreach (var (giver, weight) in Codes(item, "impliedBy")) relations[(Relation.Gives, giver, code)] = weight;

        foreach (var form in item.Texts("form")) relations[(Relation.IsA, Index(item, "form", form), code)] = 1f;
        foreach (var branch in item.Texts("branch")) AddBranch(item, branch, code);
    }

    private void AddPhrase(Phrase phrase)
    {
        var key = (phrase.Meaning, TextFolding.Fold(phrase.Words));
        if (phraseAt.TryAdd(key, phrases.Count)) phrases.Add(phrase);
        else if (phrase.IsWeighed) phrases[phraseAt[key]] = phrase with { IsEnglish = phrases[phraseAt[key]].IsEnglish };
        TakenAway.RemoveAll(t => t.Meaning == phrase.Meaning && t.Words == phrase.Words);
    }

    private void Relate(JsonItem item, int from, string field, Relation relation)
    {
        foreach (var (to, weight) in Codes(item, field))
        {
            if (to == from) throw item.Wrong(field, "points to itself");
            relations[(relation, from, to)] = weight;
        }
    }

    private void AddBranch(JsonItem item, string branch, int code)
    {
        var digits = branch.Replace(".", "", StringComparison.Ordinal);
        if (digits.Length is < 2 or > 6 || !digits.All(char.IsAsciiDigit)) throw item.Wrong("branch", $"'{branch}' is not a DB07 code");
        if (!ConceptsByBranch.TryGetValue(digits, out var concepts)) ConceptsByBranch[digits] = concepts = [];
        concepts.Add(code);
    }

    private IEnumerable<(int Code, float Weight)> Codes(JsonItem item, string field)
    {
        foreach (var (code, weight) in item.WeightsOrNone(field))
        {
            yield return (Index(item, $"{field}.{code}", code), Weight(item, $"{field}.{code}", weight));
        }
    }

    private static float Weight(JsonItem item, string field, double weight) =>
        weight is > 0 and <= 1 ? (float)weight : throw item.Wrong(field, "must be above 0 and at most 1");

    private int Index(JsonItem item, string field, string code) =>
        IndexByCode.TryGetValue(code, out var index) ? index : throw item.Wrong(field, $"'{code}' is not known");
}
