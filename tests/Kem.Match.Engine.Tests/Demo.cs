using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Search;

namespace Kem.Match.Engine.Tests;

/// <summary>The engine with the data of this checkout, and a small invented catalogue.</summary>
internal static class Demo
{
    public static EngineData Data { get; } = EngineData.Read(file => File.OpenRead(Path.Combine(Checkout.Root, "data", file)));

    public static PartnerRanker Ranker { get; } = new(Data);

    public static PartnerProfile Women { get; } = new()
    {
        Id = "kvinder",
        Kind = PartnerKind.Association,
        Name = "Kvinder på Tværs",
        Form = "OF_WOMEN",
        Municipality = "Hillerød",
        Description = "Vi mødes hver uge og besøger ældre, der savner selskab.",
        TargetGroups = ["TG_ELDER", "TG_WOMEN"],
        Activities = ["AK_VISITING", "AK_WOMEN_GROUP"],
        Languages = ["da", "ar"],
        Gaps = ["CO_DIM_FUNDRAISING"],
        MonthsSinceConfirmed = 2,
    };

    public static PartnerProfile Homework { get; } = new()
    {
        Id = "lektier",
        Kind = PartnerKind.Association,
        Name = "Lektiecaféen i Hillerød",
        Municipality = "0219",
        Description = "Frivillige hjælper skolebørn med lektier på biblioteket to gange om ugen.",
        TargetGroups = ["TG_CHILDREN"],
        Activities = ["AK_HOMEWORK"],
    };

    public static PartnerProfile Chess { get; } = new()
    {
        Id = "skak",
        Kind = PartnerKind.Association,
        Name = "Randers Skakklub",
        Municipality = "Randers",
        Description = "Skak for alle, turneringer og undervisning.",
    };

    public static PartnerProfile Auditor { get; } = new()
    {
        Id = "revisor",
        Kind = PartnerKind.Company,
        Name = "Nordkystens Revision",
        Municipality = "Hillerød",
        Description = "Revisorer og rådgivere for mindre virksomheder.",
    };

    public static IReadOnlyList<PartnerProfile> All { get; } = [Women, Homework, Chess, Auditor];

    public static PartnerIndex Index { get; } = PartnerIndex.Build(Data, All);

    public static PartnerRequest Visitors { get; } = new()
    {
        PartnerKind = PartnerKind.Association,
        Title = "Besøgsvenner til ældre i Midtbyen",
        Description = "Vi mangler yngre besøgsvenner til ældre, gerne nogen der taler arabisk.",
        Municipality = "Hillerød",
        TargetGroups = ["TG_ELDER"],
        Activities = ["AK_VISITING"],
        Languages = ["ar"],
    };
}
