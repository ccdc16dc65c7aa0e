using Kem.Match.Web.Domain.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Kem.Match.Web.Tests.CataloguePages;

/// <summary>When an association was founded, what it has time and room for, and what it would rather not be asked about.</summary>
public sealed class ProfileDetailsTests
{
    private const string Football = "Fodbold";
    private static readonly string Women = $"/katalog/{Tests.Catalogue.WomenAssociation}";

    private static readonly KeyValuePair<string, string>[] Details =
    [
        new("FoundedYear", "1998"), new("VolunteerHours", "20"), new("FreeSlots", "1"),
        new("Boundaries", "AK_FOOTBALL"), new("Boundaries", "TG_MEN"), new("Boundaries", "M7"),
    ];

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task What_is_written_is_kept_and_stands_on_the_profile(string database)
    {
        await using var app = new KemApp(database);
        await app.SubmitAsync(Person.Amina, Women + "/ret", Details);

        var women = await WomenAsync(app);
        Assert.Equal((1998, 20, 1), (women.FoundedYear, women.VolunteerHours, women.FreeSlots));
        Assert.Equal(["AK_FOOTBALL", "M7", "TG_MEN"], women.Boundaries.Order(StringComparer.Ordinal));

        var lead = (await app.PageAsync(Person.Dorte, Women)).QuerySelector(".k-head__lead")!.TextContent;
        Assert.EndsWith("42 medlemmer. Stiftet i 1998. Kan give cirka 20 timer om måneden. Har plads til 1 samarbejde mere.", lead, StringComparison.Ordinal);

        await app.SubmitAsync(Person.Amina, Women + "/ret", [new("FoundedYear", ""), new("VolunteerHours", ""), new("FreeSlots", ""), new("Boundaries", "XX_UNKNOWN")]);
        women = await WomenAsync(app);
        Assert.Equal((null, null, null), (women.FoundedYear, women.VolunteerHours, women.FreeSlots));
        Assert.Empty(women.Boundaries);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Profiles_and_needs_from_before_have_said_nothing_of_it(string database)
    {
        await using var app = new KemApp(database);
        var need = await app.AddNeedAsync();

        await app.WithDb(async db =>
        {
            await db.GetService<IMigrator>().MigrateAsync("WordCorrections");
            await db.Database.MigrateAsync();
        });

        Assert.Empty((await WomenAsync(app)).Boundaries);
        Assert.Empty((await app.WithDb(db => db.Needs.AsNoTracking().SingleAsync(n => n.Id == need))).RequiredLanguages);
    }

    [Theory]
    [InlineData("FoundedYear", "2027", "Skriv året med 4 tal, fra 1700 til 2026.")]
    [InlineData("FoundedYear", "1699", "Skriv året med 4 tal, fra 1700 til 2026.")]
    [InlineData("VolunteerHours", "1001", "Skriv timerne som et helt tal fra 0 til 1000, for eksempel 20.")]
    [InlineData("VolunteerHours", "-1", "Skriv timerne som et helt tal fra 0 til 1000, for eksempel 20.")]
    [InlineData("FreeSlots", "1001", "Skriv antallet som et helt tal fra 0 til 1000, for eksempel 2.")]
    [InlineData("FreeSlots", "flere", "Ret »Plads til flere samarbejder lige nu«.")]
    public async Task A_figure_that_cannot_be_is_explained_at_its_field_and_nothing_is_kept(string field, string typed, string message)
    {
        await using var app = new KemApp();

        var page = await (await app.SubmitAsync(Person.Amina, Women + "/ret", [new(field, typed), new("Place", "Havnen")])).PageAsync();

        Assert.Contains(message, page.QuerySelector($"#{field}-error")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(message, page.QuerySelector($".k-alert a[href='#{field}']")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Midtbyen", (await WomenAsync(app)).Place);
    }

    [Fact]
    public async Task Only_the_coordinator_and_the_association_itself_see_its_boundaries()
    {
        await using var app = new KemApp();
        await app.SubmitAsync(Person.Amina, Women + "/ret", Details);

        Assert.Contains(Football, await TextAsync(app, Person.Birgit), StringComparison.Ordinal);
        Assert.Contains(Football, await TextAsync(app, Person.Amina), StringComparison.Ordinal);
        Assert.DoesNotContain(Football, await TextAsync(app, Person.Dorte), StringComparison.Ordinal);
        Assert.DoesNotContain(Football, await TextAsync(app, Person.Erik), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_holds_the_figures_but_nobodys_boundaries()
    {
        await using var app = new KemApp();
        await app.SubmitAsync(Person.Amina, Women + "/ret", Details);

        var lines = (await app.As(Person.Birgit).GetStringAsync(new Uri("/katalog.csv?sprog=ar", UriKind.Relative))).Split("\r\n");

        Assert.Contains(";Medlemmer;Stiftet;Frivilligtimer om måneden;Plads til flere samarbejder;", lines[0], StringComparison.Ordinal);
        Assert.Contains(";42;1998;20;1;", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain(Football, lines[1], StringComparison.Ordinal);
    }

    private static async Task<string> TextAsync(KemApp app, Person person) => (await app.PageAsync(person, Women)).QuerySelector("main")!.TextContent;

    private static Task<Organisation> WomenAsync(KemApp app) =>
        app.WithDb(db => db.Organisations.AsNoTracking().SingleAsync(o => o.Id == Tests.Catalogue.WomenAssociation));
}
