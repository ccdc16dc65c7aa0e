using System.Text.Json;
using System.Text.RegularExpressions;
using Kem.Match.Engine;
using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Benchmarks.Compare;

/// <summary>
/// Invented organisations for measuring speed: about 45 Danish words each, drawn from the words of our own taxonomy,
/// guide and demonstration so that a word is as common here as it is there, in 98 municipalities of very different
/// size. The same seed gives the same organisations.
/// </summary>
internal sealed partial class SyntheticProfiles
{
    private const int WordsInADescription = 45;
    private const int WordsInASentence = 9;
    private const int ShortestAskedFor = 4;

    private readonly string[] words;
    private readonly string[] rareWords;
    private readonly string[] municipalities;
    private readonly string[] targetGroups;
    private readonly string[] activities;
    private readonly string[] competences;
    private readonly string[] resources;
    private readonly string[] languages;
    private readonly string[] forms;

    public SyntheticProfiles(string dataFolder)
    {
        Data = EngineData.Read(file => File.OpenRead(Path.Combine(dataFolder, file)));
        string[] files =
        [
            "demo/organisations.json", "demo/needs.json", "guide/organisations.jsonl", "guide/cases.jsonl",
            .. Directory.GetFiles(Path.Combine(dataFolder, "taxonomy"), "*.json").Order(StringComparer.Ordinal).Select(f => Path.GetRelativePath(dataFolder, f)),
        ];
        words = [.. files.SelectMany(f => DanishWords(File.ReadAllText(Path.Combine(dataFolder, f))))];
        rareWords = [.. words.Where(w => w.Length >= ShortestAskedFor).Distinct(StringComparer.OrdinalIgnoreCase)];
        using var places = JsonDocument.Parse(File.ReadAllText(Path.Combine(dataFolder, "municipalities.json")));
        municipalities = [.. places.RootElement.GetProperty("items").EnumerateArray().Select(m => m.GetProperty("name").GetString()!)];
        targetGroups = Codes(CodeKind.TargetGroup);
        activities = Codes(CodeKind.Activity);
        competences = Codes(CodeKind.Competence);
        resources = Codes(CodeKind.Resource);
        languages = Codes(CodeKind.Language);
        forms = Codes(CodeKind.OrganisationForm);
    }

    public EngineData Data { get; }

    /// <summary>With the lists that travel with the program.</summary>
    public static SyntheticProfiles OfThisProgram() => new(Path.Combine(AppContext.BaseDirectory, "data"));

    /// <summary>What a profile states, in words, for those who cannot read codes.</summary>
    public string Tags(PartnerProfile profile) => string.Join(
        ' ',
        profile.TargetGroups.Concat(profile.Activities).Concat(profile.Competences).Concat(profile.Resources).Concat(profile.Languages)
            .Select(code => Data.Vocabulary.Label(code).Danish));

    public IEnumerable<PartnerProfile> Make(int count, int seed)
    {
        var random = new Random(seed);
        for (var n = 0; n < count; n++)
        {
            var municipality = Skewed(municipalities, random);
            yield return new PartnerProfile
            {
                Id = $"o{n}",
                Kind = random.Next(10) switch { < 8 => PartnerKind.Association, 8 => PartnerKind.Company, _ => PartnerKind.MunicipalUnit },
                Name = $"{Capital(Any(rareWords, random))} {Any(words, random)} i {municipality}",
                Form = random.Next(3) == 0 ? Skewed(forms, random) : "",
                Municipality = municipality,
                Coverage = random.Next(20) switch { 0 => Coverage.National, < 4 => Coverage.Regional, _ => Coverage.Local },
                Description = Text(WordsInADescription, random),
                TargetGroups = Some(targetGroups, 3, random),
                Activities = Some(activities, 3, random),
                Competences = Some(competences, 3, random),
                Resources = Some(resources, 2, random),
                Gaps = Some(competences, 2, random),
                Languages = random.Next(3) == 0 ? ["da", Skewed(languages, random)] : ["da"],
                OpenProposals = random.Next(30) == 0 ? PartnerProfile.MostOpenProposals : random.Next(2),
                IsPaused = random.Next(50) == 0,
                MonthsSinceConfirmed = random.Next(24),
            };
        }
    }

    /// <summary>A need of seven words.</summary>
    public IEnumerable<PartnerRequest> Ask(int count, int seed)
    {
        var random = new Random(seed);
        for (var n = 0; n < count; n++)
        {
            yield return new PartnerRequest
            {
                PartnerKind = PartnerKind.Association,
                Description = string.Join(' ', Enumerable.Range(0, 7).Select(_ => Any(Asked, random))),
                Municipality = Skewed(municipalities, random),
            };
        }
    }

    /// <summary>A need as a coordinator writes it: a title, two sentences, and what is ticked.</summary>
    public IEnumerable<PartnerRequest> AskInFull(int count, int seed)
    {
        var random = new Random(seed);
        for (var n = 0; n < count; n++)
        {
            yield return new PartnerRequest
            {
                PartnerKind = PartnerKind.Association,
                Title = string.Join(' ', Enumerable.Range(0, 6).Select(_ => Any(words, random))),
                Description = Text(20, random),
                Municipality = Skewed(municipalities, random),
                TargetGroups = Some(targetGroups, 2, random),
                Activities = Some(activities, 2, random),
                Competences = Some(competences, 2, random),
                Languages = random.Next(3) == 0 ? [Skewed(languages, random)] : [],
                ResourcesOffered = Some(resources, 2, random),
            };
        }
    }

    // As common as in the seed texts, but no word so short that it only holds a sentence together.
    private string[] Asked => field ??= [.. words.Where(w => w.Length >= ShortestAskedFor)];

    private string Text(int count, Random random) => string.Join(' ', Enumerable.Range(0, count).Select(n =>
    {
        var word = Any(words, random);
        if (n % WordsInASentence == 0) word = Capital(word);
        return n % WordsInASentence == WordsInASentence - 1 || n == count - 1 ? word + "." : word;
    }));

    private string[] Codes(CodeKind kind) => [.. Data.Vocabulary.Entries.Where(e => e.Kind == kind).Select(e => e.Code)];

    private static string Any(string[] from, Random random) => from[random.Next(from.Length)];

    // The first ones most of all.
    private static string Skewed(string[] from, Random random) => from[(int)(from.Length * Math.Pow(random.NextDouble(), 2))];

    private static string[] Some(string[] from, int most, Random random) =>
        [.. Enumerable.Range(0, random.Next(most + 1)).Select(_ => Skewed(from, random)).Distinct()];

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static IEnumerable<string> DanishWords(string json) =>
        from line in json.Split('\n')
        from text in DanishText().Matches(line)
        from word in Word().Matches(Regex.Unescape(text.Groups[2].Value))
        select word.Value.ToLowerInvariant();

    [GeneratedRegex("\"(da|name|description|description_da|title|title_da|synonymsDa|note)\": *\\[?(\"(?:[^\"\\\\]|\\\\.)*\"(?:, *\"(?:[^\"\\\\]|\\\\.)*\")*)")]
    private static partial Regex DanishText();

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Word();
}
