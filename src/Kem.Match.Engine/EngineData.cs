using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Ranking;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine;

/// <summary>Everything the engine reads from <c>data/</c>: the vocabulary, the places and the prior's weights.</summary>
public sealed record EngineData(Vocabulary Vocabulary, Places Places, PriorWeights Weights)
{
    private static readonly (string File, CodeKind Kind)[] Taxonomies =
    [
        ("taxonomy/target-groups.json", CodeKind.TargetGroup),
        ("taxonomy/activity-kinds.json", CodeKind.Activity),
        ("taxonomy/competences.json", CodeKind.Competence),
        ("taxonomy/resources.json", CodeKind.Resource),
        ("taxonomy/languages.json", CodeKind.Language),
        ("taxonomy/organisation-forms.json", CodeKind.OrganisationForm),
    ];

    private const string LexiconFiles = "engine/lexicon/files.json";

    /// <param name="open">Opens a file by its path below <c>data/</c>, e.g. <c>engine/places.json</c>.</param>
    /// <param name="corrections">Further files of the lexicon, read last.</param>
    /// <exception cref="InterchangeException">A file is broken; the message names file, line and field.</exception>
    public static EngineData Read(Func<string, Stream> open, params IEnumerable<ConceptSource> corrections) => Read(open, withLexicon: true, corrections);

    /// <summary>The taxonomy alone, so that what the lexicon adds can be measured.</summary>
    public static EngineData ReadWithoutLexicon(Func<string, Stream> open) => Read(open, withLexicon: false, []);

    private static EngineData Read(Func<string, Stream> open, bool withLexicon, IEnumerable<ConceptSource> corrections)
    {
        var opened = new List<Stream>();
        try
        {
            var vocabulary = Vocabulary.Read(
                [.. Taxonomies.Select(t => new TaxonomySource(t.File, t.Kind, Open(t.File)))],
                withLexicon ? [.. Lexicon().Select(file => new ConceptSource(file, Open(file))), .. corrections] : []);
            var places = Places.Read(
                Open("municipalities.json"), "municipalities.json", Open("engine/places.json"), "engine/places.json");
            var weights = PriorWeights.Read(Open("engine/prior-weights.json"), "engine/prior-weights.json");
            return new EngineData(vocabulary, places, weights);
        }
        finally
        {
            opened.ForEach(s => s.Dispose());
        }

        IEnumerable<string> Lexicon() =>
            JsonItem.ReadArray(Open(LexiconFiles).ReadAll(), LexiconFiles, "files").Select(item => $"engine/lexicon/{item.Text("name")}");

        Stream Open(string file)
        {
            var stream = open(file);
            opened.Add(stream);
            return stream;
        }
    }
}
