using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Evaluation;

/// <summary>
/// The baseline: BM25 (k1 = 1.2, b = 0.75) over all text of an organisation, place included, stemmed, with no fields,
/// compounds, concepts or distances.
/// </summary>
internal sealed class PlainBm25
{
    private const double K1 = 1.2;
    private const double B = 0.75;

    private readonly Vocabulary vocabulary;
    private readonly List<(PartnerProfile Profile, Dictionary<string, int> Counts, int Length)> documents;
    private readonly Dictionary<string, int> documentsWith = new(StringComparer.Ordinal);
    private readonly double averageLength;

    public PlainBm25(IReadOnlyList<PartnerProfile> profiles, Vocabulary vocabulary)
    {
        this.vocabulary = vocabulary;
        documents = [.. profiles.Select(Document)];
        averageLength = documents.Count == 0 ? 1 : Math.Max(1, documents.Average(d => d.Length));
        foreach (var term in documents.SelectMany(d => d.Counts.Keys))
        {
            documentsWith[term] = documentsWith.GetValueOrDefault(term) + 1;
        }
    }

    public IReadOnlyList<string> Rank(PartnerRequest request)
    {
        var terms = Terms(
            [request.Title, request.Description, request.Municipality],
            request.TargetGroups, request.Activities, request.Competences, request.Languages);
        return
        [
            .. documents
                .Where(d => d.Profile.Kind == request.PartnerKind && d.Profile.Id != request.AskerId)
                .Select(d => (d.Profile.Id, Score: Score(d.Counts, d.Length, terms)))
                .OrderByDescending(d => d.Score)
                .Select(d => d.Id),
        ];
    }

    private double Score(Dictionary<string, int> counts, int length, List<string> terms)
    {
        var score = 0.0;
        foreach (var term in terms)
        {
            if (!counts.TryGetValue(term, out var count)) continue;

            var with = documentsWith[term];
            var rarity = Math.Log(1 + ((documents.Count - with + 0.5) / (with + 0.5)));
            score += rarity * count * (K1 + 1) / (count + (K1 * (1 - B + (B * length / averageLength))));
        }

        return score;
    }

    private (PartnerProfile, Dictionary<string, int>, int) Document(PartnerProfile profile)
    {
        var terms = Terms(
            [profile.Name, profile.Description, profile.Municipality],
            profile.TargetGroups, profile.Activities, profile.Competences, profile.Languages, profile.Resources);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var term in terms) counts[term] = counts.GetValueOrDefault(term) + 1;
        return (profile, counts, terms.Count);
    }

    private List<string> Terms(string[] texts, params ReadOnlySpan<IReadOnlyList<string>> lists)
    {
        var text = new List<string>(texts);
        foreach (var list in lists) text.AddRange(list.Select(value => vocabulary.Find(value)?.Danish ?? value));
        return [.. vocabulary.Analyser.AnalyseDanish(string.Join(" . ", text)).Where(t => !t.IsPart).Select(t => t.Text)];
    }
}
