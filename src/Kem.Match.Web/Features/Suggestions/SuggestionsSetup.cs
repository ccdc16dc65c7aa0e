using Kem.Match.Engine;
using Kem.Match.Web.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Features.Suggestions;

/// <summary>Puts the engine together with its lists. Whoever wants another ranking model changes this file only.</summary>
public static class SuggestionsSetup
{
    public static IServiceCollection AddSuggestions(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(_ => ReadEngineData(DataFolder.Of(configuration, "")))
        .AddSingleton<PartnerRanker>(provider => new PartnerRanker(provider.GetRequiredService<EngineData>()))
        .AddSingleton<PartnerCatalogue>()
        .AddScoped<PartnerSuggestions>();

    public static EngineData ReadEngineData(string folder) => EngineData.Read(file => File.OpenRead(Path.Combine(folder, file)));
}
