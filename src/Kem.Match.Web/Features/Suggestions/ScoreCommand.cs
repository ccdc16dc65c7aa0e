using System.Globalization;
using Kem.Match.Engine.Evaluation;
using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Learning;
using Kem.Match.Engine.Learning.Training;

namespace Kem.Match.Web.Features.Suggestions;

/// <summary>
/// <c>score --model F --judgments F [--out F]</c> scores the rows of an SVMLight file with the model's trees, one score a line,
/// and prints how well they order each query. Without <c>--out</c> the scores are printed, and the rest goes to the other stream.
/// </summary>
public static class ScoreCommand
{
    public const string Name = "score";

    private const string Usage = "score --model FILE --judgments FILE [--out FILE]";
    private const int Refused = 2;

    private static readonly int[] Depths = [1, 3, 5, 10];

    public static int Run(string[] options, TextWriter output, TextWriter errors)
    {
        try
        {
            var asked = CommandOptions.Read(options, Usage, "--model", "--judgments", "--out");
            var model = ReadModel(asked.Required("--model"));
            var rows = ReadRows(asked.Required("--judgments"), model);
            var scores = Score(model.Trees, rows);

            if (asked.Optional("--out") is { } name)
            {
                using var file = File.CreateText(name);
                Write(scores, file);
                WriteNdcg(rows, scores, output);
            }
            else
            {
                Write(scores, output);
                WriteNdcg(rows, scores, errors);
            }

            return 0;
        }
        catch (Exception e) when (e is InterchangeException or TrainingDataException or FormatException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(e.Message);
            return Refused;
        }
    }

    private static ModelFile ReadModel(string name)
    {
        using var file = File.OpenRead(name);
        return ModelFile.Read(file, name);
    }

    private static TrainingSet ReadRows(string name, ModelFile model)
    {
        using var reader = File.OpenText(name);
        var rows = SvmLightFile.Read(reader, name, model.Signals.Count);
        return rows.Features.Columns == model.Signals.Count
            ? rows
            : throw new FormatException($"{name} has {rows.Features.Columns} features; the model knows {model.Signals.Count}.");
    }

    private static double[] Score(TreeEnsemble trees, TrainingSet set)
    {
        var scores = new double[set.Rows];
        var row = new float[set.Features.Columns];
        for (var n = 0; n < scores.Length; n++)
        {
            set.Features.CopyRow(n, row);
            scores[n] = trees.Score(row);
        }

        return scores;
    }

    private static void Write(double[] scores, TextWriter writer)
    {
        foreach (var score in scores) writer.WriteLine(score.ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>The mean over the queries that have a relevant row; the others say nothing about an order.</summary>
    private static void WriteNdcg(TrainingSet set, double[] scores, TextWriter writer)
    {
        var asFloats = Array.ConvertAll(scores, score => (float)score);
        var sums = new double[Depths.Length];
        var queries = 0;
        for (var query = 0; query < set.Queries; query++)
        {
            var rows = set.QueryStarts[query]..set.QueryStarts[query + 1];
            if (!set.Labels[rows].ContainsAnyExcept((byte)0)) continue;

            queries++;
            for (var n = 0; n < Depths.Length; n++) sums[n] += RankingMetrics.Ndcg(asFloats.AsSpan(rows), set.Labels[rows], Depths[n]);
        }

        for (var n = 0; n < Depths.Length && queries > 0; n++)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"NDCG@{Depths[n],-2} {sums[n] / queries:F4}"));
        }

        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{queries} of {set.Queries} queries have a relevant row"));
    }
}
