using Kem.Match.Engine.Profiles;
using Kem.Match.Engine.Search;

namespace Kem.Match.Engine.Tests.Search;

public class PartnerIndexTests
{
    [Theory]
    [InlineData("lektiecafe", "lektier")]
    [InlineData("lektiecafé", "lektier")]
    [InlineData("lektiecaef", "lektier")]
    [InlineData("hjælp til lektier", "lektier")]
    [InlineData("skakk", "skak")]
    [InlineData("besøgsven", "kvinder")]
    [InlineData("RANDERS", "skak")]
    public void Finds_partners_by_what_people_type(string text, string id) =>
        Assert.Equal(id, Demo.Index.Search(text)[0].PartnerId);

    [Fact]
    public void Nonsense_and_emptiness_find_nothing()
    {
        Assert.Empty(Demo.Index.Search("xyzzyq"));
        Assert.Empty(Demo.Index.Search(" "));
    }

    [Fact]
    public void An_index_grown_step_by_step_ranks_exactly_as_one_made_at_once()
    {
        var grown = PartnerIndex.Build(Demo.Data, []);
        foreach (var profile in Demo.All) grown = grown.With(profile with { Description = "Noget helt andet om fodbold" });
        grown = grown.With(Demo.Chess with { Id = "væk" }).With(Demo.Women).With(Demo.Auditor, Demo.Homework).With(Demo.Chess).Without("væk");

        Assert.Equal(Demo.Ranker.RankAll(Demo.Index, Demo.Visitors), Demo.Ranker.RankAll(grown, Demo.Visitors));
        Assert.Equal(Demo.Index.Search("lektier"), grown.Search("lektier"));
    }

    [Fact]
    public void A_snapshot_does_not_change_when_the_next_one_is_made()
    {
        var before = Demo.Index.Count;
        var after = Demo.Index.Without("skak");

        Assert.Equal(before, Demo.Index.Count);
        Assert.NotNull(Demo.Index.Find("skak"));
        Assert.Null(after.Find("skak"));
        Assert.Empty(after.Search("randers", PartnerKind.Association));
    }

    [Theory]
    [InlineData("lektie", "lekite", 1, true)]
    [InlineData("lektie", "lektier", 1, true)]
    [InlineData("lektie", "cafe", 2, false)]
    [InlineData("abc", "cba", 1, false)]
    [InlineData("abc", "cba", 2, true)]
    public void Edit_distance_counts_a_swap_as_one(string a, string b, int most, bool isWithin) =>
        Assert.Equal(isWithin, EditDistance.IsWithin(a, b, most));
}
