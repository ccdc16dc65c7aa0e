using Kem.Match.Engine.Ranking;

namespace Kem.Match.Engine.Tests.Ranking;

internal static class ExplainingOne
{
    /// <summary>The score of one row, and what each signal added to it.</summary>
    public static double Explain(this IRankingModel model, ReadOnlySpan<float> row, Span<double> contributions)
    {
        var score = 0.0;
        model.Explain(row, new Span<double>(ref score), contributions);
        return score;
    }
}
