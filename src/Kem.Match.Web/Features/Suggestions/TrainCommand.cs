using System.Globalization;
using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Learning;
using Kem.Match.Engine.Learning.Training;

namespace Kem.Match.Web.Features.Suggestions;

/// <summary>
/// <c>train --judgments F --model F [--trees 100] [--leaves 31] …</c> learns trees from judged rows in SVMLight with query ids,
/// and writes them as a model file. A part of the queries, the last ones, can be held out to know when to stop.
/// </summary>
public static class TrainCommand
{
    public const string Name = "train";

    private const string Usage = "train --judgments FILE --model FILE [--trees 100] [--leaves 31] [--depth 0] [--rate 0.1] [--bins 255] [--leaf-rows 20] "
        + "[--l2 0] [--truncation 30] [--label-weight 10] [--held-out 0] [--patience 20] [--seed 1] [--threads 1] [--objective lambda|regression]";

    private const int Refused = 2;

    private static readonly string[] Options =
    [
        "--judgments", "--model", "--trees", "--leaves", "--depth", "--rate", "--bins", "--leaf-rows", "--l2", "--truncation",
        "--label-weight", "--held-out", "--patience", "--seed", "--threads", "--objective",
    ];

    public static int Run(string[] options, TextWriter output, TextWriter errors)
    {
        try
        {
            var asked = CommandOptions.Read(options, Usage, Options);
            var (from, to) = (asked.Required("--judgments"), asked.Required("--model"));
            var settings = SettingsOf(asked);

            using var reader = File.OpenText(from);
            var set = SvmLightFile.Read(reader, from);
            var (trees, report) = LambdaMartTrainer.Train(set, settings);

            using var target = File.Create(to);
            var model = ModelOf(set, settings, trees, report);
            model.Write(target);
            output.WriteLine($"{set.Rows} rows in {set.Queries} queries, {report.HeldOutQueries} of them held out: {trees.Count} of {report.TreesGrown} trees kept");
            output.WriteLine($"written to {to}, {model.Hash}");
            return 0;
        }
        catch (Exception e) when (e is TrainingDataException or InterchangeException or FormatException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(e.Message);
            return Refused;
        }
    }

    private static TrainingSettings SettingsOf(CommandOptions asked)
    {
        var usual = new TrainingSettings();
        return new TrainingSettings
        {
            Objective = asked.Optional("--objective") switch
            {
                null or "lambda" => Objective.LambdaNdcg,
                "regression" => Objective.SquaredError,
                var other => throw new FormatException($"--objective is lambda or regression, not {other}. {Usage}"),
            },
            Trees = Whole("--trees", usual.Trees),
            Leaves = Whole("--leaves", usual.Leaves),
            Depth = Whole("--depth", usual.Depth),
            Rate = Number("--rate", usual.Rate),
            Bins = Whole("--bins", usual.Bins),
            LeafRows = Whole("--leaf-rows", usual.LeafRows),
            L2 = Number("--l2", usual.L2),
            Truncation = Whole("--truncation", usual.Truncation),
            LabelWeight = Number("--label-weight", usual.LabelWeight),
            HeldOutShare = Number("--held-out", usual.HeldOutShare),
            Patience = Whole("--patience", usual.Patience),
            Seed = Whole("--seed", usual.Seed),
            Threads = Whole("--threads", usual.Threads),
        };

        int Whole(string option, int usually) => asked.Optional(option) is not { } text ? usually
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new FormatException($"{option} is a whole number, not {text}. {Usage}");

        double Number(string option, double usually) => asked.Optional(option) is not { } text ? usually
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
            : throw new FormatException($"{option} is a number, not {text}. {Usage}");
    }

    // The file numbers its features and has no days.
    private static ModelFile ModelOf(TrainingSet set, TrainingSettings settings, IReadOnlyList<RegressionTree> trees, TrainingReport report)
    {
        var columns = set.Features.Columns;
        var metrics = new Dictionary<string, double>();
        if (trees.Count > 0 && report.HeldOutNdcg.Count > 0) metrics[$"held-out ndcg@{settings.NdcgAt}"] = report.HeldOutNdcg[trees.Count - 1];

        return new ModelFile(
            [.. Enumerable.Range(1, columns).Select(column => column.ToString(CultureInfo.InvariantCulture))],
            new TreeEnsemble(trees, columns, baseScore: 0),
            new ModelTraining(null, null, set.Rows, settings.Seed, Described(settings), metrics));
    }

    // The number of threads is left out: it makes no difference to the model.
    private static Dictionary<string, string> Described(TrainingSettings settings) => new()
    {
        ["objective"] = settings.Objective == Objective.LambdaNdcg ? "lambda" : "regression",
        ["trees"] = Text(settings.Trees),
        ["leaves"] = Text(settings.Leaves),
        ["depth"] = Text(settings.Depth),
        ["rate"] = Text(settings.Rate),
        ["bins"] = Text(settings.Bins),
        ["leaf-rows"] = Text(settings.LeafRows),
        ["l2"] = Text(settings.L2),
        ["truncation"] = Text(settings.Truncation),
        ["label-weight"] = Text(settings.LabelWeight),
        ["held-out"] = Text(settings.HeldOutShare),
        ["patience"] = Text(settings.Patience),
    };

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
