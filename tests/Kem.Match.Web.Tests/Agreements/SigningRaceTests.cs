using System.Net;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Evidence;
using Kem.Match.Web.Features.Agreements;
using Kem.Match.Web.Features.Agreements.Signatures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kem.Match.Web.Tests.Agreements;

/// <summary>Many at once: one signature, one event, and a text that is taken back is signed by nobody.</summary>
public class SigningRaceTests
{
    private const int AtOnce = 50;
    private const int Races = 200;
    private const int RacesOnPages = 15;

    private static readonly Viewer Birgit = Viewer.From(Person.Birgit.Principal);

    private static readonly KeyValuePair<string, string>[] Yes =
        [new("Form.Answer", "Sign"), new("Form.HasRead", "true"), new("Form.FullName", "Amina Yusuf")];

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Fifty_signatures_of_one_person_at_once_are_one(string database)
    {
        await using var app = new KemApp(database);
        var id = await app.SendForSignatureAsync();
        var link = new Uri(await app.LinkInMailToAsync("amina@kem.example", "SIGN_REQUEST"), UriKind.Relative);
        using var browser = app.As(null);
        var values = FilledForm.Read(await browser.GetStringAsync(link), $"{link}", null, Yes).Values;

        var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(() => PostAsync(browser, link, values))));

        Assert.All(answers, answer => Assert.Contains(answer, new[] { HttpStatusCode.Redirect, HttpStatusCode.Conflict }));
        Assert.Contains(HttpStatusCode.Redirect, answers);
        Assert.Single((await app.AgreementAsync(id)).Signatories, signatory => signatory.HasSigned);
        Assert.Equal(1, await app.WithDb(db => db.EvidenceEvents.CountAsync(e => e.AgreementId == id && e.Kind == EvidenceKind.Signed)));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Everybody_who_signs_at_the_same_moment_is_heard_and_the_agreement_comes_into_force_once(string database)
    {
        await using var app = new KemApp(database);
        var id = await app.SaveAsync(Lektiecafe.Draft(organisations: AgreementSteps.Parties));
        await app.WithDb(async db =>
        {
            var agreement = await db.Agreements.Include(a => a.Parties).SingleAsync(a => a.Id == id);
            agreement.LetSign(agreement.Parties[0], SigningRuleKind.Named, [.. Enumerable.Range(1, 8).Select(n => new SignatoryDetails($"Person {n}", SignatoryRole.Other, "", $"person{n}@kem.example", SigningWay.Link))], Lektiecafe.Morning);
            await db.SaveChangesAsync();
        });
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/underskriftsrunde");
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/underskrift", Yes);
        var links = new List<string> { await app.LinkInMailToAsync("gert@kem.example", "SIGN_REQUEST") };

        for (var n = 1; n <= 8; n++)
        {
            links.Add(await app.LinkInMailToAsync($"person{n}@kem.example", "SIGN_REQUEST"));
        }

        var answers = await Task.WhenAll(links.Select(link => Task.Run(() => app.SubmitAsync(null, link, Yes))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        Assert.True((await app.AgreementAsync(id)).IsInForce);
        Assert.Equal(1, await app.WithDb(db => db.EvidenceEvents.CountAsync(e => e.AgreementId == id && e.Kind == EvidenceKind.CameIntoForce)));
    }

    /// <summary>Both have the agreement before them; one of them is saved, and the other one is told.</summary>
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Of_a_signature_and_a_change_of_text_exactly_one_wins(string database)
    {
        await using var app = new KemApp(database);
        var id = await app.SendForSignatureAsync();
        var (signed, takenBack) = (0, 0);

        for (var race = 0; race < Races; race++)
        {
            await using var coordinator = app.Services.CreateAsyncScope();
            var seen = await coordinator.ServiceProvider.GetRequiredService<KemDb>().Agreements.Whole().SingleAsync(a => a.Id == id);

            var outcome = await Task.WhenAll(
                Task.Run(() => SignAsync(app, seen.Signatories[0].Id, seen.TextHash)), Task.Run(async () =>
                {
                    // She has a few milliseconds of lead, another number each time, so that neither always comes first.
                    await Task.Delay(race % 8);
                    return await TakeBackAsync(coordinator.ServiceProvider, seen);
                }));

            var agreement = await app.AgreementAsync(id);
            Assert.Single(outcome, won => won);
            Assert.Equal((outcome[0], outcome[1]), (agreement.Signatories[0].HasSigned, agreement.IsDraft));
            (signed, takenBack) = (signed + (outcome[0] ? 1 : 0), takenBack + (outcome[1] ? 1 : 0));

            await BeginAgainAsync(app, id);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"Measured: of {Races} races on {database} the signature won {signed} and the change of text {takenBack}");
        Assert.True(signed > 0 && takenBack > 0, $"{signed} {takenBack}");
    }

    /// <summary>The same on the pages: Amina presses her button while Birgit takes the text back.</summary>
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Whoever_loses_gets_a_page_that_explains_it(string database)
    {
        await using var app = new KemApp(database);
        var id = await app.SendForSignatureAsync();
        using var amina = app.As(null);
        using var birgit = app.As(Person.Birgit);

        for (var race = 0; race < RacesOnPages; race++)
        {
            var link = new Uri(await app.LinkInMailToAsync("amina@kem.example", "SIGN_REQUEST"), UriKind.Relative);
            var (page, action) = (new Uri($"/aftaler/{id}", UriKind.Relative), $"/aftaler/{id}/tilbagekaldelse");
            var hers = FilledForm.Read(await amina.GetStringAsync(link), $"{link}", null, Yes).Values;
            var theirs = FilledForm.Read(await birgit.GetStringAsync(page), $"{page}", action, []).Values;

            var outcome = await Task.WhenAll(
                Task.Run(() => PostAsync(amina, link, hers)), Task.Run(() => PostAsync(birgit, new Uri(action, UriKind.Relative), theirs)));

            Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Conflict], outcome.Order());
            Assert.Equal(outcome[1] == HttpStatusCode.Redirect, (await app.AgreementAsync(id)).IsDraft);
            await BeginAgainAsync(app, id);
        }
    }

    private static async Task<bool> SignAsync(KemApp app, Guid signatoryId, string textHash)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var form = new SigningForm { Answer = SigningAnswer.Sign, HasRead = true, FullName = "Amina Yusuf", TextHash = textHash };
        return await scope.ServiceProvider.GetRequiredService<SigningRound>().AnswerAsync(signatoryId, form, SigningWay.Link, CancellationToken.None) == SigningOutcome.Recorded;
    }

    private static async Task<bool> TakeBackAsync(IServiceProvider services, CooperationAgreement seen)
    {
        try
        {
            await services.GetRequiredService<SigningRound>().TakeBackAsync(seen, Birgit, CancellationToken.None);
            return true;
        }
        catch (DbUpdateException exception) when (Conflicts.IsConflict(exception))
        {
            return false;
        }
    }

    private static async Task BeginAgainAsync(KemApp app, Guid id)
    {
        app.Clock.Now += TimeSpan.FromMinutes(1);
        await using var scope = app.Services.CreateAsyncScope();
        var round = scope.ServiceProvider.GetRequiredService<SigningRound>();
        var agreement = await scope.ServiceProvider.GetRequiredService<KemDb>().Agreements.Whole().SingleAsync(a => a.Id == id);

        if (!agreement.IsDraft)
        {
            await round.TakeBackAsync(agreement, Birgit, CancellationToken.None);
        }

        await round.SendAsync(agreement, Birgit, CancellationToken.None);
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient browser, Uri target, IEnumerable<KeyValuePair<string, string>> values)
    {
        using var form = new FormUrlEncodedContent(values);
        using var response = await browser.PostAsync(target, form);
        return response.StatusCode;
    }
}
