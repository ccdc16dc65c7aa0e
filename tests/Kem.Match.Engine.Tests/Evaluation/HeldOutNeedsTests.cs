using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Profiles;

namespace Kem.Match.Engine.Tests.Evaluation;

/// <summary>The sets for measuring are whole. What the engine reaches on them is not tested here.</summary>
public class HeldOutNeedsTests
{
    public static TheoryData<string> Sets => ["Development", "Unseen"];

    [Theory]
    [InlineData("Development", 40, 154)]
    [InlineData("Unseen", 70, 221)]
    public void A_set_has_the_size_that_its_readme_states(string set, int needs, int organisations)
    {
        Assert.Equal(needs, Cases(set).Count);
        Assert.Equal(organisations, Organisations(set).Count);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Every_partner_is_an_organisation_of_the_kind_asked_for(string set)
    {
        var kinds = Organisations(set).ToDictionary(o => o.Id, o => o.Kind);
        foreach (var one in Cases(set))
        {
            Assert.All(one.PartnerIds, id =>
            {
                Assert.True(kinds.TryGetValue(id, out var kind), $"{one.Id} names {id}, which is not in the set.");
                Assert.Equal(one.Request.PartnerKind, kind);
            });
            Assert.Equal(one.PartnerIds.Count, one.PartnerIds.Distinct().Count());
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void An_association_that_asks_is_in_the_set_and_never_its_own_partner(string set)
    {
        var associations = Organisations(set).Where(o => o.Kind == PartnerKind.Association).Select(o => o.Id).ToHashSet();
        var asked = Cases(set).Where(c => c.Kind != "municipality_association").ToList();
        Assert.All(asked, c => Assert.Contains(c.Request.AskerId!, associations));
        Assert.All(asked, c => Assert.DoesNotContain(c.Request.AskerId!, c.PartnerIds));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Half_the_needs_are_a_municipalitys_a_quarter_goes_to_companies_and_a_fifth_to_other_associations(string set)
    {
        var cases = Cases(set);
        Assert.Equal(0.55, Share("municipality_association"), 0.03);
        Assert.Equal(0.25, Share("association_company"), 0.03);
        Assert.Equal(0.20, Share("association_association"), 0.03);

        double Share(string kind) => (double)cases.Count(c => c.Kind == kind) / cases.Count;
    }

    [Fact]
    public void The_sets_share_no_organisation_and_no_need()
    {
        Assert.Empty(Organisations("Development").Select(o => o.Name).Intersect(Organisations("Unseen").Select(o => o.Name)));
        Assert.Empty(Cases("Development").Select(c => c.Request.Title).Intersect(Cases("Unseen").Select(c => c.Request.Title)));
    }

    private static IReadOnlyList<PartnerProfile> Organisations(string set)
    {
        using var reader = Open(set, "organisations.jsonl");
        return OrganisationsFile.Read(reader, "organisations.jsonl");
    }

    private static IReadOnlyList<DocumentedCase> Cases(string set)
    {
        using var reader = Open(set, "cases.jsonl");
        return CasesFile.Read(reader, "cases.jsonl");
    }

    private static StreamReader Open(string set, string file) =>
        File.OpenText(Path.Combine(Checkout.Root, "tests/Kem.Match.Engine.Tests/HeldOut", set, file));
}
