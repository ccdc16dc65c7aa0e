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

    public double Score(ReadOnlySpan<double> signals)
    {
        var share = Share(signals);
        var score = 0.0;
        for (var i = 0; i < signals.Length; i++) score += Points(i, signals[i], share);
        return score;
    }

    public double Explain(ReadOnlySpan<double> signals, Span<double> contributions)
    {
        var share = Share(signals);
        var score = 0.0;
        for (var i = 0; i < signals.Length; i++)
        {
            contributions[i] = Points(i, signals[i], share);
            score += contributions[i];
        }

        return score;
    }

    private double Points(int signal, double value, double share) =>
        double.IsNaN(value) ? 0 : weights.Points[signal] * value * (SignalTable.All[signal].IsTopical ? share : 1);

    /// <summary>All topical points ÷ the topical points that the request asks about.</summary>
    private double Share(ReadOnlySpan<double> signals)
    {
        var (all, asked) = (0.0, 0.0);
        for (var i = 0; i < signals.Length; i++)
        {
            if (!SignalTable.All[i].IsTopical || weights.Points[i] <= 0) continue;

            all += weights.Points[i];
            if (!double.IsNaN(signals[i])) asked += weights.Points[i];
        }

        return asked > 0 ? Math.Min(MostShared, all / asked) : 1;
    }
}
