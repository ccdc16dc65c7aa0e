using System.Globalization;
using System.Text.Json;
using Kem.Match.Markets;

namespace Kem.Match.Benchmarks.Markets;

/// <summary>
/// <c>market [learning] [promotion] [two-sided] [calibration] [--seeds N] [--outcomes N] [--json]</c>: what learning, the
/// gate, two-sided ranking and calibration are worth in markets whose truth is known.
/// </summary>
internal static class MarketCommand
{
    public const string Name = "market";

    private static readonly string[] Parts = ["learning", "promotion", "two-sided", "calibration"];
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <returns>1 when a goal was missed, 2 when the command was not understood.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        var (seeds, outcomes, asJson) = (20, 300, false);
        var asked = new List<string>();
        for (var i = 0; i < arguments.Count; i++)
        {
            var next = i + 1 < arguments.Count ? arguments[i + 1] : "";
            var number = int.TryParse(next, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
            switch (arguments[i])
            {
                case "--seeds" when number > 1: (seeds, i) = (number, i + 1); break;
                case "--outcomes" when number > 1: (outcomes, i) = (number, i + 1); break;
                case "--json": asJson = true; break;
                case var part when Parts.Contains(part): asked.Add(part); break;
                default:
                    errors.WriteLine($"'{arguments[i]}' was not understood. market [{string.Join("|", Parts)}] [--seeds N] [--outcomes N] [--json]");
                    return 2;
            }
        }

        var figures = (asked.Count == 0 ? Parts : [.. asked]).SelectMany(part => Figures(part, seeds, outcomes));
        return Write(figures, asJson, output) ? 0 : 1;
    }

    private static bool Write(IEnumerable<MarketFigure> figures, bool asJson, TextWriter output)
    {
        var written = new List<MarketFigure>();
        foreach (var figure in figures)
        {
            written.Add(figure);
            if (!asJson) output.WriteLine(figure);
        }

        if (asJson) output.WriteLine(JsonSerializer.Serialize(written, Indented));
        return written.TrueForAll(f => f.Met);
    }

    private static IEnumerable<MarketFigure> Figures(string part, int seeds, int outcomes) => part switch
    {
        "learning" => Learning(seeds, outcomes),
        "promotion" => Promotion(seeds),
        "two-sided" => TwoSided(seeds),
        _ => Calibrating(seeds, outcomes),
    };

    private static IEnumerable<MarketFigure> Learning(int seeds, int outcomes)
    {
        foreach (var shape in MarketShape.Learnable)
        {
            var results = Trials(shape, seeds, outcomes);
            yield return MarketFigure.Mean(shape.Name, "NDCG@5, unseen needs, prior", results.Select(r => r.Prior));
            yield return MarketFigure.Mean(shape.Name, "NDCG@5, unseen needs, trained", results.Select(r => r.Candidate));
            yield return MarketFigure.Above0(shape.Name, "trained − prior", results.Select(r => r.Candidate - r.Prior));
            yield return MarketFigure.Mean(shape.Name, "trained − linear learner", results.Select(r => r.Candidate - r.Linear));
            yield return MarketFigure.Share(shape.Name, "trained is better", results.Count(r => r.IsBetter), seeds);

            var promotedAndBetter = results.Count(r => r.Decision.IsPromoted && r.IsBetter);
            yield return MarketFigure.Share(shape.Name, "promoted, and better", promotedAndBetter, seeds, "9 of 10", promotedAndBetter * 10 >= seeds * 9);
            yield return MarketFigure.Share(shape.Name, "promoted, and not better", results.Count(r => r.Decision.IsPromoted && !r.IsBetter), seeds);
        }

        foreach (var shape in new[] { MarketShape.PureNoise, MarketShape.PriorIsRight })
        {
            var promoted = Trials(shape, seeds, outcomes).Count(r => r.Decision.IsPromoted);
            yield return MarketFigure.Share(shape.Name, "promoted falsely", promoted, seeds, "at most 1 in 20", promoted * 20 <= Math.Max(20, seeds));
        }
    }

    /// <summary>How soon the gate sees what is there.</summary>
    private static IEnumerable<MarketFigure> Promotion(int seeds)
    {
        foreach (var shape in MarketShape.Learnable.Append(MarketShape.PureNoise))
        {
            foreach (var outcomes in new[] { 150, 300, 600, 1_200 })
            {
                yield return MarketFigure.Share(
                    shape.Name, $"promoted after {outcomes} outcomes", Trials(shape, seeds, outcomes).Count(r => r.Decision.IsPromoted), seeds);
            }
        }
    }

    private static IEnumerable<MarketFigure> TwoSided(int seeds)
    {
        foreach (var shape in MarketShape.TwoSided)
        {
            var results = Enumerable.Range(1, seeds).Select(seed => new TwoSidedTrial(shape, seed).Run()).ToArray();
            yield return MarketFigure.Mean(shape.Name, $"agreements a year, {TwoSidedTrial.Ours}", results.Select(r => (double)r[TwoSidedTrial.Ours]));
            foreach (var other in results[0].Keys.Where(name => name != TwoSidedTrial.Ours))
            {
                var more = results.Select(r => (double)(r[TwoSidedTrial.Ours] - r[other]));
                yield return TwoSidedTrial.MustBeBeaten.Contains(other)
                    ? MarketFigure.Above0(shape.Name, $"more than {other}", more)
                    : MarketFigure.Mean(shape.Name, $"more than {other}", more);
            }
        }
    }

    private static IEnumerable<MarketFigure> Calibrating(int seeds, int outcomes)
    {
        foreach (var shape in MarketShape.Learnable)
        {
            var errors = Enumerable.Range(1, seeds).Select(seed => CalibrationTrial.Run(shape, seed, outcomes)).ToArray();
            yield return MarketFigure.Mean(shape.Name, "calibration error, prior", errors.Select(e => e.Prior));
            yield return MarketFigure.Mean(shape.Name, "calibration error, fitted", errors.Select(e => e.Fitted));
        }
    }

    private static LearningResult[] Trials(MarketShape shape, int seeds, int outcomes) =>
        [.. Enumerable.Range(1, seeds).Select(seed => LearningTrial.Run(shape, seed, outcomes))];
}
