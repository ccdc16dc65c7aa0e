using Kem.Match.Engine.Search;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Tests.Search;

public class PackedListsTests
{
    [Theory]
    [InlineData(500)]
    [InlineData(70_000)]
    public void Codes_are_read_as_they_were_written_however_many_kinds_of_sightings_there_are(int different)
    {
        KnownCode[] codes = [.. Enumerable.Range(0, 80_000).Select(n => n % different).Select(n => new KnownCode(n / 8, CodeKind.Activity, Knowledge.Read, n % 8 / 7f))];

        var column = new CodeColumn(codes);

        Assert.Equal(codes, column.Read(0, codes.Length));
        Assert.Equal(codes[79_990..], column.Read(79_990, 80_000));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Leaping_through_a_list_finds_what_is_in_both(int seed)
    {
        var random = new Random(seed);
        for (var n = 0; n < 200; n++)
        {
            var (few, many) = (Sorted(random, random.Next(20)), Sorted(random, random.Next(600)));
            var found = new List<ushort>();
            foreach (var at in new InBoth(few, many)) found.Add(few[at]);

            Assert.Equal(few.Intersect(many), found);
        }
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 2, 0)]
    [InlineData(4, 31, 7)]
    [InlineData(1, 9, 3)]
    public void Counts_come_back_as_they_were_packed(int name, int description, int stated) =>
        Assert.Equal(new FieldCounts(name, description, stated), new FieldCounts(name, description, stated).Kept);

    private static ushort[] Sorted(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (ushort)random.Next(800)).Distinct().Order()];
}
