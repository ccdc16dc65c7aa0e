using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kem.Match.Benchmarks.Planning;

/// <summary>
/// <c>planning [small] [country] [arriving] [exposure] [meetings] [--json]</c>: what bundles, rings, the division of
/// partners, fair exposure and meeting plans reach, against the bars they are held to.
/// </summary>
internal static class PlanningCommand
{
    public const string Name = "planning";

    private const int Missed = 1;
    private const int Refused = 2;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly (string Name, Func<IEnumerable<PlanningFigure>> Figures)[] Parts =
    [
        ("small", SmallMarkets.Figures),
        ("country", CountryPlans.Figures),
        ("arriving", YearPlans.Arriving),
        ("exposure", YearPlans.Exposed),
        ("meetings", MeetingPlans.Figures),
    ];

    /// <returns>0 when every bar was met, 1 when one was missed, 2 when the command was not understood.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        var asked = arguments.Where(a => a != "--json").ToArray();
        if (asked.FirstOrDefault(a => !Parts.Any(p => p.Name == a)) is { } unknown)
        {
            errors.WriteLine($"'{unknown}' was not understood. planning [{string.Join("|", Parts.Select(p => p.Name))}] [--json]");
            return Refused;
        }

        var isJson = arguments.Contains("--json");
        var figures = new List<PlanningFigure>();
        foreach (var figure in Parts.Where(p => asked.Length == 0 || asked.Contains(p.Name)).SelectMany(p => p.Figures()))
        {
            figures.Add(figure);
            if (!isJson) output.WriteLine(figure);
        }

        if (isJson) output.WriteLine(JsonSerializer.Serialize(new { figures }, Json));
        return figures.TrueForAll(f => f.Met) ? 0 : Missed;
    }

    /// <summary>What was made, and the processor time it took: what an idle machine would take, however busy this one is.</summary>
    public static (T Made, double Seconds) Timed<T>(Func<T> make)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var made = make();
        process.Refresh();
        return (made, (process.TotalProcessorTime - before).TotalSeconds);
    }
}
