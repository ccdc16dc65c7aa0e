using System.Net;
using Kem.Match.Engine.Profiles;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Outbox;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Proposals;

/// <summary>What happens between the press of the button and the letter: the limit, the half minute, the quiet hours.</summary>
public sealed class SendingTests
{
    [Fact]
    public void The_house_and_the_engine_have_the_same_limit() => Assert.Equal(PartnerProfile.MostOpenProposals, OpenProposals.MostPerPartner);

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Of_twenty_who_send_at_once_three_get_through(string kind)
    {
        await using var app = new KemApp(kind);
        var forms = new List<(Guid Need, HttpClient Browser, List<KeyValuePair<string, string>> Fields)>();

        for (var n = 0; n < 20; n++)
        {
            var (need, browser) = (await app.AddNeedAsync(), app.As(Person.Birgit));
            var page = await browser.GetStringAsync(new Uri($"/behov/{need}/forslag/nyt?partner={Catalogue.WomenAssociation}", UriKind.Relative));
            forms.Add((need, browser, FilledForm.Read(page, "/", $"/behov/{need}/forslag/nyt", []).Values));
        }

        var answers = await Task.WhenAll(forms.Select(async form =>
        {
            using var content = new FormUrlEncodedContent(form.Fields);
            return await form.Browser.PostAsync(new Uri($"/behov/{form.Need}/forslag/nyt", UriKind.Relative), content);
        }));

        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Redirect));
        Assert.Equal(17, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(3, await app.WithDb(db => db.Proposals.CountAsync()));
        Assert.Equal(3, await app.WithDb(db => db.Outbox.CountAsync()));
        Assert.Equal([1, 2, 3], await app.WithDb(db => db.Proposals.Select(p => p.OpenPlace!.Value).OrderBy(place => place).ToListAsync()));
    }

    [Fact]
    public async Task A_place_is_free_again_when_somebody_has_answered()
    {
        await using var app = new KemApp();
        var first = await app.ProposeAsync(await app.AddNeedAsync(), Catalogue.WomenAssociation);
        await app.ProposeAsync(await app.AddNeedAsync(), Catalogue.WomenAssociation);
        await app.ProposeAsync(await app.AddNeedAsync(), Catalogue.WomenAssociation);

        await app.SubmitAsync(Person.Amina, $"/forslag/{first}/svar", [new("Form.Answer", "No")]);

        await app.ProposeAsync(await app.AddNeedAsync(), Catalogue.WomenAssociation);
    }

    [Fact]
    public async Task What_goes_wrong_for_another_reason_is_not_taken_for_a_second_press()
    {
        await using var app = new KemApp();

        await Assert.ThrowsAsync<DbUpdateException>(() => app.WithDb(async db =>
        {
            db.Proposals.Add(new MatchProposal(Places.Hillerød, Guid.NewGuid(), Catalogue.WomenAssociation, "", app.Today(), "", "", app.Clock.Now));
            await db.SaveUnlessTakenAsync(CancellationToken.None);
        }));
    }

    [Fact]
    public async Task Half_a_minute_is_there_to_think_better_of_it_and_nothing_written_is_lost()
    {
        await using var app = new KemApp();
        var need = await app.AddNeedAsync();
        var browser = app.As(Person.Birgit);
        var response = await app.SubmitAsync(Person.Birgit, $"/behov/{need}/forslag/nyt?partner={Catalogue.WomenAssociation}", [new("Form.Message", "Kære Amina og venner")], $"/behov/{need}/forslag/nyt");
        var page = response.Headers.Location!;

        await app.RunAsync<OutboxDelivery>();
        Assert.Contains("Mailen sendes om 30 sekunder.", await browser.GetStringAsync(page), StringComparison.Ordinal);

        var (target, fields) = FilledForm.Read(await browser.GetStringAsync(page), page.ToString(), page + "/fortryd", []);
        using var form = new FormUrlEncodedContent(fields);
        var undone = await browser.PostAsync(new Uri(target, UriKind.Relative), form);

        Assert.Contains("Kære Amina og venner", await browser.GetStringAsync(undone.Headers.Location), StringComparison.Ordinal);
        Assert.False(await app.WithDb(db => db.Proposals.AnyAsync()));
        Assert.Equal(OutgoingMailState.Suppressed, Assert.Single(await app.DeliverAsync()).State);
        Assert.True(await app.WithDb(db => db.AccessLinks.AllAsync(l => l.RevokedAt != null)));
    }

    [Fact]
    public async Task When_the_letter_has_left_it_can_only_be_withdrawn()
    {
        await using var app = new KemApp();
        var id = await app.ProposeAsync(await app.AddNeedAsync(), Catalogue.WomenAssociation);
        var browser = app.As(Person.Birgit);
        var (_, fields) = FilledForm.Read(await browser.GetStringAsync(new Uri($"/forslag/{id}", UriKind.Relative)), "/", $"/forslag/{id}/fortryd", []);
        await app.DeliverAsync();

        using var form = new FormUrlEncodedContent(fields);
        await browser.PostAsync(new Uri($"/forslag/{id}/fortryd", UriKind.Relative), form);

        var page = await browser.GetStringAsync(new Uri($"/forslag/{id}", UriKind.Relative));
        Assert.Contains("Mailen er gået", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/fortryd", page, StringComparison.Ordinal);
        Assert.Equal(ProposalState.Sent, (await app.ProposalAsync(id)).State);
    }

    [Fact]
    public async Task Late_on_a_Saturday_the_letter_waits_for_Monday_morning_and_says_so()
    {
        await using var app = new KemApp();
        app.Clock.Now = new DateTimeOffset(2026, 3, 7, 20, 15, 0, TimeSpan.Zero);

        var id = await app.ProposeAsync(await app.AddNeedAsync(), Catalogue.WomenAssociation);

        Assert.Contains("Mailen sendes mandag 9. marts kl. 8.00.", await app.As(Person.Birgit).GetStringAsync(new Uri($"/forslag/{id}", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Equal(OutgoingMailState.Waiting, Assert.Single(await app.DeliverAsync()).State);

        app.Clock.Now = new DateTimeOffset(2026, 3, 9, 7, 0, 0, TimeSpan.Zero);
        Assert.Equal(OutgoingMailState.Sent, Assert.Single(await app.DeliverAsync()).State);
    }

    [Fact]
    public async Task Asking_for_what_somebody_would_rather_not_be_asked_about_takes_a_tick()
    {
        await using var app = new KemApp();
        var need = await app.AddNeedAsync();
        await app.WithDb(async db =>
        {
            var partner = await db.Organisations.SingleAsync(o => o.Id == Catalogue.WomenAssociation);
            partner.Describe(new OrganisationDescription { Name = partner.Name, ContactName = "Amina", ContactEmail = "amina@kem.example", Boundaries = ["AK_VISITING"] });
            await db.SaveChangesAsync();
        });
        var page = $"/behov/{need}/forslag/nyt?partner={Catalogue.WomenAssociation}";

        var refused = await (await app.SubmitAsync(Person.Birgit, page, [new("Form.Message", "Kære Amina")], $"/behov/{need}/forslag/nyt")).Content.ReadAsStringAsync();
        Assert.Contains("Kvinder på Tværs vil helst ikke spørges om:", refused, StringComparison.Ordinal);
        Assert.Contains("Kære Amina", refused, StringComparison.Ordinal);
        Assert.False(await app.WithDb(db => db.Proposals.AnyAsync()));

        await app.SubmitAsync(Person.Birgit, page, [new("Form.DespiteBoundaries", "true")], $"/behov/{need}/forslag/nyt");
        Assert.True(await app.WithDb(db => db.Proposals.AnyAsync()));
    }
}
