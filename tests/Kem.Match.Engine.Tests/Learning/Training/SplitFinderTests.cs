using System.Runtime.Intrinsics;
using Kem.Match.Engine.Learning.Training;

namespace Kem.Match.Engine.Tests.Learning.Training;

public class SplitFinderTests
{
    private static readonly LeafLimits Free = new(Rows: 1, Hessian: 0, L2: 1);

    /// <summary>
    /// Two groups with gradients −6 and 2, hessians 2 and 3, λ = 1: 36/3 + 4/4 − 16/6 = 12 + 1 − 2.6667 = 10.3333.
    /// </summary>
    [Fact]
    public void A_gain_as_worked_by_hand()
    {
        var split = Find(Free, ValueRange.Any, Direction.Any, Cells((-6, 2, 1), (2, 3, 1), (0, 0, 0)));

        Assert.Equal(0, split.Bin);
        Assert.Equal(10.333333, split.Gain, 1e-6);
        Assert.Equal(Vector128.Create(-6, 2, 1, 0), split.Left);
    }

    [Theory]
    [InlineData(Direction.Any, 1, 0)]
    [InlineData(Direction.Up, 1, 0)]
    [InlineData(Direction.Down, 1, 0)]
    [InlineData(Direction.Any, 20, 0)]
    [InlineData(Direction.Any, 1, 90)]
    [InlineData(Direction.Up, 12, 60)]
    public void Finds_what_trying_everything_finds(Direction direction, int rows, double hessian)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var cells = new Vector128<int>[random.Next(2, 40)];
            for (var i = 0; i < cells.Length; i++)
            {
                // Every third feature has no missing rows, and some groups are empty in this node.
                var count = i == cells.Length - 1 && seed % 3 == 0 ? 0 : random.Next(4) * random.Next(6);
                cells[i] = count == 0 ? Vector128<int>.Zero : Vector128.Create(random.Next(-50, 50) * count, random.Next(1, 9) * count, count, 0);
            }

            var limits = new LeafLimits(rows, hessian, L2: seed % 2);
            if (limits.L2 == 0) limits = limits with { Hessian = Math.Max(1, hessian) };
            var range = seed % 4 == 1 ? new ValueRange(-2, 3) : ValueRange.Any;

            var found = Find(limits, range, direction, cells);
            var best = BestOfAll(limits, range, direction, cells);

            Assert.Equal(best.Gain, found.Gain, 1e-6);
            if (best.Gain == 0) continue;

            Assert.Equal(best.Bin, found.Bin);
            Assert.Equal(best.Left, found.Left);
            if (cells[^1][2] > 0) Assert.Equal(best.MissingLeft, found.MissingGoesLeft);
        }
    }

    [Fact]
    public void Divides_what_is_missing_from_what_is_there()
    {
        var split = Find(Free, ValueRange.Any, Direction.Up, Cells((10, 5, 5), (10, 5, 5), (-40, 10, 10)));

        Assert.Equal(1, split.Bin);
        Assert.False(split.MissingGoesLeft);
        Assert.Equal(10, split.Left[2]);
    }

    [Fact]
    public void Rows_without_a_value_follow_the_heavier_side_when_none_was_seen()
    {
        Assert.True(Find(Free, ValueRange.Any, Direction.Any, Cells((-6, 4, 4), (2, 3, 3), (0, 0, 0))).MissingGoesLeft);
        Assert.False(Find(Free, ValueRange.Any, Direction.Any, Cells((-6, 3, 3), (2, 4, 4), (0, 0, 0))).MissingGoesLeft);
    }

    [Fact]
    public void Equal_gains_keep_the_lower_cut()
    {
        // The middle group is empty, so cutting before or after it is the same.
        Assert.Equal(0, Find(Free, ValueRange.Any, Direction.Any, Cells((-5, 2, 2), (0, 0, 0), (5, 2, 2), (0, 0, 0))).Bin);
    }

    [Fact]
    public void Equal_halves_are_not_divided() =>
        Assert.Equal(0, Find(Free with { L2 = 0, Hessian = 1 }, ValueRange.Any, Direction.Any, Cells((-30, 7, 7), (-60, 14, 14), (-90, 21, 21), (0, 0, 0))).Gain);

    private static Split Find(LeafLimits limits, ValueRange range, Direction direction, Vector128<int>[] cells)
    {
        var node = cells.Aggregate(Vector128<int>.Zero, (sum, cell) => sum + cell);

        // Whatever follows the feature's own cells must not matter.
        Vector128<int>[] followed = [.. cells, Vector128.Create(-999, 7, 3, 0), Vector128.Create(999, 7, 3, 0), Vector128.Create(5, 5, 5, 0), default];
        return new SplitFinder(limits, node, range).Best(3, followed, cells.Length - 1, direction);
    }

    private static (double Gain, int Bin, bool MissingLeft, Vector128<int> Left) BestOfAll(LeafLimits limits, ValueRange range, Direction direction, Vector128<int>[] cells)
    {
        var node = cells.Aggregate(Vector128<int>.Zero, (sum, cell) => sum + cell);
        var missing = cells[^1];
        (double Gain, int Bin, bool MissingLeft, Vector128<int> Left) best = default;

        foreach (var missingLeft in missing[2] > 0 ? new[] { false, true } : [false])
        {
            for (var bin = 0; bin < cells.Length - 1; bin++)
            {
                var left = cells[..(bin + 1)].Aggregate(missingLeft ? missing : Vector128<int>.Zero, (sum, cell) => sum + cell);
                var right = node - left;
                if (Math.Min(left[2], right[2]) < limits.Rows || Math.Min(left[1], right[1]) < limits.Hessian) continue;

                var (leftValue, rightValue) = (Value(left), Value(right));
                if ((rightValue - leftValue) * (int)direction < 0) continue;

                var gain = Worth(left, leftValue) + Worth(right, rightValue) - Worth(node, Value(node));
                if (gain > best.Gain + 1e-9) best = (gain, bin, missingLeft, left);
            }
        }

        return best;

        double Value(Vector128<int> sums) => Math.Clamp(-sums[0] / (sums[1] + limits.L2), range.Low, range.High);
        double Worth(Vector128<int> sums, double value) => -((2 * sums[0] * value) + ((sums[1] + limits.L2) * value * value));
    }

    private static Vector128<int>[] Cells(params (int Gradient, int Hessian, int Rows)[] cells) =>
        [.. cells.Select(cell => Vector128.Create(cell.Gradient, cell.Hessian, cell.Rows, 0))];
}
