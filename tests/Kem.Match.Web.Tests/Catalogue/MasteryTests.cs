using System.Net;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Features.Suggestions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Kem.Match.Web.Tests.CataloguePages;

/// <summary>An association says how well it masters what it can, and is suggested for what it is best at.</summary>
public sealed class MasteryTests
{
    private const string Trust = "CO_TRUST_ACCESS";
    private const string Language = "CO_LANGUAGE";
    private static readonly string Women = $"/katalog/{Tests.Catalogue.WomenAssociation}";
    private static readonly string Levels = Women + "/hvor-godt";

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task What_is_said_stands_on_the_profile_and_is_known_to_the_ranking(string database)
    {
        await using var app = new KemApp(database);
        await app.SubmitAsync(Person.Amina, Levels, [Level(Trust, "Teaches"), Level(Language, "")]);

        var women = await WomenAsync(app);
        Assert.Equal([KeyValuePair.Create(Trust, Mastery.Teaches)], women.Mastery);
        Assert.True(women.IsConfirmed);
        Assert.Equal(5, EngineProfiles.Of(women, new Workload(), new DateOnly(2026, 3, 3)).CompetenceLevels[Trust]);
        Assert.Equal(["Kan lære andre", "Kan vise andre"], await TraitsAsync(app, Person.Dorte));

        // What is corrected on the profile leaves it as it is, unless the competence itself goes.
        await app.SubmitAsync(Person.Amina, Women + "/ret", [new("Place", "Havnen")]);
        Assert.Equal([Trust], (await WomenAsync(app)).Mastery.Keys);
        await app.SubmitAsync(Person.Amina, Women + "/ret", [new("Competences", Language)]);
        Assert.Empty((await WomenAsync(app)).Mastery);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Profiles_from_before_have_said_nothing_of_it(string database)
    {
        await using var app = new KemApp(database);

        await app.WithDb(async db =>
        {
            await db.GetService<IMigrator>().MigrateAsync("NeedRequirements");
            await db.Database.MigrateAsync();
        });

        Assert.Empty((await WomenAsync(app)).Mastery);
    }

    [Fact]
    public async Task What_the_coordinator_writes_must_be_confirmed_by_the_association()
    {
        await using var app = new KemApp();
        await app.SubmitAsync(Person.Birgit, Levels, [Level(Language, "Begun"), new("Organisation.Name", "En anden"), new("IsOwn", "true")]);

        var women = await WomenAsync(app);
        Assert.Equal([KeyValuePair.Create(Language, Mastery.Begun)], women.Mastery);
        Assert.Equal(("Kvinder på Tværs", false), (women.Name, women.IsConfirmed));
    }

    [Theory]
    [InlineData("Mester")]
    [InlineData("2")]
    public async Task A_level_that_is_none_is_explained_at_its_question_and_nothing_is_kept(string level)
    {
        await using var app = new KemApp();

        var page = await (await app.SubmitAsync(Person.Amina, Levels, [Level(Trust, level), Level(Language, "Able")])).PageAsync();

        Assert.NotNull(page.QuerySelector($"#Levels_{Trust}_-error"));
        Assert.NotNull(page.QuerySelector($".k-alert a[href='#Levels_{Trust}_']"));
        Assert.NotNull(page.QuerySelector($"input[name='Levels[{Language}]'][value=Able][checked]"));
        Assert.Empty((await WomenAsync(app)).Mastery);
    }

    [Fact]
    public async Task Somebody_elses_change_in_between_is_seen_and_not_overwritten()
    {
        await using var app = new KemApp();
        var old = (await app.PageAsync(Person.Amina, Levels)).QuerySelector("input[name=Version]")!.GetAttribute("value")!;
        await app.SubmitAsync(Person.Birgit, Levels, [Level(Trust, "Able")]);

        var answer = await app.SubmitAsync(Person.Amina, Levels, [new("Version", old), Level(Trust, "Teaches")]);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(Mastery.Able, (await WomenAsync(app)).Mastery[Trust]);
    }

    [Fact]
    public async Task Nobody_else_says_it_for_them_and_where_there_is_no_competence_there_is_no_page()
    {
        await using var app = new KemApp();

        foreach (var person in new[] { Person.Carsten, Person.Dorte, Person.Erik })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await app.As(person).GetAsync(new Uri(Levels, UriKind.Relative))).StatusCode);
        }

        Assert.DoesNotContain("hvor-godt", (await app.PageAsync(Person.Dorte, Women)).Body!.InnerHtml, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NotFound, (await app.As(Person.Birgit).GetAsync(new Uri($"/katalog/{Tests.Catalogue.IntegrationTeam}/hvor-godt", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task The_file_says_it_too()
    {
        await using var app = new KemApp();
        await app.SubmitAsync(Person.Amina, Levels, [Level(Trust, "Teaches"), Level(Language, "Able")]);

        var lines = (await app.As(Person.Birgit).GetStringAsync(new Uri("/katalog.csv?sprog=ar", UriKind.Relative))).Split("\r\n");

        Assert.Contains(";Kan;Hvor godt;Har;", lines[0], StringComparison.Ordinal);
        Assert.Contains("Tillid og adgang til målgruppen: Kan lære andre, Flersproget formidling: Kan det", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Kept", Mastery.Able)]
    [InlineData("Both", Mastery.Able)]
    [InlineData("Removed", Mastery.Teaches)]
    public async Task Of_two_that_become_one_the_chosen_one_is_believed(string choice, Mastery believed)
    {
        await using var app = new KemApp();
        var (kept, merge) = (Tests.Catalogue.FootballClub, $"/katalog/{Tests.Catalogue.FootballClub}/sammenlaegning");
        await app.SubmitAsync(Person.Amina, Levels, [Level(Trust, "Teaches"), Level(Language, "Able")]);
        await app.SubmitAsync(Person.Birgit, $"/katalog/{kept}/ret", [new("Competences", "CO_SPORT_COACH"), new("Competences", Trust)]);
        await app.SubmitAsync(Person.Birgit, $"/katalog/{kept}/hvor-godt", [Level(Trust, "Able")]);

        await app.SubmitAsync(Person.Birgit, $"{merge}?med={Tests.Catalogue.WomenAssociation}", [new("Form.Values[kan]", choice)], merge);

        var mastery = await app.WithDb(db => db.Organisations.Where(o => o.Id == kept).Select(o => o.Mastery).SingleAsync());
        Assert.Equal(believed, mastery[Trust]);
        Assert.Equal(choice != "Kept", mastery.ContainsKey(Language));
    }

    private static KeyValuePair<string, string> Level(string competence, string level) => new($"Levels[{competence}]", level);

    private static async Task<IEnumerable<string>> TraitsAsync(KemApp app, Person person) =>
        (await app.PageAsync(person, Women)).QuerySelectorAll(".k-traits--can li")
            .Where(trait => trait.TextContent.Contains("Tillid", StringComparison.Ordinal) || trait.TextContent.Contains("Flersproget", StringComparison.Ordinal))
            .Select(trait => trait.QuerySelector("small")!.TextContent);

    private static Task<Organisation> WomenAsync(KemApp app) =>
        app.WithDb(db => db.Organisations.AsNoTracking().SingleAsync(o => o.Id == Tests.Catalogue.WomenAssociation));
}
