using Kem.Match.Engine.Search;

namespace Kem.Match.Engine.Tests.Search;

public class SelectionTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 40)]
    [InlineData(4, 1_000)]
    public void Finds_what_sorting_would_put_there(int seed, int different)
    {
        var random = new Random(seed);
        for (var round = 0; round < 50; round++)
        {
            long[] values = [.. Enumerable.Range(0, 1 + random.Next(300)).Select(_ => random.NextInt64(different) - (different / 2))];
            long[] sorted = [.. values.Order()];
            var n = random.Next(values.Length);

            Assert.Equal(sorted[n], Selection.Nth([.. values], n));
            Assert.Equal(sorted[n], Selection.Nth([.. sorted], n));
            Assert.Equal(sorted[n], Selection.Nth([.. sorted.Reverse()], n));
        }
    }
}
