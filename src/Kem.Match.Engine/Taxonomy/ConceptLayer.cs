using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Language;

namespace Kem.Match.Engine.Taxonomy;

/// <summary>A code (as its index in the vocabulary) and how strongly it is meant, 0 to 1.</summary>
internal readonly record struct CodeWeight(int Code, float Weight);

/// <summary>Words that mean a code.</summary>
internal readonly record struct Phrase(string Words, int Meaning, float Weight);

/// <summary>What the concept files say, checked against the taxonomy while they are read.</summary>
internal sealed class ConceptLayer(List<VocabularyEntry> entries, Dictionary<string, int> indexByCode)
{
    private readonly Dictionary<string, float> weakWords = new(StringComparer.Ordinal);

    public Dictionary<string, int> IndexByCode { get; } = indexByCode;
    public List<Phrase> Phrases { get; } = [];
    public List<Phrase> Implications { get; } = [];
    public Dictionary<int, List<CodeWeight>> ImpliedByForm { get; } = [];
    public List<(int A, int B, float Weight)> Near { get; } = [];
    public List<string> CompoundWords { get; } = [];

    public void Add(ConceptSource source)
    {
        var json = source.Content.ReadAll();
        foreach (var item in JsonItem.ReadArray(json, source.Name, "topics", isRequired: false)) AddTopic(item);
        foreach (var item in JsonItem.ReadArray(json, source.Name, "phrases", isRequired: false)) AddPhrases(item);
        foreach (var item in JsonItem.ReadArray(json, source.Name, "implied", isRequired: false)) AddImplications(item);
        foreach (var item in JsonItem.ReadArray(json, source.Name, "near", isRequired: false)) AddNear(item);
        foreach (var item in JsonItem.ReadArray(json, source.Name, "weak", isRequired: false)) AddWeak(item);
        foreach (var item in JsonItem.ReadArray(json, source.Name, "compounds", isRequired: false))
        {
            CompoundWords.AddRange(item.Texts("words"));
        }
    }

    /// <summary>How much a word of the taxonomy says when it stands in a text; 1 unless it is declared weak.</summary>
    public float WeightOf(string word) => weakWords.GetValueOrDefault(TextFolding.Fold(word), 1f);

    private void AddTopic(JsonItem item)
    {
        var topic = new VocabularyEntry(item.Text("code"), CodeKind.Topic, item.Text("da"), item.Text("en"), item.Texts("say"), [], "");
        if (!IndexByCode.TryAdd(topic.Code, entries.Count)) throw item.Wrong("code", $"'{topic.Code}' is there twice");
        entries.Add(topic);
    }

    private void AddPhrases(JsonItem item)
    {
        var meanings = Weights(item, "mean");
        foreach (var words in item.Texts("say"))
        {
            foreach (var meaning in meanings) Phrases.Add(new Phrase(words, meaning.Code, meaning.Weight));
        }
    }

    private void AddImplications(JsonItem item)
    {
        var gives = Weights(item, "gives");
        foreach (var when in item.Texts("when"))
        {
            if (IndexByCode.TryGetValue(when, out var form) && entries[form].Kind == CodeKind.OrganisationForm)
            {
                if (!ImpliedByForm.TryGetValue(form, out var list)) ImpliedByForm[form] = list = [];
                list.AddRange(gives);
                continue;
            }

            foreach (var gift in gives) Implications.Add(new Phrase(when, gift.Code, gift.Weight));
        }
    }

    private void AddNear(JsonItem item)
    {
        var code = Index(item, "code", item.Text("code"));
        foreach (var other in Weights(item, "near")) Near.Add((code, other.Code, other.Weight));
    }

    private void AddWeak(JsonItem item)
    {
        var weight = (float)item.Number("weight");
        foreach (var word in item.Texts("words")) weakWords[TextFolding.Fold(word)] = weight;
    }

    private List<CodeWeight> Weights(JsonItem item, string field)
    {
        var weights = new List<CodeWeight>();
        foreach (var (code, weight) in item.Weights(field))
        {
            if (weight is not (> 0 and <= 1)) throw item.Wrong($"{field}.{code}", "must be above 0 and at most 1");
            weights.Add(new CodeWeight(Index(item, $"{field}.{code}", code), (float)weight));
        }

        return weights;
    }

    private int Index(JsonItem item, string field, string code) =>
        IndexByCode.TryGetValue(code, out var index) ? index : throw item.Wrong(field, $"'{code}' is not in the taxonomy");
}
