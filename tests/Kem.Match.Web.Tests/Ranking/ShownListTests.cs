using System.Text;
using Kem.Match.Engine.Signals;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Ranking;
using Kem.Match.Web.Features.Ranking;
using Kem.Match.Web.Features.Suggestions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Tests.Ranking;

/// <summary>What the ranking learns from is what was shown: once, exactly, and nothing private.</summary>
public class ShownListTests
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task What_was_shown_is_kept_once_a_day_with_its_rows(string database)
    {
        await using var app = new KemApp(database);
        var need = await app.AddNeedAsync();

        await ViewAsync(app, need);
        await ViewAsync(app, need);
        var list = Assert.Single(await ListsAsync(app, need, expected: 1));

        var suggested = await SuggestedAsync(app, need);
        Assert.Equal(suggested.Version, list.Model);
        Assert.Equal(Catalogue.IntegrationTeam, list.AskerId);
        Assert.Equal(app.Today(), list.Day);
        Assert.Equal(SignalTable.All.Select(s => s.Code), list.SignalCodes);
        Assert.Equal(suggested.List.Ranked.Select(s => s.PartnerId), list.Partners.Select(p => p.OrganisationId.ToString()));
        Assert.Equal(Enumerable.Range(1, list.Partners.Count), list.Partners.Select(p => p.Rank));
        Assert.All(list.Partners.Zip(suggested.List.Ranked), pair => Assert.Equal(pair.Second.Signals, pair.First.Signals()));

        app.Clock.Advance(TimeSpan.FromDays(1));
        await ViewAsync(app, need);
        Assert.Equal(2, (await ListsAsync(app, need, expected: 2)).Count);
    }

    [Fact]
    public async Task A_trial_list_is_never_kept()
    {
        await using var app = new KemApp();
        var (need, other) = (await app.AddNeedAsync(), await app.AddNeedAsync());

        foreach (var trial in new[] { "adgang=4", "praktisk=0", "opgave=1&supplement=3", "laering=99" })
        {
            var page = await ViewAsync(app, need, $"?{trial}");
            Assert.Contains("Du kigger på en prøve-liste", page, StringComparison.Ordinal);
        }

        // What is noted is written in order: when this one is there, the others would have been too.
        await ViewAsync(app, other);
        Assert.Single(await ListsAsync(app, other, expected: 1));
        Assert.Empty(await ListsAsync(app, need, expected: 0));
    }

    [Fact]
    public async Task What_is_not_a_slider_position_is_no_trial()
    {
        await using var app = new KemApp();
        var need = await app.AddNeedAsync();

        Assert.DoesNotContain("prøve-liste", await ViewAsync(app, need, "?adgang=2&praktisk=meget"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ticking_and_comparing_is_kept_once()
    {
        await using var app = new KemApp();
        var need = await app.AddNeedAsync();
        await app.WithDb(async db =>
        {
            (await db.Needs.SingleAsync(n => n.Id == need)).DescribeWhoAndWhat("M4", ["TG_ELDER", "TG_CHILDREN"], ["AK_VISITING", "AK_FOOTBALL"], [], [], "", app.Clock.Now);
            await db.SaveChangesAsync();
        });

        for (var n = 0; n < 2; n++)
        {
            await app.As(Person.Birgit).GetStringAsync(
                new Uri($"/behov/{need}/sammenlign?partner={Catalogue.WomenAssociation}&partner={Catalogue.FootballClub}", UriKind.Relative));
        }

        await ViewAsync(app, need);
        await ListsAsync(app, need, expected: 1);
        Assert.Equal(2, await app.WithDb(db => db.ComparedPartners.CountAsync(c => c.NeedId == need)));
    }

    [Fact]
    public async Task What_waits_is_written_before_the_program_stops()
    {
        using var database = TestDatabase.New(TestDatabase.Sqlite);
        var services = new ServiceCollection().AddLogging().AddScoped(_ => database.Open()).BuildServiceProvider();
        using var log = new ShownListLog(services.GetRequiredService<IServiceScopeFactory>(), services.GetRequiredService<Microsoft.Extensions.Logging.ILogger<ShownListLog>>());
        var (need, _) = await AddNeedAsync(database);

        await log.StartAsync(CancellationToken.None);
        log.Note(new ShownList(need, Catalogue.IntegrationTeam, "prior", [], [], KemApp.Morning));
        await log.StopAsync(CancellationToken.None);

        await using var db = database.Open();
        Assert.Equal(1, await db.ShownLists.CountAsync());
    }

    [Fact]
    public async Task A_list_that_cannot_be_written_stops_nothing()
    {
        using var database = TestDatabase.New(TestDatabase.Sqlite);
        var services = new ServiceCollection().AddLogging().AddScoped(_ => database.Open()).BuildServiceProvider();
        using var log = new ShownListLog(services.GetRequiredService<IServiceScopeFactory>(), services.GetRequiredService<Microsoft.Extensions.Logging.ILogger<ShownListLog>>());
        var (need, _) = await AddNeedAsync(database);

        await log.StartAsync(CancellationToken.None);
        log.Note(new ShownList(Guid.CreateVersion7(), Catalogue.IntegrationTeam, "prior", [], [], KemApp.Morning));
        log.Note(new ShownList(need, Catalogue.IntegrationTeam, "prior", [], [], KemApp.Morning));
        await log.StopAsync(CancellationToken.None);

        await using var db = database.Open();
        Assert.Equal(need, (await db.ShownLists.SingleAsync()).NeedId);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task What_is_erased_takes_its_rows_with_it(string kind)
    {
        await using var app = new KemApp(kind);
        var (need, other) = (await app.AddNeedAsync(), await app.AddNeedAsync());

        await app.WithDb(async db =>
        {
            foreach (var id in new[] { need, other })
            {
                db.ShownLists.Add(new ShownList(
                    id, Catalogue.IntegrationTeam, "prior", [], [new(1, Catalogue.WomenAssociation, []), new(2, Catalogue.FootballClub, [])], app.Clock.Now));
                db.ComparedPartners.Add(new ComparedPartner(id, Catalogue.WomenAssociation, app.Today()));
            }

            await db.SaveChangesAsync();
            await db.Needs.Where(n => n.Id == need).ExecuteDeleteAsync();
            await db.Organisations.Where(o => o.Id == Catalogue.WomenAssociation).ExecuteDeleteAsync();
        });

        await app.WithDb(async db =>
        {
            var list = await db.ShownLists.Include(l => l.Partners).SingleAsync();
            Assert.Equal(other, list.NeedId);
            Assert.Equal(Catalogue.FootballClub, Assert.Single(list.Partners).OrganisationId);
            Assert.Equal(0, await db.ComparedPartners.CountAsync());
        });
    }

    /// <summary>A new column has to be let in here, by somebody who has thought about what it may hold.</summary>
    [Fact]
    public void There_is_no_place_for_a_person_a_sentence_or_a_reason()
    {
        using var db = new SqliteKemDb(new DbContextOptionsBuilder<SqliteKemDb>().UseSqlite("Data Source=:memory:").Options);

        var columns = new[] { typeof(ShownList), typeof(ShownPartner), typeof(ComparedPartner) }
            .SelectMany(type => db.Model.FindEntityType(type)!.GetProperties().Select(p => $"{type.Name}.{p.Name}"));

        Assert.Equal(
            [
                "ComparedPartner.Day", "ComparedPartner.NeedId", "ComparedPartner.OrganisationId",
                "ShownList.AskerId", "ShownList.Content", "ShownList.Day", "ShownList.Id", "ShownList.Model", "ShownList.NeedId", "ShownList.ShownAt", "ShownList.SignalCodes",
                "ShownPartner.ListId", "ShownPartner.OrganisationId", "ShownPartner.Rank", "ShownPartner.Row",
            ],
            columns.Order(StringComparer.Ordinal));
        Assert.Equal(
            [typeof(Guid), typeof(Guid), typeof(OutcomeKind), typeof(DateOnly)],
            typeof(PartnerOutcome).GetConstructors()[0].GetParameters().Select(p => p.ParameterType));
    }

    /// <summary>Whatever people write in a refusal, an answer or minutes, the rows that the ranking learns from are the same, byte for byte.</summary>
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Reasons_complaints_and_minutes_leave_the_training_rows_as_they_are(string database)
    {
        await using var app = new LearningApp(database);
        await app.AddHistoryAsync("described");
        await app.ProposeAsync(await app.AddNeedAsync(), Catalogue.WomenAssociation);
        await app.FillDemoAsync();
        var before = await TrainingBytesAsync(app);

        for (var seed = 0; seed < 5; seed++)
        {
            await app.WithDb(db => ScribbleAsync(db, new Random(seed)));
            Assert.Equal(before, await TrainingBytesAsync(app));
        }

        Assert.True(before.Length > 1_000);
    }

    private static async Task ScribbleAsync(KemDb db, Random random)
    {
        string Words() => string.Join(' ', Enumerable.Range(0, 5).Select(_ => random.Next(100_000)));
        var (a, b, c, d) = (Words(), Words(), Words(), random.Next(1, 6));

        await db.Proposals.ExecuteUpdateAsync(set => set
            .SetProperty(p => p.DeclineReason, a[..5]).SetProperty(p => p.AnswerMessage, b).SetProperty(p => p.PreferredTimes, c).SetProperty(p => p.Message, b));
        await db.Agreements.ExecuteUpdateAsync(set => set.SetProperty(p => p.EndReason, a).SetProperty(p => p.Title, c));
        await db.Set<Domain.Agreements.AgreementParty>().ExecuteUpdateAsync(set => set
            .SetProperty(p => p.ContactName, b).SetProperty(p => p.Contribution, c));
        await db.Set<Domain.Agreements.Signatory>().ExecuteUpdateAsync(set => set.SetProperty(s => s.DeclineReason, a).SetProperty(s => s.RightPerson, b));

        foreach (var need in await db.Needs.Where(n => n.Dismissals.Any()).ToListAsync())
        {
            foreach (var dismissal in need.Dismissals)
            {
                db.Entry(dismissal).Property(x => x.Reason).CurrentValue = Words();
            }
        }

        foreach (var meeting in await db.StatusMeetings.ToListAsync())
        {
            foreach (var line in meeting.Lines)
            {
                db.Entry(line).Property(x => x.Text).CurrentValue = Words();
            }

            foreach (var rating in meeting.Ratings)
            {
                db.Entry(rating).Property(x => x.Value).CurrentValue = d;
            }
        }

        await db.SaveChangesAsync();
    }

    private static async Task<byte[]> TrainingBytesAsync(LearningApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var history = scope.ServiceProvider.GetRequiredService<TrainingHistory>();
        var lists = await history.ReadAsync(CancellationToken.None);
        var outcomes = await history.OutcomesAsync(CancellationToken.None);

        return Encoding.UTF8.GetBytes(string.Join(
            '\n',
            lists.SelectMany(l => l.Partners.Select(p => $"{l} {p} {p.Judgment.Grade} {p.Judgment.Rank} {string.Join(' ', p.Judgment.Signals)}"))
                .Concat(outcomes.Select(o => o.ToString()))));
    }

    private static async Task<(Guid Need, Guid Asker)> AddNeedAsync(TestDatabase database)
    {
        await using var db = database.Open();
        db.Municipalities.Add(new Domain.Municipalities.Municipality(Places.Hillerød, "Hillerød", "Hillerød Kommune", "", ""));
        db.Municipalities.Add(new Domain.Municipalities.Municipality(Places.Roskilde, "Roskilde", "Roskilde Kommune", "", ""));
        db.Organisations.AddRange(Catalogue.Organisations(new DateOnly(2026, 3, 3)));
        var need = new Domain.Needs.Need(Places.Hillerød, Catalogue.IntegrationTeam, Domain.Organisations.OrganisationKind.Association, "Vi mangler besøgsvenner", "Birgit", KemApp.Morning);
        db.Needs.Add(need);
        await db.SaveChangesAsync();
        return (need.Id, need.AskerId);
    }

    private static Task<string> ViewAsync(KemApp app, Guid need, string query = "") =>
        app.As(Person.Birgit).GetStringAsync(new Uri($"/behov/{need}/forslag{query}", UriKind.Relative));

    private static async Task<Suggested> SuggestedAsync(KemApp app, Guid id)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var need = await scope.ServiceProvider.GetRequiredService<KemDb>().Needs.Include(n => n.Asker).SingleAsync(n => n.Id == id);
        return await scope.ServiceProvider.GetRequiredService<PartnerSuggestions>().ForAsync(need, SuggestionPages.Shown, CancellationToken.None);
    }

    /// <summary>The lists of a need, once as many as expected have been written.</summary>
    private static async Task<List<ShownList>> ListsAsync(KemApp app, Guid need, int expected)
    {
        for (var wait = 0; ; wait++)
        {
            var lists = await app.WithDb(db => db.ShownLists.AsNoTracking().Include(l => l.Partners).Where(l => l.NeedId == need).OrderBy(l => l.ShownAt).ToListAsync());
            if (lists.Count >= expected || wait == 200) return lists;

            await Task.Delay(25);
        }
    }
}
