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

    public void Score(ReadOnlySpan<float> rows, Span<double> scores) => Explain(rows, scores, new double[rows.Length]);

    /// <inheritdoc/>
    public void Explain(ReadOnlySpan<float> rows, Span<double> scores, Span<double> contributions)
    {
        model.Explain(rows, scores, contributions);
        scores.Clear();
        for (var i = 0; i < contributions.Length; i++)
        {
            contributions[i] *= factors[i % factors.Length];
            scores[i / factors.Length] += contributions[i];
        }
    }
}
