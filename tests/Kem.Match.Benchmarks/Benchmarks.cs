using Kem.Match.Benchmarks.Compare;
using Kem.Match.Benchmarks.Markets;
using Kem.Match.Benchmarks.Parts;
using Kem.Match.Benchmarks.Planning;

namespace Kem.Match.Benchmarks;

/// <summary><c>dotnet run -c Release --project tests/Kem.Match.Benchmarks [-- pages|suggestions|agreements|compare …|market …|planning …|bench …]</c></summary>
internal static class Benchmarks
{
    /// <returns>1 when a goal was not met.</returns>
    public static async Task<int> Main(string[] args)
    {
        if (args is [CompareCommand.Name, .. var comparison]) return CompareCommand.Run(comparison, Console.Out, Console.Error);
        if (args is [BenchCommand.Name, .. var options]) return BenchCommand.Run(options);
        if (args is [PlanningCommand.Name, .. var planning]) return PlanningCommand.Run(planning, Console.Out, Console.Error);
        if (args is [MarketCommand.Name, .. var market]) return MarketCommand.Run(market, Console.Out, Console.Error);

        // The test host looks for the site's folder in a file beside this program.
        Directory.SetCurrentDirectory(AppContext.BaseDirectory);

        string[] asked = args.Length > 0 ? args : ["pages", "suggestions", "agreements"];
        var allMet = true;

        foreach (var benchmark in asked)
        {
            allMet &= benchmark switch
            {
                "pages" => await PageTimes.MeasureAsync(Console.Out),
                "suggestions" => await SuggestionTimes.MeasureAsync(Console.Out),
                "agreements" => await AgreementTimes.MeasureAsync(Console.Out),
                _ => throw new ArgumentException($"'{benchmark}' is not a benchmark; use pages, suggestions, agreements, compare, market, planning or bench."),
            };
        }

        return allMet ? 0 : 1;
    }
}
