using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using System.Text.Json;

namespace Kem.Match.Web.Features.Reminders.Simulation;

/// <summary>
/// <c>simulate --agreements N --years N --seed N [--json]</c> lets the service's own routines live through the years under a
/// clock that is moved by hand, and prints what became of every reminder that was due. The exit code is 1 when one was lost,
/// doubled or sent at a wrong hour.
/// </summary>
public static class SimulateCommand
{
    public const string Name = "simulate";

    private const string Usage = "simulate --agreements N --years N --seed N [--json]";
    private const int NotAccountedFor = 1;
    private const int Refused = 2;

    // The same number on every machine, so that a seed gives the same world everywhere.
    private const int Worlds = 2;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<int> RunAsync(string[] options, TextWriter output, TextWriter error)
    {
        if (!TryRead(options, out var agreements, out var years, out var seed, out var asJson))
        {
            await error.WriteLineAsync(Usage);
            return Refused;
        }

        // Nobody waits for an answer here, so the garbage is collected in one go.
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        var watch = Stopwatch.StartNew();
        var sums = await RunAsync(agreements, years, seed, asJson ? TextWriter.Null : error);
        await WriteAsync(sums, watch.Elapsed, asJson, output);
        return sums.Holds ? 0 : NotAccountedFor;
    }

    public static async Task<SimulationSums> RunAsync(int agreements, int years, int seed, TextWriter progress)
    {
        var worlds = Math.Min(Worlds, agreements);
        var sums = new SimulationSums[worlds];
        var folder = Directory.CreateTempSubdirectory("kem-simulate-");

        try
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, worlds), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (world, _) =>
            {
                var share = agreements / worlds + (world < agreements % worlds ? 1 : 0);
                sums[world] = await SimulatedWorld.RunAsync(share, years, seed * Worlds + world, folder.CreateSubdirectory($"{world}").FullName,
                    what => progress.WriteLine($"World {world + 1} of {worlds}: {what}"));
            });
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }

        return sums.Aggregate((a, b) => a + b);
    }

    private static Task WriteAsync(SimulationSums sums, TimeSpan took, bool asJson, TextWriter output) => asJson
        ? output.WriteLineAsync(JsonSerializer.Serialize(
            new { sums.Due, sums.Sent, sums.Suppressed, sums.Failed, sums.Waiting, sums.Lost, sums.Doubled, sums.WrongHour, sums.Copies, sums.Mails, sums.Restarts, Seconds = Math.Round(took.TotalSeconds, 1) }, Json))
        : output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""
            due         {sums.Due,10:N0}
            sent        {sums.Sent,10:N0}
            suppressed  {sums.Suppressed,10:N0}
            failed      {sums.Failed,10:N0}
            waiting     {sums.Waiting,10:N0}
            lost        {sums.Lost,10:N0}
            doubled     {sums.Doubled,10:N0}
            wrongHour   {sums.WrongHour,10:N0}
            Extra copies under the same Message-ID: {sums.Copies:N0}. All mails: {sums.Mails:N0}. The service was away {sums.Restarts:N0} times.
            {took.TotalSeconds:N0} seconds.
            """));

    private static bool TryRead(string[] options, out int agreements, out int years, out int seed, out bool asJson)
    {
        (agreements, years, seed, asJson) = (100, 10, 1, false);

        for (var at = 0; at < options.Length; at++)
        {
            if (options[at] == "--json")
            {
                asJson = true;
                continue;
            }

            if (at + 1 == options.Length || !int.TryParse(options[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return false;

            switch (options[at++])
            {
                case "--agreements" when value > 0:
                    agreements = value;
                    break;
                case "--years" when value is > 0 and <= 1000:
                    years = value;
                    break;
                case "--seed":
                    seed = value;
                    break;
                default:
                    return false;
            }
        }

        return true;
    }
}
