using Kem.Match.Engine.Signals;

namespace Kem.Match.Engine.Ranking;

/// <summary>
/// A model seen through somebody's own emphasis: every contribution of a lens is multiplied. For trying out on a page what
/// matters most; lists made with it are never recorded.
/// </summary>
/// <param name="model">The model in use.</param>
/// <param name="emphasis">By lens a factor of 0 or more; a lens that is not named counts as it is.</param>
public sealed class WhatIfModel(IRankingModel model, IReadOnlyDictionary<Lens, double> emphasis) : IRankingModel
{
    private readonly double[] factors = [.. SignalTable.All.Select(s => emphasis.GetValueOrDefault(s.Lens, 1))];

    public void Score(ReadOnlySpan<float> rows, Span<double> scores)
    {
        Span<double> contributions = stackalloc double[factors.Length];
        for (var row = 0; row < scores.Length; row++)
        {
            scores[row] = Explain(rows.Slice(row * factors.Length, factors.Length), contributions);
        }
    }

    public double Explain(ReadOnlySpan<float> row, Span<double> contributions)
    {
        model.Explain(row, contributions);
        var score = 0.0;
        for (var i = 0; i < factors.Length; i++)
        {
            contributions[i] *= factors[i];
            score += contributions[i];
        }

        return score;
    }
}
