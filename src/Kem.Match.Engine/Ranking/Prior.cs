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

    public void Score(ReadOnlySpan<float> rows, Span<double> scores)
    {
        var width = SignalTable.All.Count;
        for (var row = 0; row < scores.Length; row++) scores[row] = Score(rows.Slice(row * width, width));
    }

    public double Explain(ReadOnlySpan<float> row, Span<double> contributions)
    {
        var share = Share(row);
        var score = 0.0;
        for (var i = 0; i < row.Length; i++)
        {
            contributions[i] = Points(i, row[i], share);
            score += contributions[i];
        }

        return score;
    }

    private double Score(ReadOnlySpan<float> signals)
    {
        var share = Share(signals);
        var score = 0.0;
        for (var i = 0; i < signals.Length; i++) score += Points(i, signals[i], share);
        return score;
    }

    private double Points(int signal, float value, double share) =>
        float.IsNaN(value) ? 0 : weights.Points[signal] * value * (SignalTable.All[signal].IsTopical ? share : 1);

    /// <summary>All topical points ÷ the topical points that the request asks about.</summary>
    private double Share(ReadOnlySpan<float> signals)
    {
        var (all, asked) = (0.0, 0.0);
        for (var i = 0; i < signals.Length; i++)
        {
            if (!SignalTable.All[i].IsTopical || weights.Points[i] <= 0) continue;

            all += weights.Points[i];
            if (!float.IsNaN(signals[i])) asked += weights.Points[i];
        }

        return asked > 0 ? Math.Min(MostShared, all / asked) : 1;
    }
}
