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

    /// <param name="open">Opens a file by its path below <c>data/</c>, e.g. <c>engine/concepts.json</c>.</param>
    /// <exception cref="InterchangeException">A file is broken; the message names file, line and field.</exception>
    public static EngineData Read(Func<string, Stream> open)
    {
        var opened = new List<Stream>();
        try
        {
            var vocabulary = Vocabulary.Read(
                [.. Taxonomies.Select(t => new TaxonomySource(t.File, t.Kind, Open(t.File)))],
                [new ConceptSource("engine/concepts.json", Open("engine/concepts.json"))]);
            var places = Places.Read(
                Open("municipalities.json"), "municipalities.json", Open("engine/places.json"), "engine/places.json");
            var weights = PriorWeights.Read(Open("engine/prior-weights.json"), "engine/prior-weights.json");
            return new EngineData(vocabulary, places, weights);
        }
        finally
        {
            opened.ForEach(s => s.Dispose());
        }

        Stream Open(string file)
        {
            var stream = open(file);
            opened.Add(stream);
            return stream;
        }
    }
}
