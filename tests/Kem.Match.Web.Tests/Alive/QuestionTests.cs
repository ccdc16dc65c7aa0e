using System.Net;
using Kem.Match.Web.Domain.Alive;
using Kem.Match.Web.Features.Alive;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Alive;

/// <summary>How the events come about: by what happens in the service, and by asking each party once.</summary>
public sealed class QuestionTests
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Each_party_is_asked_whether_they_met_and_one_word_is_shown_as_one(string kind)
    {
        await using var app = new KemApp(kind);
        var id = await MetAsync(app);

        await RunAsync(app);
        await RunAsync(app);

        var mails = (await app.DeliverAsync()).Where(mail => mail.Kind == "STEP_QUESTION").ToList();
        Assert.Equal(["amina@kem.example", "birgit@kem.example"], mails.Select(mail => mail.ToAddress).Order());
        Assert.Equal(StepStanding.Silence, await StandingAsync(app, id));

        var link = await app.LinkToAsync("amina@kem.example", "STEP_QUESTION");
        Assert.Contains("Mødtes I?", await app.As(null).GetStringAsync(new Uri(link, UriKind.Relative)), StringComparison.Ordinal);
        Assert.Equal(StepStanding.Silence, await StandingAsync(app, id));

        await app.SubmitAsync(null, link, [new("svar", "true")]);
        await app.SubmitAsync(null, link, [new("svar", "true")]);
        Assert.Equal(StepStanding.OneSide, await StandingAsync(app, id));
        Assert.Equal(1, await app.WithDb(db => db.MatchEvents.CountAsync(e => e.Step == MatchStep.Met)));

        var own = await app.WithDb(db => db.MatchQuestions.Where(q => q.OrganisationId == Catalogue.IntegrationTeam).Select(q => q.Id).SingleAsync());
        Assert.Contains($"/holder-det/svar/{own}", await app.As(Person.Birgit).GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);
        await app.SubmitAsync(Person.Birgit, $"/holder-det/svar/{own}", [new("svar", "true")]);

        Assert.Equal(StepStanding.AllSides, await StandingAsync(app, id));
        Assert.Equal([EventWay.Link, EventWay.SignedIn], await app.WithDb(db => db.MatchEvents.Where(e => e.Step == MatchStep.Met).Select(e => e.Way).OrderBy(way => way).ToListAsync()));
        Assert.Contains("Mødtes", await app.As(Person.Birgit).GetStringAsync(new Uri("/holder-det/moedtes", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Contains("Sagt med link", await app.As(Person.Birgit).GetStringAsync(new Uri("/holder-det/haendelser.csv", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Contains(";Ja, siger alle parter;", await app.As(Person.Birgit).GetStringAsync(new Uri("/holder-det.csv", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_reminded_more_than_once_and_an_old_question_is_forgotten()
    {
        await using var app = new KemApp();
        await MetAsync(app);

        for (var day = 0; day < 80; day++)
        {
            await RunAsync(app);
            app.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(4, (await app.DeliverAsync()).Count(mail => mail.Kind == "STEP_QUESTION"));
        Assert.DoesNotContain("Mødtes I?", await app.As(Person.Amina).GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_changes_their_mind_adds_a_word_and_takes_none_away()
    {
        await using var app = new KemApp();
        var id = await MetAsync(app);
        await RunAsync(app);
        var link = await app.LinkToAsync("amina@kem.example", "STEP_QUESTION");

        await app.SubmitAsync(null, link, [new("svar", "true")]);
        await app.SubmitAsync(null, link, [new("svar", "false")]);

        Assert.Equal([true, false], await app.WithDb(db => db.MatchEvents.Where(e => e.Step == MatchStep.Met).OrderBy(e => e.Number).Select(e => e.Happened).ToListAsync()));
        Assert.Equal(StepStanding.DidNotHappen, await StandingAsync(app, id));
    }

    [Fact]
    public async Task A_yes_that_is_taken_back_counts_no_more()
    {
        await using var app = new KemApp();
        var id = await app.ProposeAsync(await app.AddNeedAsync(), Catalogue.WomenAssociation);
        await app.DeliverAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await app.SubmitAsync(Person.Amina, $"/forslag/{id}/svar", [new("Form.Answer", "Yes")]);
        await app.RunAsync<MatchRecord>();
        Assert.Equal(StepStanding.AllSides, await StandingAsync(app, id, MatchStep.Accepted));

        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await app.SubmitAsync(Person.Amina, $"/forslag/{id}/svar", [new("Form.Answer", "No")]);
        await app.RunAsync<MatchRecord>();
        await app.RunAsync<MatchRecord>();

        Assert.Equal(StepStanding.DidNotHappen, await StandingAsync(app, id, MatchStep.Accepted));
        Assert.Equal(2, await app.WithDb(db => db.MatchEvents.CountAsync(e => e.OrganisationId == Catalogue.WomenAssociation && e.Step == MatchStep.Accepted)));
    }

    [Fact]
    public async Task What_is_undone_in_time_was_never_a_match()
    {
        await using var app = new KemApp();
        var id = await app.ProposeAsync(await app.AddNeedAsync(), Catalogue.WomenAssociation);
        app.Clock.Advance(TimeSpan.FromMinutes(5));

        await app.RunAsync<MatchRecord>();
        Assert.False(await app.WithDb(db => db.MatchEvents.AnyAsync()));

        await app.SubmitAsync(Person.Birgit, $"/forslag/{id}", action: $"/forslag/{id}/fortryd");
        await app.RunAsync<MatchRecord>();
        Assert.False(await app.WithDb(db => db.MatchEvents.AnyAsync()));
    }

    [Fact]
    public async Task What_happened_before_there_were_events_is_caught_up_with_once()
    {
        await using var app = new KemApp();
        await app.FillDemoAsync();
        await app.DeliverAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(5));

        await RunAsync(app);
        var (events, questions) = (await app.WithDb(db => db.MatchEvents.CountAsync()), await app.WithDb(db => db.MatchQuestions.CountAsync()));
        await RunAsync(app);

        Assert.True(events > 80 && questions > 5, $"{events} events, {questions} questions");
        Assert.Equal((events, questions), (await app.WithDb(db => db.MatchEvents.CountAsync()), await app.WithDb(db => db.MatchQuestions.CountAsync())));
        var agreed = await app.WithDb(db => db.MatchEvents.Where(e => e.Step == MatchStep.Agreed).Select(e => e.AgreementId).Distinct().CountAsync());
        Assert.Equal(await app.WithDb(db => db.Agreements.CountAsync(a => a.InForceAt != null && a.ProposalId != null)), agreed);
    }

    [Theory]
    [InlineData("/holder-det")]
    [InlineData("/holder-det/moedtes")]
    [InlineData("/holder-det.csv")]
    [InlineData("/holder-det/haendelser.csv")]
    public async Task The_numbers_are_for_the_coordinator(string page)
    {
        await using var app = new KemApp();
        var url = new Uri(page, UriKind.Relative);

        Assert.Equal(HttpStatusCode.NotFound, (await app.As(Person.Amina).GetAsync(url)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.As(Person.Birgit).GetAsync(url)).StatusCode);
    }

    private static async Task<Guid> MetAsync(KemApp app)
    {
        var id = await app.ProposeAsync(await app.AddNeedAsync(), Catalogue.WomenAssociation);
        await app.DeliverAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await app.SubmitAsync(Person.Amina, $"/forslag/{id}/svar", [new("Form.Answer", "Yes")]);
        await app.SubmitAsync(Person.Birgit, $"/forslag/{id}/moede", [new("Form.On", "2026-03-04"), new("Form.Time", "19:00"), new("Form.Place", "Biblioteket")]);
        app.Clock.Advance(TimeSpan.FromDays(2));
        return id;
    }

    private static async Task RunAsync(KemApp app)
    {
        await app.RunAsync<MatchRecord>();
        await app.RunAsync<MatchQuestions>();
    }

    private static async Task<StepStanding> StandingAsync(KemApp app, Guid match, MatchStep step = MatchStep.Met) =>
        MatchHistory.Of(await app.WithDb(db => db.MatchEvents.AsNoTracking().Where(e => e.MatchId == match).ToListAsync())).Single().On(step, app.Today());
}
