using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Organisations;

namespace Kem.Match.Web.Features.Catalogue;

/// <summary>Finds organisations by words in what they are called, write and can.</summary>
public sealed class CatalogueSearch(Taxonomy taxonomy)
{
    private const int WordInName = 3;

    private static readonly char[] Separators = [' ', ',', ';', '.', '/'];

    /// <summary>A score for each organisation in which at least one of the words stands; a word in the name counts most.</summary>
    public IReadOnlyDictionary<Guid, double> ScoresOf(string words, IEnumerable<Organisation> organisations)
    {
        var wanted = words.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        return organisations
            .Select(organisation => (organisation.Id, Score: ScoreOf(organisation, wanted)))
            .Where(found => found.Score > 0)
            .ToDictionary(found => found.Id, found => found.Score);
    }

    private double ScoreOf(Organisation organisation, string[] wanted)
    {
        var text = TextOf(organisation);

        return wanted.Sum(word =>
            organisation.Name.Contains(word, StringComparison.OrdinalIgnoreCase) ? WordInName
            : text.Contains(word, StringComparison.OrdinalIgnoreCase) ? 1.0
            : 0.0);
    }

    private string TextOf(Organisation organisation) => string.Join('\n',
    [
        organisation.Description,
        organisation.Place,
        taxonomy.Forms.Label(organisation.Form),
        .. taxonomy.TargetGroups.Labels(organisation.TargetGroups),
        .. taxonomy.Activities.Labels(organisation.Activities),
        .. taxonomy.Competences.Labels(organisation.Competences),
        .. taxonomy.Resources.Labels(organisation.Resources),
        .. taxonomy.Languages.Labels(organisation.Languages),
    ]);
}
