using Kem.Match.Engine.Ranking;
using Kem.Match.Engine.Signals;

namespace Kem.Match.Engine.Tests.Ranking;

public class PartnerSideTests
{
    private static readonly PartnerSide Partner = new();

    [Fact]
    public void The_score_worked_by_hand()
    {
        // Asked about: what it is given (weight 3) at 0.5 and nearness (weight 1) at 1: 100 · 2.5 ÷ 4.
        var contributions = new double[SignalTable.All.Count];
        var score = Partner.Explain(Row(("given-in-return", 0.5f), ("distance", 1)), contributions);

        Assert.Equal(62.5, score, 9);
        Assert.Equal(37.5, contributions[SignalTable.IndexOf("given-in-return")], 9);
        Assert.Equal(25, contributions[SignalTable.IndexOf("distance")], 9);
        Assert.Equal(score, contributions.Sum(), 9);
    }

    [Fact]
    public void Where_nothing_is_known_it_stands_in_the_middle() => Assert.Equal(50, Score(Row()));

    [Fact]
    public void What_only_the_asker_looks_at_does_not_count() =>
        Assert.Equal(Score(Row(("distance", 0.4f))), Score(Row(("distance", 0.4f), ("words", 1), ("languages", 1))));

    [Fact]
    public void More_gain_is_never_less()
    {
        var random = new Random(2);
        for (var n = 0; n < 1_000; n++)
        {
            float[] row = [.. SignalTable.All.Select(_ => random.NextDouble() < 0.3 ? float.NaN : (float)random.NextDouble())];
            var signal = random.Next(row.Length);
            var before = Score(row);
            Assert.InRange(before, 0, 100);
            if (float.IsNaN(row[signal])) continue;

            row[signal] = 1;
            Assert.True(Score(row) >= before - 1e-9);
        }
    }

    private static double Score(float[] row)
    {
        var scores = new double[1];
        Partner.Score(row, scores);
        return scores[0];
    }

    private static float[] Row(params (string Code, float Value)[] values)
    {
        var row = new float[SignalTable.All.Count];
        Array.Fill(row, float.NaN);
        foreach (var (code, value) in values) row[SignalTable.IndexOf(code)] = value;
        return row;
    }
}
