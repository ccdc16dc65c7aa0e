using System.Text;
using System.Text.Json.Nodes;
using Kem.Match.Engine;
using Kem.Match.Engine.Taxonomy;
using Kem.Match.Web.Data;
using Kem.Match.Web.Features.Ranking;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kem.Match.Web.Features.Suggestions;

/// <summary>Puts the engine together with its lists. Whoever wants another ranking model changes this file only.</summary>
public static class SuggestionsSetup
{
    private const string Municipalities = "municipalities.json";

    public static IServiceCollection AddSuggestions(this IServiceCollection services, IConfiguration configuration, IWebHostEnvironment environment)
    {
        var folder = DataFolder.Of(configuration, "");

        return services
            .AddSingleton(_ => Read([]))
            .AddSingleton(provider => new EngineInUse(
                provider.GetRequiredService<EngineData>(), Read, provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<ILearnedModels, TreeModels>()
            .AddSingleton<RankingModels>()
            .AddSingleton<CurrentRanking>()
            .AddScoped<TrainingHistory>()
            .AddSingleton<TrainingOnDemand>()
            .AddSingleton<ShownListLog>()
            .AddHostedService(provider => provider.GetRequiredService<ShownListLog>())
            .AddSingleton<PartnerCatalogue>()
            .AddScoped<PartnerSuggestions>()
            .AddScoped<SuggestionPages>();

        EngineData Read(IEnumerable<ConceptSource> corrections) => environment.IsDevelopment()
            ? EngineData.Read(file => file == Municipalities ? WithInventedOnes(folder) : Open(folder, file), corrections)
            : EngineData.Read(file => Open(folder, file), corrections);
    }

    public static EngineData ReadEngineData(string folder, bool withLexicon = true) =>
        withLexicon ? EngineData.Read(file => Open(folder, file)) : EngineData.ReadWithoutLexicon(file => Open(folder, file));

    private static FileStream Open(string folder, string file) => File.OpenRead(Path.Combine(folder, file));

    // The demonstration's municipalities are on no official list, but their associations live somewhere too.
    private static MemoryStream WithInventedOnes(string folder)
    {
        var real = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, Municipalities)))!;

        foreach (var invented in JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "demo", Municipalities)))!.AsArray())
        {
            real["items"]!.AsArray().Add(new JsonObject
            {
                ["code"] = invented!["code"]!.DeepClone(),
                ["name"] = invented["name"]!.DeepClone(),
                ["latApprox"] = invented["lat"]!.DeepClone(),
                ["lonApprox"] = invented["lon"]!.DeepClone(),
            });
        }

        return new MemoryStream(Encoding.UTF8.GetBytes(real.ToJsonString()));
    }
}
