using Kem.Match.Engine.Feedback;

namespace Kem.Match.Engine.Tests.Feedback;

public class ExaminationTests
{
    [Fact]
    public void The_fourth_place_is_looked_at_every_other_time_and_counts_double()
    {
        var usual = new Examination(Examination.UsualSteepness);

        Assert.Equal(0.5, usual.Chance(4), 12);
        Assert.Equal(2, usual.Weight(4), 12);
        Assert.Equal(1, usual.Chance(1));
    }

    [Fact]
    public void One_lucky_find_does_not_decide() => Assert.Equal(Examination.MostWeight, new Examination(1).Weight(10));

    [Fact]
    public void Nobody_looks_harder_further_down() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Examination(-0.1));

    [Fact]
    public void Without_lists_people_read_as_usual() =>
        Assert.Equal(Examination.UsualSteepness, Examination.Estimate([], new Judged.ByFirstSignal(1)).Steepness, 12);

    [Fact]
    public void Partners_that_all_score_the_same_are_read_too() =>
        Assert.InRange(Examination.Estimate([Judged.List(0, (1, 1, true), (1, 0, false))], new Judged.ByFirstSignal(1)).Steepness, 0.3, 0.8);

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public void How_far_down_people_read_is_seen_even_when_the_best_stand_first(double steepness)
    {
        var random = new Random(3);
        var truth = new Examination(steepness);
        JudgedList[] lists =
        [
            .. Enumerable.Range(0, 600).Select(n => Judged.List(n, [.. Enumerable.Range(1, 10).Select(rank =>
            {
                var value = (float)(2 - (0.2 * rank) + (0.6 * random.NextDouble()));
                var isTouched = random.NextDouble() < truth.Chance(rank) / (1 + Math.Exp(1 - value));
                return (value, isTouched ? 1 : 0, isTouched);
            })])),
        ];

        Assert.InRange(Examination.Estimate(lists, new Judged.ByFirstSignal(1)).Steepness, steepness - 0.15, steepness + 0.15);
    }
}
