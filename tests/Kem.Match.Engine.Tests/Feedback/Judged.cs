using Kem.Match.Engine.Feedback;
using Kem.Match.Engine.Ranking;
using Kem.Match.Engine.Signals;

namespace Kem.Match.Engine.Tests.Feedback;

/// <summary>Judged lists made by hand: what is scored is the first signal.</summary>
internal static class Judged
{
    public static DateOnly FirstDay { get; } = new(2026, 1, 1);

    /// <param name="n">Its number and day.</param>
    /// <param name="partners">Value of the first signal, grade, and whether it was touched, in the order shown.</param>
    public static JudgedList List(int n, params (float Value, int Grade, bool IsTouched)[] partners) =>
        List(n, $"need {n}", partners);

    public static JudgedList List(int n, string request, params (float Value, int Grade, bool IsTouched)[] partners) => new(
        $"list {n}", request, FirstDay.AddDays(n),
        [.. partners.Select((p, at) => new JudgedPartner($"p{at}", new Judgment($"list {n}", p.Grade, at + 1, FirstDay.AddDays(n), Row(p.Value)) { IsTouched = p.IsTouched }))]);

    public static float[] Row(float first)
    {
        var row = new float[SignalTable.All.Count];
        row[0] = first;
        return row;
    }

    /// <summary>Scores by the first signal times a factor; counts what it was asked.</summary>
    internal sealed class ByFirstSignal(double factor) : IRankingModel
    {
        public void Score(ReadOnlySpan<float> rows, Span<double> scores)
        {
            for (var row = 0; row < scores.Length; row++) scores[row] = factor * rows[row * SignalTable.All.Count];
        }

        public void Explain(ReadOnlySpan<float> rows, Span<double> scores, Span<double> contributions)
        {
            Score(rows, scores);
            for (var row = 0; row < scores.Length; row++) contributions[row * SignalTable.All.Count] = scores[row];
        }
    }

    internal sealed class Trainer(IRankingModel made) : IRankingTrainer
    {
        public List<IReadOnlyList<Judgment>> Given { get; } = [];

        public IRankingModel Train(IReadOnlyList<Judgment> judgments)
        {
            Given.Add(judgments);
            return made;
        }
    }
}
