using System.Net;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain;
using Kem.Match.Web.Domain.Proposals;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Proposals;

/// <summary>The partner says yes in the moment in which the coordinator takes the proposal back.</summary>
public sealed class AnswerRaceTests
{
    private const int Races = 200;
    private const int RacesOnPages = 4;

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Of_a_yes_and_a_withdrawal_exactly_one_wins(string database)
    {
        await using var app = new KemApp(database);
        var (accepted, withdrawn) = (0, 0);

        for (var race = 0; race < Races; race++)
        {
            var id = await AddAsync(app);
            await app.WithDb(partner => app.WithDb(async coordinator =>
            {
                var theirs = await partner.Proposals.SingleAsync(p => p.Id == id);
                var ours = await coordinator.Proposals.SingleAsync(p => p.Id == id);
                theirs.Answer(ProposalAnswer.Yes, "", "", "", null, byPhone: false, app.Clock.Now);
                ours.Withdraw(WithdrawalReason.Regretted, "Birgit", app.Clock.Now);

                var won = await Task.WhenAll(Task.Run(() => SavesAsync(partner)), Task.Run(() => SavesAsync(coordinator)));
                var state = await app.WithDb(db => db.Proposals.Where(p => p.Id == id).Select(p => p.State).SingleAsync());

                Assert.Single(won, saved => saved);
                Assert.Equal(won[0] ? ProposalState.Interested : ProposalState.Withdrawn, state);
                (accepted, withdrawn) = (accepted + (won[0] ? 1 : 0), withdrawn + (won[1] ? 1 : 0));
            }));
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"Measured: of {Races} races on {database} the yes won {accepted} and the withdrawal {withdrawn}");
    }

    /// <summary>On the pages one may also come after the other; whoever loses is told, and nobody meets an error.</summary>
    [Fact]
    public async Task Whoever_is_second_gets_a_page_that_explains_it()
    {
        await using var app = new KemApp();

        for (var race = 0; race < RacesOnPages; race++)
        {
            var id = await app.ProposeAsync(await app.AddNeedAsync(), Catalogue.WomenAssociation);

            var answers = await KemApp.PressAtOnceAsync([
                await app.FillInAsync(Person.Amina, $"/forslag/{id}/svar", [new("Form.Answer", "No")]),
                await app.FillInAsync(Person.Birgit, $"/forslag/{id}", action: $"/forslag/{id}/tilbagetraekning")]);

            Assert.All(answers, answer => Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Redirect, HttpStatusCode.Conflict }));
            Assert.Contains(await app.WithDb(db => db.Proposals.Where(p => p.Id == id).Select(p => p.State).SingleAsync()), new[] { ProposalState.Declined, ProposalState.Withdrawn });
        }
    }

    /// <summary>Who comes to the form when there is nothing more to answer is led to the page that says why.</summary>
    [Fact]
    public async Task Who_opens_the_form_after_the_withdrawal_reads_that_it_was_taken_back()
    {
        await using var app = new KemApp();
        var id = await app.ProposeAsync(await app.AddNeedAsync(), Catalogue.WomenAssociation);
        await app.SubmitAsync(Person.Birgit, $"/forslag/{id}", action: $"/forslag/{id}/tilbagetraekning");

        var answer = await app.As(Person.Amina).GetAsync(new Uri($"/forslag/{id}/svar", UriKind.Relative));

        Assert.Equal($"/forslag/{id}", answer.Headers.Location?.OriginalString);
        Assert.Contains("Trukket tilbage", await app.As(Person.Amina).GetStringAsync(answer.Headers.Location), StringComparison.Ordinal);
    }

    private static async Task<Guid> AddAsync(KemApp app)
    {
        var need = await app.AddNeedAsync();
        var proposal = new MatchProposal(Places.Hillerød, need, Catalogue.WomenAssociation, "", app.Clock.Today().AddDays(14), "Birgit", "birgit@kem.example", app.Clock.Now);
        await app.WithDb(db =>
        {
            db.Proposals.Add(proposal);
            return db.SaveChangesAsync();
        });
        return proposal.Id;
    }

    private static async Task<bool> SavesAsync(KemDb db)
    {
        try
        {
            await db.SaveChangesAsync();
            return true;
        }
        catch (Exception e) when (Conflicts.IsConflict(e))
        {
            return false;
        }
    }
}
