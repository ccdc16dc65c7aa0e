using Kem.Match.Engine.Signals;

namespace Kem.Match.Engine.Ranking;

/// <summary>
/// The hand-set scoring that ranks before anything is learned: score = Σ points × signal. What a request does not
/// ask about counts nothing, and its points are shared among the topical signals that it does ask about, so that a
/// short need can reach the same score as a long one. The share is at most <see cref="MostShared"/> times.
/// </summary>
public sealed class Prior(PriorWeights weights) : IRankingModel
{
    private const double MostShared = 2.5;

    private readonly double[] points = [.. weights.Points];
    private readonly bool[] isTopical = [.. SignalTable.All.Select(s => s.IsTopical)];

    public void Score(ReadOnlySpan<float> rows, Span<double> scores)
    {
        var width = SignalTable.All.Count;
        for (var row = 0; row < scores.Length; row++) scores[row] = Score(rows.Slice(row * width, width));
    }

    /// <inheritdoc/>
    public void Explain(ReadOnlySpan<float> rows, Span<double> scores, Span<double> contributions)
    {
        var width = SignalTable.All.Count;
        for (var row = 0; row < scores.Length; row++)
        {
            var signals = rows.Slice(row * width, width);
            var share = Share(signals);
            scores[row] = 0;
            for (var i = 0; i < width; i++)
            {
                var added = Points(i, signals[i], share);
                contributions[(row * width) + i] = added;
                scores[row] += added;
            }
        }
    }

    private double Score(ReadOnlySpan<float> signals)
    {
        var share = Share(signals);
        var score = 0.0;
        for (var i = 0; i < signals.Length; i++) score += Points(i, signals[i], share);
        return score;
    }

    private double Points(int signal, float value, double share) =>
        float.IsNaN(value) ? 0 : points[signal] * value * (isTopical[signal] ? share : 1);

    /// <summary>All topical points ÷ the topical points that the request asks about.</summary>
    private double Share(ReadOnlySpan<float> signals)
    {
        var (all, asked) = (0.0, 0.0);
        for (var i = 0; i < signals.Length; i++)
        {
            if (!isTopical[i] || points[i] <= 0) continue;

            all += points[i];
            if (!float.IsNaN(signals[i])) asked += points[i];
        }

        return asked > 0 ? Math.Min(MostShared, all / asked) : 1;
    }
}
