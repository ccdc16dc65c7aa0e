using System.Text;
using Kem.Match.Web.Domain.Ranking;
using Kem.Match.Web.Features.Ranking;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kem.Match.Web.Tests.Ranking;

/// <summary>What happens at night: a model is learned, tried, and used only when it is better.</summary>
public class RankingTrainingTests
{
    /// <summary>Hardly counts in the hand-set ranking.</summary>
    private const string Overlooked = "described";

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task A_better_model_takes_over_and_ranks_the_next_page(string database)
    {
        await using var app = new LearningApp(database);
        await app.AddHistoryAsync(Overlooked);

        await app.RunAsync<RankingTraining>();

        var run = Assert.Single(await app.RunsAsync());
        Assert.Equal(TrainingState.Promoted, run.State);
        Assert.Equal(120, run.Answers);
        Assert.Equal(60, run.Window!.Needs);
        Assert.InRange(run.Trial!.Needs, 20, 59);
        Assert.True(run.Figures!.Ndcg5 > run.CurrentFigures!.Ndcg5, $"{run.Figures} {run.CurrentFigures}");
        Assert.StartsWith("Den nye model er bedre", run.Reason, StringComparison.Ordinal);
        Assert.Equal(run.Id, (await app.InUseAsync()).RunId);

        // Seen on the page: the list that is noted was ranked by it.
        var need = await app.AddNeedAsync();
        await app.As(Person.Birgit).GetStringAsync(new Uri($"/behov/{need}/forslag", UriKind.Relative));
        Assert.Equal(run.FileHash, await ModelOfListAsync(app, need));
    }

    /// <summary>The learner itself, from the first list to the next page: its scores stay points that the bands understand.</summary>
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Trees_are_grown_stored_read_again_and_ranked_by(string database)
    {
        await using var app = new LearningApp(database) { GrowsTrees = true };
        await app.AddHistoryAsync(Overlooked);

        await app.RunAsync<RankingTraining>();

        var run = Assert.Single(await app.RunsAsync());
        Assert.True(run.State == TrainingState.Promoted, run.Reason);
        var inUse = await app.InUseAsync();
        Assert.Equal(run.Id, inUse.RunId);

        var need = await app.AddNeedAsync();
        var page = await app.As(Person.Birgit).GetStringAsync(new Uri($"/behov/{need}/forslag", UriKind.Relative));
        Assert.Contains("Kvinder på Tværs", page, StringComparison.Ordinal);
        Assert.Equal(run.FileHash, await ModelOfListAsync(app, need));

        // With and without the one signal that told the chosen ones.
        var row = new float[Engine.Signals.SignalTable.All.Count];
        Array.Fill(row, 0.25f);
        var scores = new double[2];
        var rows = (float[])[.. row, .. row];
        (rows[LearningApp.SignalAt(Overlooked)], rows[row.Length + LearningApp.SignalAt(Overlooked)]) = (1, 0);
        inUse.Model.Score(rows, scores);
        Assert.InRange(scores[0] - scores[1], 10, 150);
    }

    [Fact]
    public async Task A_model_that_is_not_surely_better_is_kept_and_not_used()
    {
        await using var app = new LearningApp(TestDatabase.Sqlite);
        await app.AddHistoryAsync(telling: null);

        await app.RunAsync<RankingTraining>();

        var run = Assert.Single(await app.RunsAsync());
        Assert.Equal(TrainingState.Rejected, run.State);
        Assert.NotEmpty(run.File);
        Assert.Null((await app.InUseAsync()).RunId);
    }

    [Fact]
    public async Task With_too_few_answers_nothing_is_trained_and_it_says_how_many_there_are()
    {
        await using var app = new LearningApp(TestDatabase.Sqlite);
        app.Learner.Trouble = new InvalidOperationException("Nobody should ask.");

        await app.RunAsync<RankingTraining>();

        var run = Assert.Single(await app.RunsAsync());
        Assert.Equal((TrainingState.TooFew, 0), (run.State, run.Answers));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Run_twice_it_trains_once_and_a_night_without_news_trains_nothing(string database)
    {
        await using var app = new LearningApp(database);
        await app.AddHistoryAsync(Overlooked);

        await app.RunAsync<RankingTraining>();
        await app.RunAsync<RankingTraining>();
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.RunAsync<RankingTraining>();

        Assert.Single(await app.RunsAsync());
        Assert.Equal(1, await app.WithDb(db => db.ModelsInUse.CountAsync()));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Two_servers_at_once_make_one_model(string database)
    {
        await using var app = new LearningApp(database);
        await app.AddHistoryAsync(Overlooked);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => app.RunAsync<RankingTraining>())));

        Assert.Equal(TrainingState.Promoted, Assert.Single(await app.RunsAsync()).State);
        Assert.Equal(1, await app.WithDb(db => db.ModelsInUse.CountAsync()));
    }

    [Fact]
    public async Task Another_server_follows_within_a_minute()
    {
        await using var app = new LearningApp(TestDatabase.Sqlite);
        var other = new CurrentRanking(
            app.Services.GetRequiredService<RankingModels>(), app.Services.GetRequiredService<IServiceScopeFactory>(), app.Clock, NullLogger<CurrentRanking>.Instance);
        Assert.Null((await other.GetAsync(CancellationToken.None)).RunId);

        await app.AddHistoryAsync(Overlooked);
        await app.RunAsync<RankingTraining>();
        var run = Assert.Single(await app.RunsAsync());

        app.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Null((await other.GetAsync(CancellationToken.None)).RunId);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(run.Id, (await other.GetAsync(CancellationToken.None)).RunId);
    }

    [Theory]
    [InlineData("changed")]
    [InlineData("not a model")]
    public async Task A_broken_file_is_refused_and_the_model_before_it_stays(string how)
    {
        await using var app = new LearningApp(TestDatabase.Sqlite);
        await app.AddHistoryAsync(Overlooked);
        await app.RunAsync<RankingTraining>();
        var good = Assert.Single(await app.RunsAsync());
        var file = Encoding.UTF8.GetBytes("this is no model");

        var broken = await app.WithDb(async db =>
        {
            var run = new TrainingRun("broken", app.Clock.Now);
            run.Learned(1, new TrainingWindow(app.Today(), app.Today(), 1, 1, 1), file, how == "changed" ? good.FileHash : RankingModels.HashOf(file));
            run.End(TrainingState.Promoted, "", app.Clock.Now);
            db.TrainingRuns.Add(run);
            db.ModelsInUse.Add(new ModelInUse(run.Id, ModelChange.Promoted, app.Clock.Now.AddSeconds(1)));
            await db.SaveChangesAsync();
            return run.Id;
        });
        app.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(good.Id, (await app.InUseAsync()).RunId);
        Assert.Equal(broken, app.Services.GetRequiredService<CurrentRanking>().PassedOver);
        Assert.Contains("Den valgte model kan ikke læses", (await app.PageAsync(Person.Erik, "/administration/rangering")).Body!.TextContent, StringComparison.Ordinal);

        // A server that starts now finds the same.
        var started = new CurrentRanking(
            app.Services.GetRequiredService<RankingModels>(), app.Services.GetRequiredService<IServiceScopeFactory>(), app.Clock, NullLogger<CurrentRanking>.Instance);
        Assert.Equal(good.Id, (await started.GetAsync(CancellationToken.None)).RunId);
    }

    [Fact]
    public async Task A_training_that_breaks_off_touches_nothing_and_is_tried_again_the_next_night()
    {
        await using var app = new LearningApp(TestDatabase.Sqlite);
        await app.AddHistoryAsync(Overlooked);
        app.Learner.Trouble = new InvalidOperationException("Out of luck.");

        await app.RunAsync<RankingTraining>();
        Assert.Equal(TrainingState.Failed, Assert.Single(await app.RunsAsync()).State);
        Assert.Null((await app.InUseAsync()).RunId);

        app.Learner.Trouble = null;
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.RunAsync<RankingTraining>();
        Assert.Equal([TrainingState.Failed, TrainingState.Promoted], (await app.RunsAsync()).Select(r => r.State));
    }

    [Fact]
    public async Task A_training_that_died_with_its_server_is_begun_again()
    {
        await using var app = new LearningApp(TestDatabase.Sqlite);
        await app.AddHistoryAsync(Overlooked);
        await app.WithDb(async db =>
        {
            db.TrainingRuns.Add(new TrainingRun("2026-03-03", app.Clock.Now));
            await db.SaveChangesAsync();
        });

        app.Clock.Advance(TrainingRun.LongestRun);
        await app.RunAsync<RankingTraining>();
        Assert.Equal(TrainingState.Running, Assert.Single(await app.RunsAsync()).State);

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.RunAsync<RankingTraining>();
        Assert.Equal(TrainingState.Promoted, Assert.Single(await app.RunsAsync()).State);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task What_is_older_than_three_years_is_forgotten(string database)
    {
        await using var app = new LearningApp(database);
        var need = await app.AddNeedAsync();
        await app.WithDb(async db =>
        {
            foreach (var at in new[] { app.Clock.Now.AddMonths(-36).AddDays(-1), app.Clock.Now.AddMonths(-36) })
            {
                db.ShownLists.Add(new ShownList(need, Catalogue.IntegrationTeam, "prior", [], [new(1, Catalogue.FootballClub, [])], at));
            }

            await db.SaveChangesAsync();
        });

        await app.RunAsync<RankingTraining>();

        Assert.Equal(app.Today().AddMonths(-36), (await app.WithDb(db => db.ShownLists.SingleAsync())).Day);
    }

    private static async Task<string> ModelOfListAsync(KemApp app, Guid need)
    {
        for (var wait = 0; wait < 200; wait++)
        {
            if (await app.WithDb(db => db.ShownLists.Where(l => l.NeedId == need).Select(l => l.Model).SingleOrDefaultAsync()) is { } model) return model;

            await Task.Delay(25);
        }

        return "no list was noted";
    }
}
