using System.Net;
using AngleSharp.Html.Parser;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests;

/// <summary>What must be the same on PostgreSQL as on SQLite, and what is done differently there.</summary>
public class PostgresTests
{
    [Fact]
    public async Task The_migrations_make_the_whole_database_from_nothing()
    {
        using var database = TestDatabase.New(TestDatabase.Postgres);
        await using var db = database.Open();

        await SafeMigrator.MigrateAsync(db, CancellationToken.None);

        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        Assert.Empty(await db.Organisations.ToListAsync());
        Assert.Empty(await db.Agreements.ToListAsync());
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Two_processes_that_start_at_once_both_find_the_database_ready(string kind)
    {
        for (var round = 0; round < 6; round++)
        {
            using var database = TestDatabase.New(kind);
            await using var first = database.Open();
            await using var second = database.Open();
            await first.Database.EnsureDeletedAsync();

            await Task.WhenAll(
                Task.Run(() => SafeMigrator.MigrateAsync(first, CancellationToken.None)),
                Task.Run(() => SafeMigrator.MigrateAsync(second, CancellationToken.None)));

            Assert.Equal(first.Database.GetMigrations(), await second.Database.GetAppliedMigrationsAsync());
        }
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Everybody_in_the_demonstration_can_open_the_pages_of_the_menu(string kind)
    {
        await using var site = new DemoSite(kind);
        var people = await site.WithDb(db => db.Users.AsNoTracking().Select(user => user.DisplayName).ToListAsync());
        var opened = 0;

        foreach (var person in people)
        {
            var browser = await site.SignInAsync(person);
            var today = new HtmlParser().ParseDocument(await browser.GetStringAsync(new Uri("/", UriKind.Relative)));

            foreach (var address in today.QuerySelectorAll("header nav a[href^='/']").Select(link => link.GetAttribute("href")!).Distinct())
            {
                using var response = await browser.GetAsync(new Uri(address, UriKind.Relative));
                Assert.True(response.StatusCode == HttpStatusCode.OK, $"{person} got {(int)response.StatusCode} from {address} on {kind}.");
                opened++;
            }
        }

        Assert.True(people.Count >= 9 && opened >= 3 * people.Count, $"{people.Count} people opened {opened} pages.");
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task The_suggestions_for_every_need_of_the_demonstration_can_be_shown(string kind)
    {
        await using var site = new DemoSite(kind);
        var mona = await site.SignInAsync("Mona Lund");
        var needs = await site.WithDb(db => db.Needs.AsNoTracking().Where(need => need.MunicipalityCode == "9001").Select(need => need.Id).ToListAsync());

        Assert.True(needs.Count > 10);

        foreach (var need in needs)
        {
            using var response = await mona.GetAsync(new Uri($"/behov/{need}/forslag", UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Of_two_who_change_the_same_thing_the_second_is_told(string kind)
    {
        await using var app = new KemApp(kind);

        await app.WithDb(one => app.WithDb(async other =>
        {
            var hers = await one.Organisations.SingleAsync(o => o.Id == Catalogue.FootballClub);
            var his = await other.Organisations.SingleAsync(o => o.Id == Catalogue.FootballClub);

            hers.Confirm(app.Clock.Today());
            await one.SaveChangesAsync();

            his.Confirm(app.Clock.Today().AddDays(-1));
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => other.SaveChangesAsync());
        }));

        await app.WithDb(async db => Assert.Equal(app.Clock.Today(), (await db.Organisations.SingleAsync(o => o.Id == Catalogue.FootballClub)).ConfirmedOn));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Names_stand_in_Danish_order(string kind)
    {
        string[] inOrder = ["abe", "Andel", "zebra", "Ældre", "Østers", "Åben", "Aalborg", "Århus"];
        await using var app = new KemApp(kind);

        await app.WithDb(async db =>
        {
            await db.Organisations.ExecuteDeleteAsync();
            db.Organisations.AddRange(inOrder.Reverse().Select(name => new Organisation(Places.Hillerød, OrganisationKind.Association, new() { Name = name })));
            await db.SaveChangesAsync();

            var sorted = await db.Organisations.OrderBy(o => EF.Functions.Collate(o.Name, KemDb.DanishOrder)).Select(o => o.Name).ToListAsync();
            Assert.Equal(inOrder, sorted);
        });
    }
}
