using Kem.Match.Engine.Learning.Training;

namespace Kem.Match.Engine.Tests.Learning.Training;

public class FeatureBinsTests
{
    [Fact]
    public void Few_values_have_a_group_each_with_cuts_half_way()
    {
        var bins = FeatureBins.Of([1, 1, 2, 4, 4, 4], mostBins: 3);

        Assert.Equal(3, bins.ValueBins);
        Assert.Equal([1.5f, 3f, float.MaxValue], [bins.UpperCut(0), bins.UpperCut(1), bins.UpperCut(2)]);
        Assert.Equal([0, 0, 1, 1, 2, 2, 3], GroupsOf(bins, 0, 1.5f, 1.6f, 3, 3.1f, 99, float.NaN));
    }

    /// <summary>Ten values in three groups: 10 ÷ 3 asks for 4 rows, then 6 ÷ 2 for 3, and 3 are left.</summary>
    [Fact]
    public void Many_values_are_divided_into_groups_of_about_as_many_rows()
    {
        var bins = FeatureBins.Of([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], mostBins: 3);

        Assert.Equal([4.5f, 7.5f, float.MaxValue], [bins.UpperCut(0), bins.UpperCut(1), bins.UpperCut(2)]);
    }

    /// <summary>Seven of ten rows are 0: they stand alone although the three before them do not fill a group.</summary>
    [Fact]
    public void A_heavy_value_stands_alone()
    {
        var bins = FeatureBins.Of([-2, -1, 0, 0, 0, 0, 0, 0, 0, 1, 2], mostBins: 3);

        Assert.Equal([-0.5f, 0.5f], [bins.UpperCut(0), bins.UpperCut(1)]);
    }

    [Fact]
    public void One_value_or_none_makes_one_group()
    {
        Assert.Equal(1, FeatureBins.Of([], 255).ValueBins);
        Assert.Equal(1, FeatureBins.Of([7, 7], 255).ValueBins);
        Assert.Equal(0, FeatureBins.Of([7, 7], 255).BinOf(8));
    }

    [Fact]
    public void Every_value_lies_at_or_below_its_own_cut_and_above_the_one_before()
    {
        var random = new Random(5);
        var values = Enumerable.Range(0, 5000).Select(_ => (float)Math.Round(random.NextDouble() * 3000) / 7).Order().ToArray();
        var bins = FeatureBins.Of(values, 255);

        Assert.Equal(255, bins.ValueBins);
        foreach (var value in values)
        {
            var bin = bins.BinOf(value);
            Assert.True(value <= bins.UpperCut(bin));
            Assert.True(bin == 0 || value > bins.UpperCut(bin - 1));
        }

        var largest = values.GroupBy(value => bins.BinOf(value)).Max(group => group.Count());
        Assert.InRange(largest, 20, 27);
    }

    [Fact]
    public void Neighbouring_and_extreme_floats_are_told_apart()
    {
        var next = MathF.BitIncrement(1);
        Assert.Equal([0, 1], GroupsOf(FeatureBins.Of([1, next], 255), 1, next));

        var extremes = FeatureBins.Of([float.MinValue, float.MaxValue], 255);
        Assert.Equal([0, 1], GroupsOf(extremes, float.MinValue, float.MaxValue));
        Assert.Equal(0, extremes.UpperCut(0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public void Columns_are_sorted_as_floats_are(int count)
    {
        var random = new Random(7);
        var values = Enumerable.Range(0, count).Select(i => i % 5 == 0 ? -0f : (float)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-40, 39)))).ToArray();
        var sorted = values.Order().ToArray();

        new ColumnSort(1000).Sort(values);

        Assert.Equal(sorted, values);
        Assert.DoesNotContain(values, value => value == 0 && float.IsNegative(value));
    }

    private static int[] GroupsOf(FeatureBins bins, params float[] values) => Array.ConvertAll(values, value => (int)bins.BinOf(value));
}
