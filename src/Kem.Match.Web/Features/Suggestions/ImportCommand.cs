using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Learning;

namespace Kem.Match.Web.Features.Suggestions;

/// <summary><c>import --xgboost F --model F</c> makes a model file of trees in XGBoost's JSON.</summary>
public static class ImportCommand
{
    public const string Name = "import";

    private const string Usage = "import --xgboost FILE --model FILE";
    private const int Refused = 2;

    // XGBoost's file does not tell what the trees were trained on.
    private static readonly ModelTraining Elsewhere =
        new(null, null, 0, 0, new Dictionary<string, string> { ["trainer"] = "XGBoost" }, new Dictionary<string, double>());

    public static int Run(string[] options, TextWriter output, TextWriter errors)
    {
        try
        {
            var asked = CommandOptions.Read(options, Usage, "--xgboost", "--model");
            var (from, to) = (asked.Required("--xgboost"), asked.Required("--model"));
            using var file = File.OpenRead(from);
            var read = XgboostJson.Read(file, from);
            var model = new ModelFile(read.Names, read.Trees, Elsewhere);

            using var target = File.Create(to);
            model.Write(target);
            output.WriteLine($"{model.Trees.Trees.Count} trees over {model.Signals.Count} signals written to {to}, {model.Hash}");
            return 0;
        }
        catch (Exception e) when (e is InterchangeException or FormatException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(e.Message);
            return Refused;
        }
    }
}
