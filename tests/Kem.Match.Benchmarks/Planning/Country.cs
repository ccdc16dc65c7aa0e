using System.Text.Json;
using Kem.Match.Engine;
using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Search;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Benchmarks.Planning;

/// <summary>All 98 municipalities with invented associations spread over them, as many where more would be.</summary>
internal sealed class Country
{
    private readonly EngineData data;
    private readonly Random random;
    private readonly Dictionary<CodeKind, string[]> codes;

    public Country(int associations, int seed)
    {
        data = EngineData.Read(file => File.OpenRead(Path.Combine(DataFolder(), file)));
        random = new Random(seed);
        codes = data.Vocabulary.Entries.GroupBy(e => e.Kind).ToDictionary(kind => kind.Key, kind => kind.Select(e => e.Code).ToArray());
        Municipalities = ReadMunicipalities();
        Associations = [.. Enumerable.Range(0, associations).Select(Association)];
        Ranker = new PartnerRanker(data);
    }

    public IReadOnlyList<string> Municipalities { get; }
    public IReadOnlyList<PartnerProfile> Associations { get; }
    public PartnerRanker Ranker { get; }

    public PartnerIndex Index() => PartnerIndex.Build(data, Associations);

    /// <summary>A need that hardly anybody covers alone: two target groups, two activities, a competence and a language.</summary>
    public PartnerRequest Need(string municipality) => new()
    {
        Title = $"{Label(CodeKind.Activity)} for {Label(CodeKind.TargetGroup)}",
        Description = $"Vi mangler nogen, der kan hjælpe med {Label(CodeKind.Competence)}.",
        Municipality = municipality,
        TargetGroups = Some(CodeKind.TargetGroup, 2),
        Activities = Some(CodeKind.Activity, 2),
        Competences = Some(CodeKind.Competence, 1),
        Languages = Some(CodeKind.Language, 1),
    };

    private PartnerProfile Association(int number) => new()
    {
        Id = $"f{number}",
        Kind = PartnerKind.Association,
        Name = $"Foreningen {number}",
        Municipality = Municipalities[random.Next(Municipalities.Count)],
        Description = $"Vi mødes om {Label(CodeKind.Activity)} og {Label(CodeKind.Activity)}, mest for {Label(CodeKind.TargetGroup)}.",
        TargetGroups = Some(CodeKind.TargetGroup, random.Next(1, 4)),
        Activities = Some(CodeKind.Activity, random.Next(1, 4)),
        Competences = Some(CodeKind.Competence, random.Next(0, 4)),
        Resources = Some(CodeKind.Resource, random.Next(0, 3)),
        Languages = Some(CodeKind.Language, random.Next(0, 3)),
        Gaps = [.. Some(CodeKind.Competence, random.Next(0, 3)), .. Some(CodeKind.Resource, random.Next(0, 2))],
    };

    private IReadOnlyList<string> Some(CodeKind kind, int count) => [.. Enumerable.Range(0, count).Select(_ => Any(kind)).Distinct()];

    private string Any(CodeKind kind) => codes[kind][random.Next(codes[kind].Length)];

    private string Label(CodeKind kind) => data.Vocabulary.Label(Any(kind)).Danish;

    private static string[] ReadMunicipalities()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(DataFolder(), "municipalities.json")));
        return [.. file.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("code").GetString()!)];
    }

    private static string DataFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Kem.Match.sln"))) folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("The benchmarks must run from inside the checkout."), "data");
    }
}
