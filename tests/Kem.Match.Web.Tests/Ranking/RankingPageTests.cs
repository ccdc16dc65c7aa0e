using System.Net;
using Kem.Match.Web.Domain.Ranking;
using Kem.Match.Web.Features.Ranking;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Ranking;

/// <summary>The administrator's page about the ranking.</summary>
public class RankingPageTests
{
    private const string Page = "/administration/rangering";

    [Fact]
    public async Task Only_the_administrator_comes_in_and_only_the_administrator_changes_anything()
    {
        await using var app = new LearningApp(TestDatabase.Sqlite);
        var id = await TrainedAsync(app);

        foreach (var address in new[] { Page, $"{Page}/haandsat/brug", $"{Page}/{id}/brug", $"{Page}/{id}/fil" })
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, Person.Erik, address));
            Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(app, null, address));

            foreach (var person in Person.All.Where(p => p != Person.Erik))
            {
                Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(app, person, address));
            }
        }

        foreach (var address in new[] { $"{Page}/traening", $"{Page}/haandsat/brug", $"{Page}/{id}/brug" })
        {
            foreach (var person in Person.All.Where(p => p != Person.Erik))
            {
                Assert.Equal(HttpStatusCode.NotFound, await app.PostWithTokenAsync(person, address));
            }
        }

        Assert.Single(await app.RunsAsync());
        Assert.Equal(1, await app.WithDb(db => db.ModelsInUse.CountAsync()));
    }

    [Fact]
    public async Task Before_the_first_night_it_says_what_will_happen()
    {
        await using var app = new LearningApp(TestDatabase.Sqlite);
        var page = await app.PageAsync(Person.Erik, Page);

        Assert.Equal("Rækkefølgen følger faste point", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("Der er ikke trænet endnu", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_now_says_how_many_answers_are_missing()
    {
        await using var app = new LearningApp(TestDatabase.Sqlite);

        await app.SubmitAsync(Person.Erik, Page, action: $"{Page}/traening");
        var page = await app.PageAsync(Person.Erik, Page);

        Assert.Contains("Der er endnu for få svar til at lære af: 0 af 100", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task The_model_in_use_and_its_figures_are_told(string database)
    {
        await using var app = new LearningApp(database);
        await TrainedAsync(app);
        var page = await app.PageAsync(Person.Erik, Page);
        var row = page.QuerySelector("tbody tr")!.TextContent;

        Assert.Equal("Rækkefølgen er lært af 120 svar", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("120 svar om 60 behov", row, StringComparison.Ordinal);
        Assert.Contains("I brug", row, StringComparison.Ordinal);
        Assert.Contains("Den nye model er bedre", row, StringComparison.Ordinal);
        Assert.Contains("\u00a0mod\u00a0", row, StringComparison.Ordinal);
        Assert.DoesNotContain("Hemmelig grund", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task One_can_go_back_and_forth_with_a_question_first_and_an_undo_after(string database)
    {
        await using var app = new LearningApp(database);
        var id = await TrainedAsync(app);
        app.Clock.Advance(TimeSpan.FromSeconds(5));

        var question = await app.PageAsync(Person.Erik, $"{Page}/haandsat/brug");
        Assert.Equal("Brug den håndsatte rangering?", question.QuerySelector("h1")!.TextContent);
        Assert.Equal(id, (await app.InUseAsync()).RunId);

        await app.SubmitAsync(Person.Erik, $"{Page}/haandsat/brug");
        Assert.Null((await app.InUseAsync()).RunId);

        app.Clock.Advance(TimeSpan.FromSeconds(5));
        await app.SubmitAsync(Person.Erik, $"{Page}/{id}/brug");
        Assert.Equal(id, (await app.InUseAsync()).RunId);
        Assert.Equal(3, await app.WithDb(db => db.ModelsInUse.CountAsync()));
    }

    [Fact]
    public async Task The_receipt_can_be_undone()
    {
        await using var app = new LearningApp(TestDatabase.Sqlite);
        var id = await TrainedAsync(app);
        app.Clock.Advance(TimeSpan.FromSeconds(5));

        using var answer = await app.SubmitAsync(Person.Erik, $"{Page}/haandsat/brug");
        using var request = new HttpRequestMessage(HttpMethod.Get, answer.Headers.Location);
        request.Headers.Add("Cookie", string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0])));
        using var next = await app.As(Person.Erik).SendAsync(request);
        var receipt = (await next.PageAsync()).QuerySelector(".k-receipt")!;

        Assert.Contains("Den håndsatte rangering er i brug igen", receipt.TextContent, StringComparison.Ordinal);
        Assert.Equal($"{Page}/{id}/brug", receipt.QuerySelector("form")!.GetAttribute("action"));
    }

    [Fact]
    public async Task The_file_can_be_downloaded_as_it_was_stored()
    {
        await using var app = new LearningApp(TestDatabase.Sqlite);
        var id = await TrainedAsync(app);
        var run = Assert.Single(await app.RunsAsync());

        using var answer = await app.As(Person.Erik).GetAsync(new Uri($"{Page}/{id}/fil", UriKind.Relative));

        Assert.Equal(run.File, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("kem-rangering-2026-03-03.json", answer.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(app, Person.Erik, $"{Page}/{Guid.CreateVersion7()}/fil"));
    }

    [Fact]
    public async Task A_training_under_way_is_told_and_not_begun_twice()
    {
        await using var app = new LearningApp(TestDatabase.Sqlite);
        await app.WithDb(async db =>
        {
            db.TrainingRuns.Add(new TrainingRun("2026-03-03", app.Clock.Now));
            await db.SaveChangesAsync();
        });

        Assert.Contains("Træner nu.", (await app.PageAsync(Person.Erik, Page)).Body!.TextContent, StringComparison.Ordinal);
        await app.SubmitAsync(Person.Erik, Page, action: $"{Page}/traening");
        Assert.Single(await app.RunsAsync());
    }

    private static async Task<Guid> TrainedAsync(LearningApp app)
    {
        await app.AddHistoryAsync("described");
        await app.RunAsync<RankingTraining>();
        return Assert.Single(await app.RunsAsync()).Id;
    }

    private static async Task<HttpStatusCode> StatusAsync(KemApp app, Person? person, string address)
    {
        using var answer = await app.As(person).GetAsync(new Uri(address, UriKind.Relative));
        return answer.StatusCode;
    }
}
