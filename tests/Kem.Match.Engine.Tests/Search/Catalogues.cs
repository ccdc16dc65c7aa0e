using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Tests.Search;

/// <summary>Invented catalogues and requests, the same for the same seed.</summary>
internal sealed class Catalogues(int seed)
{
    private static readonly string[] Words =
    [
        "lektiehjælp", "lektiecafe", "besøgsvenner", "ældre", "skak", "fodbold", "madlavning", "unge", "kvinder", "mødre", "dansk", "sprogcafe",
        "cykler", "have", "kor", "musik", "regnskab", "frivillige", "netværk", "job", "mentor", "børn", "familier", "svømning", "natur", "spejder",
        "motion", "bestyrelse", "fonde", "lokaler", "computer", "strik", "debat", "teater", "og", "med", "for", "vi", "hver", "uge",
    ];

    private static readonly string[] Municipalities = ["Hillerød", "Allerød", "Randers", "Aalborg", "Odense", "hele landet", "Nordsjælland", ""];

    private readonly Random random = new(seed);

    public PartnerProfile Profile(string id) => new()
    {
        Id = id,
        Kind = random.Next(5) == 0 ? PartnerKind.Company : PartnerKind.Association,
        Name = Text(random.Next(4)),
        Municipality = Any(Municipalities),
        Coverage = (Coverage)random.Next(3),
        Description = Text(random.Next(25)),
        TargetGroups = Codes(CodeKind.TargetGroup),
        Activities = Codes(CodeKind.Activity),
        Competences = Codes(CodeKind.Competence),
        Gaps = Codes(CodeKind.Competence),
        Resources = Codes(CodeKind.Resource),
        Languages = random.Next(3) == 0 ? ["da", "ar"] : [],
        OpenProposals = random.Next(6) == 0 ? 3 : 0,
        IsPaused = random.Next(12) == 0,
        FreeSlots = random.Next(8) == 0 ? 0 : null,
        DaysSinceAsked = random.Next(3) == 0 ? random.Next(40) : null,
        Boundaries = random.Next(10) == 0 ? [.. Codes(CodeKind.Activity), "M4"] : [],
    };

    public PartnerRequest Request() => new()
    {
        PartnerKind = random.Next(2) == 0 ? PartnerKind.Association : null,
        AskerId = $"p{random.Next(400)}",
        Method = random.Next(3) == 0 ? "M4" : "",
        Title = Text(random.Next(6)),
        Description = Text(random.Next(15)),
        Municipality = Any(Municipalities),
        TargetGroups = Codes(CodeKind.TargetGroup),
        Activities = Codes(CodeKind.Activity),
        Competences = Codes(CodeKind.Competence),
        ResourcesOffered = Codes(CodeKind.Resource),
        Dismissed = [$"p{random.Next(400)}"],
        Required = new HardRequirements
        {
            RestDays = random.Next(3) == 0 ? 14 : 0,
            Languages = random.Next(6) == 0 ? ["ar"] : [],
            Having = random.Next(6) == 0 ? [Any(Words)] : [],
            WithinKilometres = random.Next(6) == 0 ? 50 : null,
        },
    };

    public int Next(int below) => random.Next(below);

    private string Text(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Skewed(Words)));

    private string[] Codes(CodeKind kind)
    {
        string[] codes = [.. Demo.Data.Vocabulary.Entries.Where(e => e.Kind == kind).Select(e => e.Code)];
        return [.. Enumerable.Range(0, random.Next(3)).Select(_ => Skewed(codes)).Distinct()];
    }

    private string Any(string[] from) => from[random.Next(from.Length)];

    private string Skewed(string[] from) => from[(int)(from.Length * Math.Pow(random.NextDouble(), 2))];
}
