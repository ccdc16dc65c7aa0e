using Kem.Match.Engine.Ranking;

namespace Kem.Match.Markets;

/// <summary>
/// A plain learner to hold others against: the prior plus one weight per signal, by pairwise logistic loss with a
/// penalty on the weights (RankNet without a network, Burges et al. 2005).
/// </summary>
public sealed class LinearLearner(IRankingModel prior) : IRankingTrainer
{
    private const double PointsPerLogit = 20;
    private const double Penalty = 60;
    private const int Rounds = 150;

    public IRankingModel Train(IReadOnlyList<Judgment> judgments)
    {
        var pairs = judgments.GroupBy(j => j.QueryId).SelectMany(Pairs).ToArray();
        var width = judgments.Count == 0 ? 0 : judgments[0].Signals.Count;
        var weights = new double[width];
        var curve = Curve(pairs, width);
        for (var round = 0; round < Rounds; round++)
        {
            var slope = Array.ConvertAll(weights, w => -Penalty * w);
            foreach (var (gap, margin) in pairs)
            {
                var ahead = margin;
                for (var s = 0; s < width; s++) ahead += weights[s] * gap[s];
                var pull = 1 / (1 + Math.Exp(ahead));
                for (var s = 0; s < width; s++) slope[s] += pull * gap[s];
            }

            for (var s = 0; s < width; s++) weights[s] += slope[s] / curve[s];
        }

        return new Model(prior, weights);
    }

    /// <summary>A bound on the second derivative, one per weight, so that every step goes downhill.</summary>
    private static double[] Curve((float[] Gap, double Margin)[] pairs, int width)
    {
        var curve = new double[width];
        Array.Fill(curve, Penalty);
        foreach (var (gap, _) in pairs)
        {
            var length = gap.Sum(Math.Abs);
            for (var s = 0; s < width; s++) curve[s] += Math.Abs(gap[s]) * length / 4;
        }

        return curve;
    }

    private IEnumerable<(float[] Gap, double Margin)> Pairs(IEnumerable<Judgment> query)
    {
        Judgment[] list = [.. query];
        var scores = new double[list.Length];
        prior.Score([.. list.SelectMany(j => j.Signals)], scores);
        for (var i = 0; i < list.Length; i++)
        {
            for (var j = 0; j < list.Length; j++)
            {
                if (list[i].Grade <= list[j].Grade) continue;

                float[] gap = [.. list[i].Signals.Zip(list[j].Signals, (a, b) => Known(a) - Known(b))];
                yield return (gap, (scores[i] - scores[j]) / PointsPerLogit);
            }
        }
    }

    private static float Known(float value) => float.IsNaN(value) ? 0 : value;

    private sealed class Model(IRankingModel prior, double[] weights) : IRankingModel
    {
        public void Score(ReadOnlySpan<float> rows, Span<double> scores)
        {
            prior.Score(rows, scores);
            for (var row = 0; row < scores.Length; row++)
            {
                for (var s = 0; s < weights.Length; s++) scores[row] += PointsPerLogit * weights[s] * Known(rows[(row * weights.Length) + s]);
            }
        }

        public void Explain(ReadOnlySpan<float> rows, Span<double> scores, Span<double> contributions)
        {
            prior.Explain(rows, scores, contributions);
            for (var i = 0; i < contributions.Length; i++)
            {
                var points = PointsPerLogit * weights[i % weights.Length] * Known(rows[i]);
                contributions[i] += points;
                scores[i / weights.Length] += points;
            }
        }
    }
}
