using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kem.Match.Benchmarks.Compare;

/// <summary><c>compare [family…] [--json]</c> measures us beside the peers on this machine, in the same run.</summary>
internal static class CompareCommand
{
    public const string Name = "compare";

    private const int Missed = 1;
    private const int Refused = 2;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>0 when every goal was met, 1 when one was missed, 2 when it could not be measured.</returns>
    public static int Run(string[] options, TextWriter output, TextWriter errors)
    {
        var json = options.Contains("--json");

        try
        {
            List<Measure> measures = [];

            foreach (var family in Asked([.. options.Where(o => o != "--json")]))
            {
                if (!json)
                {
                    output.WriteLine(family.Name);
                }

                if (family.LeftOut is { } leftOut)
                {
                    (json ? errors : output).WriteLine($"  left out: {leftOut}");
                }

                foreach (var measure in family.Run())
                {
                    measures.Add(measure);

                    if (!json)
                    {
                        output.WriteLine(Line(measure));
                    }
                }
            }

            if (json)
            {
                output.WriteLine(JsonSerializer.Serialize(new { measures }, Json));
            }

            return measures.TrueForAll(m => m.Met) ? 0 : Missed;
        }
        catch (Exception e) when (e is PeerMissingException or FormatException)
        {
            errors.WriteLine(e.Message);
            return Refused;
        }
    }

    private static List<IComparison> Asked(string[] names)
    {
        // Found by their type, so that a new family of measures is one new file.
        var families = typeof(IComparison).Assembly.GetTypes()
            .Where(t => t.IsClass && t.IsAssignableTo(typeof(IComparison)))
            .Select(t => (IComparison)Activator.CreateInstance(t)!)
            .OrderBy(f => f.Name, StringComparer.Ordinal)
            .ToList();
        var unknown = names.Except(families.Select(f => f.Name)).ToList();

        if (unknown.Count > 0)
        {
            throw new FormatException($"'{unknown[0]}' is not compared; known are {string.Join(", ", families.Select(f => f.Name))}.");
        }

        return names.Length == 0 ? families.FindAll(f => !f.IsLarge) : families.FindAll(f => names.Contains(f.Name));
    }

    private static string Line(Measure m) => string.Create(CultureInfo.InvariantCulture,
        $"  {m.Name,-64} ours {m.Ours,10:G5}   {m.PeerName} {m.Peer,10:G5}   ratio {m.Ratio,7:F4}   goal {m.Goal,6:G4}   {(m.Met ? "met" : "NOT MET")}");
}
