using Kem.Match.Engine.Profiles;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Features.Suggestions;

namespace Kem.Match.Web.Tests.Suggestions;

public sealed class EngineProfilesTests
{
    private static readonly DateOnly Today = new(2026, 3, 3);

    [Fact]
    public void The_engine_is_told_what_the_organisation_has_time_and_room_for_and_where_it_draws_the_line()
    {
        var profile = EngineProfiles.Of(Women(new() { Name = "Kvinder", FoundedYear = 1998, VolunteerHours = 20, FreeSlots = 0, Boundaries = ["AK_FOOTBALL", "M7"] }), new Workload(), Today);

        Assert.Equal(28, profile.YearsSinceFounded);
        Assert.Equal(20, profile.VolunteerHours);
        Assert.Equal(0, profile.FreeSlots);
        Assert.Equal(["AK_FOOTBALL", "M7"], profile.Boundaries);
    }

    [Fact]
    public void What_nobody_has_said_is_unknown_and_not_nothing()
    {
        var profile = EngineProfiles.Of(Women(new() { Name = "Kvinder" }), new Workload(), Today);

        Assert.Null(profile.YearsSinceFounded);
        Assert.Null(profile.VolunteerHours);
        Assert.Null(profile.FreeSlots);
        Assert.Empty(profile.Boundaries);
    }

    [Theory]
    [InlineData(null, Places.Hillerød, Coverage.Local)]
    [InlineData(Places.Hillerød, Places.Hillerød, Coverage.Local)]
    [InlineData(Places.Roskilde, Places.Roskilde, Coverage.Regional)]
    public void Who_is_at_home_in_another_municipality_works_in_both(string? home, string municipality, Coverage coverage)
    {
        var profile = EngineProfiles.Of(Women(new() { Name = "Kvinder" }), new Workload(), Today, home);

        Assert.Equal((municipality, coverage), (profile.Municipality, profile.Coverage));
    }

    [Fact]
    public void What_a_need_requires_is_required_and_also_wished_for()
    {
        var need = new Need(Places.Hillerød, Guid.NewGuid(), OrganisationKind.Association, "Vi mangler besøgsvenner", "Birgit", KemApp.Morning);
        typeof(Need).GetProperty(nameof(Need.Asker))!.SetValue(need, Women(new() { Name = "Kvinder" }));
        need.DescribeWhoAndWhat("M4", [], [], [], ["ar"], "", KemApp.Morning);
        need.RequireLanguages(["ar", "so"], KemApp.Morning);
        need.DescribeWhereAndWhen("", [], beginsOn: null, volunteerHours: 12, withinKilometres: 30, KemApp.Morning);
        need.RequireMentioned(["skak"], KemApp.Morning);
        need.RequireRest(60, KemApp.Morning);

        var request = EngineProfiles.Of(need, Today);

        Assert.Equal(["ar", "so"], request.Required.Languages);
        Assert.Equal(["ar", "so"], request.Languages);
        Assert.Equal(["skak"], request.Required.Having);
        Assert.Equal((30, 60), (request.Required.WithinKilometres, request.Required.RestDays));
        Assert.Equal(12, request.VolunteerHours);
    }

    private static Organisation Women(OrganisationDescription description) => new(Places.Hillerød, OrganisationKind.Association, description);
}
