using System.Globalization;
using Kem.Match.Engine;
using Kem.Match.Engine.Evaluation;
using Kem.Match.Engine.Interchange;

namespace Kem.Match.Web.Features.Suggestions;

/// <summary>
/// <c>evaluate --organisations F --cases F [--k 1,3,10] [--json] [--run FILE] [--without-lexicon]</c> ranks documented cases and prints how often
/// the true partner came first, beside plain BM25 on the same input. Reads files only; no database is opened.
/// </summary>
public static class EvaluateCommand
{
    public const string Name = "evaluate";

    private const string Usage = "evaluate --organisations FILE --cases FILE [--k 1,3,10] [--json] [--run FILE] [--without-lexicon]";
    private const int Refused = 2;

    public static int Run(string[] options, TextWriter output, TextWriter errors)
    {
        try
        {
            var asked = Read(options);
            var ranker = new PartnerRanker(SuggestionsSetup.ReadEngineData(Path.Combine(AppContext.BaseDirectory, "data"), asked.WithLexicon));

            using var organisations = File.OpenText(asked.Organisations);
            using var cases = File.OpenText(asked.Cases);
            var result = RankingEvaluation.Run(organisations, asked.Organisations, cases, asked.Cases, ranker, asked.Ks);

            if (asked.RunFile is { } file)
            {
                using var run = File.CreateText(file);
                result.WriteRun(run);
            }

            (asked.AsJson ? (Action<TextWriter>)result.WriteJson : result.WriteTable)(output);
            return 0;
        }
        catch (Exception e) when (e is InterchangeException or FormatException or IOException)
        {
            errors.WriteLine(e.Message);
            return Refused;
        }
    }

    private static Asked Read(string[] options)
    {
        string? organisations = null, cases = null, run = null;
        int[] ks = [1, 3, 10];
        var json = false;
        var withLexicon = true;

        for (var i = 0; i < options.Length; i++)
        {
            switch (options[i])
            {
                case "--organisations": organisations = Next(); break;
                case "--cases": cases = Next(); break;
                case "--run": run = Next(); break;
                case "--k": ks = [.. Next().Split(',').Select(k => int.Parse(k, NumberStyles.None, CultureInfo.InvariantCulture))]; break;
                case "--json": json = true; break;
                case "--without-lexicon": withLexicon = false; break;
                default: throw new FormatException($"{options[i]} is not an option. {Usage}");
            }

            string Next() => ++i < options.Length ? options[i] : throw new FormatException($"{options[i - 1]} needs a value. {Usage}");
        }

        return organisations is null || cases is null ? throw new FormatException(Usage) : new Asked(organisations, cases, ks, run, json, withLexicon);
    }

    private sealed record Asked(string Organisations, string Cases, int[] Ks, string? RunFile, bool AsJson, bool WithLexicon);
}
