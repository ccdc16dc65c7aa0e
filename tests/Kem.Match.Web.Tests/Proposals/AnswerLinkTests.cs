using System.Net;
using Kem.Match.Web.Data;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Proposals;
using Kem.Match.Web.Features.Reminders;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Proposals;

public sealed class AnswerLinkTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Opening_the_link_changes_nothing_however_often()
    {
        var (id, link) = await ProposedAsync();
        var before = await app.ProposalAsync(id);

        for (var n = 0; n < 3; n++)
        {
            Assert.Contains("Vil I mødes?", await app.As(null).GetStringAsync(link), StringComparison.Ordinal);
        }

        Assert.Equivalent(before, await app.ProposalAsync(id));
        Assert.Single(await app.DeliverAsync());
    }

    [Fact]
    public async Task The_page_is_kept_by_nobody_and_tells_nobody_where_it_was()
    {
        var (_, link) = await ProposedAsync();

        var response = await app.As(null).GetAsync(link);

        Assert.Contains("no-store", response.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("noindex", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_chosen_beforehand_and_an_empty_answer_is_explained()
    {
        var (id, link) = await ProposedAsync();
        var page = await app.As(null).GetStringAsync(link);
        Assert.DoesNotContain("checked", page, StringComparison.Ordinal);

        var response = await app.SubmitAsync(null, link.ToString(), [new("Form.Message", "Hvem er I?")]);
        var html = await response.Content.ReadAsStringAsync();

        Assert.Contains("Vælg et af de fire svar.", html, StringComparison.Ordinal);
        Assert.Contains("Hvem er I?", html, StringComparison.Ordinal);
        Assert.Equal(ProposalState.Sent, (await app.ProposalAsync(id)).State);
    }

    [Fact]
    public async Task A_yes_is_received_told_and_thanked_for()
    {
        var (id, link) = await ProposedAsync();

        var response = await app.SubmitAsync(null, link.ToString(), [new("Form.Answer", "Yes"), new("Form.PreferredTimes", "Torsdag aften"), new("Form.Message", "نعم، بكل سرور")]);

        Assert.Equal(link.ToString(), response.Headers.Location?.ToString());
        Assert.Contains("Tak. Svaret er sendt.", await app.As(null).GetStringAsync(link), StringComparison.Ordinal);

        var proposal = await app.ProposalAsync(id);
        Assert.Equal((ProposalState.Interested, "Torsdag aften", "نعم، بكل سرور"), (proposal.State, proposal.PreferredTimes, proposal.AnswerMessage));
        Assert.Equal(["ANSWER_RECEIPT", "PROPOSAL_ANSWERED"], (await app.DeliverAsync()).Select(mail => mail.Kind).Where(kind => kind != "PROPOSAL").Order());
    }

    [Fact]
    public async Task Pressing_twice_is_one_answer()
    {
        var (_, link) = await ProposedAsync();
        KeyValuePair<string, string>[] yes = [new("Form.Answer", "Yes")];
        var html = await app.As(null).GetStringAsync(link);

        await app.SubmitAsync(null, link.ToString(), yes);
        var again = app.As(null);
        var (_, fields) = FilledForm.Read(await again.GetStringAsync(new Uri(link + "/ret", UriKind.Relative)), link + "/ret", link.ToString(), yes);
        using var form = new FormUrlEncodedContent(fields);
        await again.PostAsync(link, form);

        Assert.Contains("Vil I mødes?", html, StringComparison.Ordinal);
        Assert.Single(await app.DeliverAsync(), mail => mail.Kind == "PROPOSAL_ANSWERED");
    }

    [Fact]
    public async Task An_answer_can_be_changed_with_the_same_link()
    {
        var (id, link) = await ProposedAsync();
        await app.SubmitAsync(null, link.ToString(), [new("Form.Answer", "No")]);

        await app.SubmitAsync(null, link + "/ret", [new("Form.Answer", "Yes")], action: link.ToString());

        Assert.Equal(ProposalState.Interested, (await app.ProposalAsync(id)).State);
    }

    [Fact]
    public async Task Asking_for_peace_gives_three_months_of_it()
    {
        var (id, link) = await ProposedAsync();

        await app.SubmitAsync(null, link.ToString(), [new("Form.Answer", "No"), new("Form.Pause", "true")]);

        Assert.Equal(app.Today().AddMonths(3), (await app.ProposalAsync(id)).Partner.PausedUntil);
    }

    [Fact]
    public async Task Expired_unknown_and_foreign_links_show_one_neutral_page()
    {
        var (_, link) = await ProposedAsync();
        var foreign = new Uri(link.ToString().Replace("/s/", "/u/", StringComparison.Ordinal), UriKind.Relative);
        var unknown = new Uri("/s/" + new string('A', 43), UriKind.Relative);

        var unknownPage = await ReadGoneAsync(unknown);
        Assert.Equal(unknownPage, await ReadGoneAsync(foreign));

        app.Clock.Advance(TimeSpan.FromDays(60));
        Assert.Equal(unknownPage, await ReadGoneAsync(link));
    }

    [Fact]
    public async Task Only_the_hash_of_a_token_is_stored_and_no_two_are_alike()
    {
        var (_, link) = await ProposedAsync();
        var token = link.ToString().Split('/')[^1];

        Assert.True(Convert.FromBase64String(token.Replace('-', '+').Replace('_', '/') + "=").Length >= 16);
        Assert.True(await app.WithDb(db => db.AccessLinks.AnyAsync(l => l.TokenHash == LinkKey.Hash(token))));

        var key = new LinkKey(new byte[32], new Uri("http://localhost"));
        Assert.Equal(10_000, Enumerable.Range(0, 10_000).Select(_ => key.Token(Guid.CreateVersion7())).Distinct().Count());
    }

    [Fact]
    public async Task Silence_is_reminded_twice_and_then_taken_for_an_answer()
    {
        var (id, _) = await ProposedAsync();

        for (var day = 0; day <= 20; day++)
        {
            await app.RunAsync<ReminderRounds>();
            await app.RunAsync<ProposalLapses>();
            await app.RunAsync<ReminderRounds>();
            await app.RunAsync<ProposalLapses>();
            app.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(ProposalState.Unanswered, (await app.ProposalAsync(id)).State);
        Assert.Equal(2, (await app.DeliverAsync()).Count(mail => mail.Kind == "PROPOSAL_REMINDER"));
    }

    private async Task<(Guid Id, Uri Link)> ProposedAsync()
    {
        var id = await app.ProposeAsync(await app.AddNeedAsync(), Catalogue.WomenAssociation);
        return (id, new Uri(await app.LinkToAsync("amina@kem.example", "PROPOSAL"), UriKind.Relative));
    }

    private async Task<string> ReadGoneAsync(Uri link)
    {
        var response = await app.As(null).GetAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }
}
