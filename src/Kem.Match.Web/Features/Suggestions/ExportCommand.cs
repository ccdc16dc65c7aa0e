using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Learning;

namespace Kem.Match.Web.Features.Suggestions;

/// <summary>
/// <c>export --model F --xgboost F</c> writes a model's trees in XGBoost's JSON. The hand-set prior is no part of the file:
/// there it is given row by row, as base margin.
/// </summary>
public static class ExportCommand
{
    public const string Name = "export";

    private const string Usage = "export --model FILE --xgboost FILE";
    private const int Refused = 2;

    public static int Run(string[] options, TextWriter output, TextWriter errors)
    {
        try
        {
            var asked = CommandOptions.Read(options, Usage, "--model", "--xgboost");
            var (from, to) = (asked.Required("--model"), asked.Required("--xgboost"));
            using var file = File.OpenRead(from);
            var model = ModelFile.Read(file, from);

            using var target = File.Create(to);
            XgboostJson.Write(new XgboostModel(model.Trees, model.Signals), target);
            output.WriteLine($"{model.Trees.Trees.Count} trees over {model.Signals.Count} signals written to {to}");
            return 0;
        }
        catch (Exception e) when (e is InterchangeException or FormatException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(e.Message);
            return Refused;
        }
    }
}
