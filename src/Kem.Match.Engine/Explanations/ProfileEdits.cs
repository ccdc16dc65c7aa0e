using Kem.Match.Engine.Language;
using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Search;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Explanations;

/// <summary>Profiles as they would be with a fact deleted or a code added; what an explanation holds a score against.</summary>
public static class ProfileEdits
{
    /// <summary>
    /// The profile without a fact. A code goes from every list, with the words of the name and the description that are
    /// read as it, and with the organisation form or branch that implies it, so that what remains says nothing of it any more.
    /// </summary>
    public static PartnerProfile Without(PartnerProfile profile, Fact fact, EngineData data) =>
        Without(profile, fact, data, new ProfileReading(data.Vocabulary, data.Places));

    internal static PartnerProfile Without(PartnerProfile profile, Fact fact, EngineData data, ProfileReading reading) => fact.Kind switch
    {
        FactKind.Codes => WithoutCodes(profile, fact.Values, data.Vocabulary, reading),
        FactKind.Gaps => profile with { Gaps = Rest(profile.Gaps, fact.Values, data.Vocabulary) },
        FactKind.Words => WithoutWords(profile, fact.Values, data.Vocabulary.Analyser, reading),
        FactKind.Place => profile with { Municipality = "", PostalCode = "" },
        FactKind.Coverage => profile with { Coverage = Coverage.Local, Municipality = data.Places.MunicipalityCode(profile.Municipality) ?? "" },
        FactKind.Times => profile with { Times = [] },
        FactKind.Levels => profile with { CompetenceLevels = LevelsWithout(profile, fact.Values) },
    };

    /// <summary>The profile with a code stated in the list of its kind; a form or a topic cannot be stated.</summary>
    internal static PartnerProfile With(PartnerProfile profile, VocabularyEntry entry) => entry.Kind switch
    {
        CodeKind.TargetGroup => profile with { TargetGroups = [.. profile.TargetGroups, entry.Code] },
        CodeKind.Activity => profile with { Activities = [.. profile.Activities, entry.Code] },
        CodeKind.Competence => profile with { Competences = [.. profile.Competences, entry.Code] },
        CodeKind.Resource => profile with { Resources = [.. profile.Resources, entry.Code] },
        CodeKind.Language => profile with { Languages = [.. profile.Languages, entry.Code] },
        CodeKind.OrganisationForm or CodeKind.Topic => profile,
    };

    private static PartnerProfile WithoutCodes(PartnerProfile profile, IReadOnlyList<string> codes, Vocabulary vocabulary, ProfileReading reading)
    {
        int[] some = [.. codes.Select(vocabulary.IndexOf)];
        return profile with
        {
            TargetGroups = Rest(profile.TargetGroups, codes, vocabulary),
            Activities = Rest(profile.Activities, codes, vocabulary),
            Competences = Rest(profile.Competences, codes, vocabulary),
            CompetenceLevels = LevelsWithout(profile, codes),
            Resources = Rest(profile.Resources, codes, vocabulary),
            Languages = Rest(profile.Languages, codes, vocabulary),
            Form = SaysAny(vocabulary.IndexOf(profile.Form), codes, vocabulary) ? "" : profile.Form,
            Branch = vocabulary.OfBranch(profile.Branch).Any(concept => SaysAny(concept, codes, vocabulary)) ? "" : profile.Branch,
            Name = reading.Names.Without(profile.Name, some),
            Description = reading.Descriptions.Without(profile.Description, some),
        };
    }

    private static IReadOnlyList<string> Rest(IReadOnlyList<string> values, IReadOnlyList<string> codes, Vocabulary vocabulary) =>
        [.. values.Where(value => !MeansAny(value, codes, vocabulary))];

    private static Dictionary<string, int> LevelsWithout(PartnerProfile profile, IReadOnlyList<string> codes) =>
        profile.CompetenceLevels.Where(level => !codes.Contains(level.Key)).ToDictionary();

    private static bool MeansAny(string value, IReadOnlyList<string> codes, Vocabulary vocabulary)
    {
        foreach (var code in codes)
        {
            if (vocabulary.Find(code) is { } entry && vocabulary.Map(value, entry.Kind).Any(mapped => mapped.Code == entry.Code)) return true;
        }

        return false;
    }

    private static bool SaysAny(int concept, IReadOnlyList<string> codes, Vocabulary vocabulary)
    {
        if (concept < 0) return false;

        return codes.Contains(vocabulary.Entries[concept].Code)
            || IsIn(vocabulary.Meaning(concept), codes, vocabulary)
            || IsIn(vocabulary.Given(concept), codes, vocabulary);
    }

    private static bool IsIn(ReadOnlySpan<CodeWeight> said, IReadOnlyList<string> codes, Vocabulary vocabulary)
    {
        foreach (var (code, _) in said)
        {
            if (codes.Contains(vocabulary.Entries[code].Code)) return true;
        }

        return false;
    }

    private static PartnerProfile WithoutWords(PartnerProfile profile, IReadOnlyList<string> words, TextAnalyser analyser, ProfileReading reading)
    {
        var gone = words.SelectMany(analyser.Analyse).Select(t => t.Text).ToHashSet(StringComparer.Ordinal);
        return profile with
        {
            Name = reading.Names.Without(profile.Name, gone),
            Description = reading.Descriptions.Without(profile.Description, gone),
        };
    }
}
