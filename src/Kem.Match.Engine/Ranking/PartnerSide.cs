using Kem.Match.Engine.Signals;

namespace Kem.Match.Engine.Ranking;

/// <summary>
/// Scores a match from the partner's own wishes, hand-set like <see cref="Prior"/>: what it gains, whether it is the thing
/// it does, how near it is, and how much it has on its hands. Score = 100 · Σ weight · signal ÷ Σ weight over what is asked
/// about, 0 to 100; 50 when nothing is.
/// </summary>
public sealed class PartnerSide : IRankingModel
{
    private const double NothingKnown = 50;

    private static readonly (int Signal, double Weight)[] Wishes = Read(
    [
        // Its gaps filled: what the guide calls a partnership that both gain from.
        ("given-in-return", 3),
        ("teach-partner", 3),
        ("exchange", 1.5),

        // What it does already it says yes to sooner.
        ("activities", 1.5),
        ("activities-read", 1),
        ("topics", 1),

        ("same-municipality", 1),
        ("distance", 1),
        ("far-away", 0.5),

        // Time on its hands.
        ("room-for-more", 1),
        ("few-agreements", 1),
        ("free-slots", 1),
        ("times", 0.5),
        ("rested", 0.5),

        // Somebody who looks after the profile answers letters.
        ("fresh", 0.5),
    ]);

    public void Score(ReadOnlySpan<float> rows, Span<double> scores)
    {
        var width = SignalTable.All.Count;
        for (var row = 0; row < scores.Length; row++) scores[row] = ScoreOf(rows.Slice(row * width, width), []);
    }

    /// <inheritdoc/>
    /// <remarks>Where nothing is asked about, the contributions are 0 and the score is 50.</remarks>
    public void Explain(ReadOnlySpan<float> rows, Span<double> scores, Span<double> contributions)
    {
        var width = SignalTable.All.Count;
        contributions.Clear();
        for (var row = 0; row < scores.Length; row++)
        {
            scores[row] = ScoreOf(rows.Slice(row * width, width), contributions.Slice(row * width, width));
        }
    }

    private static double ScoreOf(ReadOnlySpan<float> row, Span<double> contributions)
    {
        var all = 0.0;
        foreach (var (signal, weight) in Wishes)
        {
            if (!float.IsNaN(row[signal])) all += weight;
        }

        if (all == 0) return NothingKnown;

        var score = 0.0;
        foreach (var (signal, weight) in Wishes)
        {
            if (float.IsNaN(row[signal])) continue;

            var points = 100 * weight * row[signal] / all;
            score += points;
            if (contributions.Length > 0) contributions[signal] = points;
        }

        return score;
    }

    private static (int Signal, double Weight)[] Read(ReadOnlySpan<(string Code, double Weight)> wishes)
    {
        var read = new List<(int, double)>();
        foreach (var (code, weight) in wishes)
        {
            var signal = SignalTable.IndexOf(code);
            if (signal < 0) throw new InvalidOperationException($"'{code}' is not a signal.");
            read.Add((signal, weight));
        }

        return [.. read];
    }
}
