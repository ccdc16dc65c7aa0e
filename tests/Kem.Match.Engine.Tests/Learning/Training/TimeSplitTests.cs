using Kem.Match.Engine.Learning.Training;

namespace Kem.Match.Engine.Tests.Learning.Training;

public class TimeSplitTests
{
    [Fact]
    public void Holds_out_the_latest_days_whole()
    {
        Assert.Equal([1, 3], TimeSplit.Of(Set(1, 9, 2, 8), 0.5).HeldOut);
        Assert.Equal([0, 2], TimeSplit.Of(Set(1, 9, 2, 8), 0.5).Trained);

        // A quarter is one query of four, but two were judged on its day.
        Assert.Equal([1, 3], TimeSplit.Of(Set(1, 9, 2, 9), 0.25).HeldOut);
    }

    [Fact]
    public void Never_holds_out_everything()
    {
        Assert.Equal([2], TimeSplit.Of(Set(4, 4, 5), 0.9).HeldOut);
        Assert.Empty(TimeSplit.Of(Set(4, 4, 4), 0.5).HeldOut);
        Assert.Equal([0, 1, 2], TimeSplit.Of(Set(4, 4, 4), 0.5).Trained);
        Assert.Empty(TimeSplit.Of(Set(4), 0.9).HeldOut);
    }

    [Fact]
    public void Without_days_the_last_queries_are_the_latest()
    {
        Assert.Equal([2, 3], TimeSplit.Of(Undated(4), 0.5).HeldOut);
        Assert.Equal([0, 1], TimeSplit.Of(Undated(4), 0.5).Trained);
        Assert.Equal([0], TimeSplit.Of(Undated(4), 0.99).Trained);
        Assert.Empty(TimeSplit.Of(Undated(1), 0.99).HeldOut);
    }

    [Fact]
    public void Holds_nothing_out_when_nothing_is_asked_for()
    {
        Assert.Empty(TimeSplit.Of(Set(1, 2, 3), 0).HeldOut);
        Assert.Empty(TimeSplit.Of(Undated(3), 0.1).HeldOut);
    }

    private static TrainingSet Undated(int queries) =>
        new(FeatureMatrix.RowMajor(new float[queries], 1), new int[queries], [.. Enumerable.Repeat(1, queries)]);

    private static TrainingSet Set(params int[] days) =>
        new(FeatureMatrix.RowMajor(new float[days.Length], 1), new int[days.Length], [.. days.Select(_ => 1)])
        {
            QueryDays = [.. days.Select(day => new DateOnly(2026, 1, day))],
        };
}
