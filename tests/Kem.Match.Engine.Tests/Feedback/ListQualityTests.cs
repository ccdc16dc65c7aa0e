using Kem.Match.Engine.Feedback;

namespace Kem.Match.Engine.Tests.Feedback;

public class ListQualityTests
{
    private static readonly double[] Even = [1, 1, 1];

    /// <summary>Grades 1, 3, 0 in the order shown. Gains log₂(1 + grade) = 1, 2, 0.</summary>
    [Fact]
    public void Ndcg_worked_by_hand()
    {
        // DCG = 1 ÷ 1 + 2 ÷ 1.58496 = 2.26186; ideal = 2 ÷ 1 + 1 ÷ 1.58496 = 2.63093.
        Assert.Equal(0.85972, ListQuality.Ndcg([0, 1, 2], [1, 3, 0], Even, 5), 5);
        Assert.Equal(1, ListQuality.Ndcg([1, 0, 2], [1, 3, 0], Even, 5), 12);
        Assert.Equal(0.5, ListQuality.Ndcg([0, 1, 2], [1, 3, 0], Even, 1), 12);
    }

    [Fact]
    public void What_was_found_where_few_look_counts_for_more()
    {
        // The only one wanted, last of three and of weight 2: DCG = 2 · 1 ÷ log₂ 4 = 1; ideal = 1.
        Assert.Equal(1, ListQuality.Ndcg([0, 1, 2], [0, 0, 1], [1, 1, 2], 5), 12);
        Assert.Equal(2.0 / 3, ListQuality.ReciprocalRankOfBest([0, 1, 2], [0, 0, 1], [1, 1, 2]), 12);
    }

    [Fact]
    public void A_list_without_anybody_wanted_is_in_perfect_order() =>
        Assert.Equal(1, ListQuality.Ndcg([2, 0, 1], [0, 0, 0], Even, 5));

    [Fact]
    public void The_best_grade_of_the_list_sets_the_reciprocal_rank()
    {
        Assert.Equal(0.5, ListQuality.ReciprocalRankOfBest([0, 1, 2], [1, 3, 0], Even));
        Assert.Equal(0, ListQuality.ReciprocalRankOfBest([], [], []));
    }

    [Fact]
    public void Reading_a_list_partly_does_not_change_the_mean()
    {
        // Each of ten places is wanted equally often and looked at with chance rank^−½: weighted, no order is favoured.
        var examination = new Examination(0.5);
        var random = new Random(4);
        int[] shown = [.. Enumerable.Range(0, 10)];
        int[] reversed = [.. shown.Reverse()];
        double[] weights = [.. shown.Select(i => examination.Weight(i + 1))];
        var difference = 0.0;
        const int Lists = 20_000;
        for (var list = 0; list < Lists; list++)
        {
            var wanted = random.Next(10);
            if (random.NextDouble() >= examination.Chance(wanted + 1)) continue;

            var grades = new int[10];
            grades[wanted] = 1;
            difference += ListQuality.Ndcg(shown, grades, weights, 5) - ListQuality.Ndcg(reversed, grades, weights, 5);
        }

        Assert.InRange(difference / Lists, -0.01, 0.01);
    }
}
