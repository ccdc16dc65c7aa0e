using System.Globalization;
using Kem.Match.Engine.Taxonomy;
using Kem.Match.Web.Data;
using Kem.Match.Web.Features.Suggestions;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Features.Words;

/// <summary>Puts the page about words together.</summary>
public sealed class WordPages(KemDb db, PartnerCatalogue catalogue, EngineInUse engine)
{
    private const int MostConcepts = 12;
    private const int MostRelations = 8;
    private const int MostHistory = 200;
    private const string BeforeCode = " · ";

    public async Task<WordsPage> ShowAsync(string lookedUp, string municipalityCode, WordCorrectionForm? form, CancellationToken cancellationToken)
    {
        var vocabulary = (await engine.GetAsync(cancellationToken)).Vocabulary;
        var corrections = await db.WordCorrections.AsNoTracking()
            .OrderByDescending(c => c.MadeAt).ThenByDescending(c => c.Id).Take(MostHistory).ToListAsync(cancellationToken);

        return new WordsPage
        {
            LookedUp = lookedUp,
            Understood = await UnderstoodAsync(lookedUp, municipalityCode, vocabulary, cancellationToken),
            Form = form ?? new WordCorrectionForm { LookedUp = lookedUp, Word = lookedUp.Length <= 40 ? lookedUp : "" },
            History = [.. corrections.Select(c => new CorrectionRow(c, vocabulary.Label(c.Concept).Danish))],
            Concepts = lookedUp.Length == 0 ? [] : Names(vocabulary),
        };
    }

    /// <summary>The concept that was chosen on the page; null when there is none of that name.</summary>
    public async Task<VocabularyEntry?> FindConceptAsync(string? chosen, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(chosen)) return null;

        var vocabulary = (await engine.GetAsync(cancellationToken)).Vocabulary;
        var name = chosen.Trim();
        return vocabulary.Find(name.Split(BeforeCode)[^1])
            ?? vocabulary.Entries.FirstOrDefault(entry => string.Equals(entry.Danish, name, StringComparison.OrdinalIgnoreCase));
    }

    private async Task<IReadOnlyList<UnderstoodConcept>> UnderstoodAsync(
        string lookedUp, string municipalityCode, Vocabulary vocabulary, CancellationToken cancellationToken)
    {
        if (lookedUp.Length == 0) return [];

        var index = await catalogue.IndexOfAsync(municipalityCode, cancellationToken);
        return
        [
            .. vocabulary.Understand(lookedUp).Take(MostConcepts)
                .Select(found => new UnderstoodConcept(
                    found,
                    [.. vocabulary.RelationsOf(found.Entry.Code).Where(r => r.From == found.Entry).Take(MostRelations)],
                    index.PartnersWith(found.Entry.Code))),
        ];
    }

    private static List<string> Names(Vocabulary vocabulary)
    {
        var shared = vocabulary.Entries.CountBy(entry => entry.Danish).Where(name => name.Value > 1).Select(name => name.Key).ToHashSet();
        return
        [
            .. vocabulary.Entries
                .Select(entry => shared.Contains(entry.Danish) ? entry.Danish + BeforeCode + entry.Code : entry.Danish)
                .Order(StringComparer.Create(CultureInfo.GetCultureInfo("da-DK"), ignoreCase: true)),
        ];
    }
}
