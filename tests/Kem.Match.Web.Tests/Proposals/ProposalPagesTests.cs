using System.Net;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Proposals;

public sealed class ProposalPagesTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_proposal_is_saved_together_with_its_mail()
    {
        var id = await app.ProposeAsync(await app.AddNeedAsync(), Catalogue.WomenAssociation);

        var proposal = await app.ProposalAsync(id);
        var mail = Assert.Single(await app.DeliverAsync());

        Assert.Equal(ProposalState.Sent, proposal.State);
        Assert.Equal(("PROPOSAL", "amina@kem.example", OutgoingMailState.Sent), (mail.Kind, mail.ToAddress, mail.State));
        Assert.DoesNotContain("/s/", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_draft_shows_the_letter_and_saves_nothing()
    {
        var needId = await app.AddNeedAsync();
        var browser = app.As(Person.Birgit);
        var html = await browser.GetStringAsync(new Uri($"/behov/{needId}/forslag/nyt?partner={Catalogue.WomenAssociation}", UriKind.Relative));
        var (_, fields) = FilledForm.Read(html, "/", $"/behov/{needId}/forslag/nyt", []);

        using var form = new FormUrlEncodedContent(fields);
        var preview = await browser.PostAsync(new Uri($"/behov/{needId}/forslag/udkast", UriKind.Relative), form);

        Assert.Contains("Vil I mødes med Integrationsteamet?", await preview.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(await app.WithDb(db => db.Proposals.AnyAsync()));
        Assert.False(await app.WithDb(db => db.Outbox.AnyAsync()));
    }

    [Fact]
    public async Task Nobody_gets_a_fourth_open_proposal()
    {
        for (var n = 0; n < OpenProposals.MostPerPartner; n++)
        {
            await app.ProposeAsync(await app.AddNeedAsync(), Catalogue.WomenAssociation);
        }

        var page = await SubmitProposalAsync(await app.AddNeedAsync(), []);

        Assert.Contains("har allerede 3 åbne forslag", page, StringComparison.Ordinal);
        Assert.Contains("Første svarfrist er 17. marts", page, StringComparison.Ordinal);
        Assert.Equal(3, await app.WithDb(db => db.Proposals.CountAsync()));
    }

    [Fact]
    public async Task The_same_partner_is_not_asked_twice_about_one_need()
    {
        var needId = await app.AddNeedAsync();
        await app.ProposeAsync(needId, Catalogue.WomenAssociation);

        Assert.Contains("er allerede spurgt", await SubmitProposalAsync(needId, []), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pressing_the_button_eight_times_at_once_sends_one_proposal()
    {
        var needId = await app.AddNeedAsync();
        var browser = app.As(Person.Birgit);
        var (_, fields) = FilledForm.Read(
            await browser.GetStringAsync(new Uri($"/behov/{needId}/forslag/nyt?partner={Catalogue.WomenAssociation}", UriKind.Relative)), "/", $"/behov/{needId}/forslag/nyt", []);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var form = new FormUrlEncodedContent(fields);
            return await browser.PostAsync(new Uri($"/behov/{needId}/forslag/nyt", UriKind.Relative), form);
        }));

        Assert.All(answers, answer => Assert.True((int)answer.StatusCode < 400, answer.StatusCode.ToString()));
        Assert.Equal(1, await app.WithDb(db => db.Proposals.CountAsync()));
        Assert.Single(await app.DeliverAsync());
    }

    [Fact]
    public async Task Who_holds_a_pause_is_left_in_peace()
    {
        await app.WithDb(async db =>
        {
            (await db.Organisations.SingleAsync(o => o.Id == Catalogue.WomenAssociation)).PauseUntil(app.Today().AddDays(10));
            await db.SaveChangesAsync();
        });

        Assert.Contains("holder pause til 13. marts 2026", await SubmitProposalAsync(await app.AddNeedAsync(), []), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_input_is_explained_at_the_field_and_everything_typed_is_kept()
    {
        var page = await SubmitProposalAsync(await app.AddNeedAsync(), new() { ["Form.Message"] = "Kære Amina", ["Form.AnswerBy"] = "2026-03-04" });

        Assert.Contains("Vælg en dag fra 8. marts til 2. maj", page, StringComparison.Ordinal);
        Assert.Contains("Kære Amina", page, StringComparison.Ordinal);
        Assert.Contains("Der er 1 ting at rette", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_wants_a_call_gets_no_mail_and_the_coordinator_writes_the_answer_down()
    {
        await PreferPhoneAsync();
        var id = await app.ProposeAsync(await app.AddNeedAsync(), Catalogue.WomenAssociation);
        Assert.Empty(await app.DeliverAsync());

        await app.SubmitAsync(Person.Birgit, $"/forslag/{id}/opkald", [new("Form.Result", "Yes"), new("Form.SpokeWith", "Amina"), new("Form.Message", "De glæder sig")]);

        var proposal = await app.ProposalAsync(id);
        Assert.Equal((ProposalState.Interested, true, "Amina"), (proposal.State, proposal.AnsweredByPhone, proposal.SpokeWith));
        Assert.Contains("på telefon af Amina", await app.As(Person.Birgit).GetStringAsync(new Uri($"/forslag/{id}", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawn_proposal_closes_its_link_and_tells_the_partner()
    {
        var id = await app.ProposeAsync(await app.AddNeedAsync(), Catalogue.WomenAssociation);
        var link = await app.LinkToAsync("amina@kem.example", "PROPOSAL");

        await app.SubmitAsync(Person.Birgit, $"/forslag/{id}", action: $"/forslag/{id}/tilbagetraekning");

        Assert.Equal(HttpStatusCode.NotFound, (await app.As(null).GetAsync(new Uri(link, UriKind.Relative))).StatusCode);
        Assert.Contains(await app.DeliverAsync(), mail => mail.Kind == "PROPOSAL_WITHDRAWN");
    }

    [Fact]
    public async Task A_yes_becomes_a_meeting_that_everybody_has_in_the_calendar()
    {
        var id = await app.ProposeAsync(await app.AddNeedAsync(), Catalogue.WomenAssociation);
        await app.SubmitAsync(null, await app.LinkToAsync("amina@kem.example", "PROPOSAL"), [new("Form.Answer", "Yes")]);

        await app.SubmitAsync(Person.Birgit, $"/forslag/{id}/moede", [new("Form.On", "2026-03-12"), new("Form.Time", "19:00"), new("Form.Place", "Biblioteket")]);

        var invitations = (await app.DeliverAsync()).Where(mail => mail.Kind == "FIRST_MEETING").ToList();
        Assert.Equal(["amina@kem.example", "birgit@kem.example"], invitations.Select(mail => mail.ToAddress).Order());
        Assert.All(invitations, mail => Assert.Contains("DTSTART;TZID=Europe/Copenhagen:20260312T190000", mail.CalendarText, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/forslag/{0}")]
    [InlineData("/forslag/{0}/svar")]
    [InlineData("/forslag/{0}/moede")]
    [InlineData("/forslag/{0}/opkald")]
    [InlineData("/forslag/{0}/beskeder")]
    public async Task Carsten_and_strangers_find_nothing(string path)
    {
        var id = await app.ProposeAsync(await app.AddNeedAsync(), Catalogue.WomenAssociation);
        var url = new Uri(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, id), UriKind.Relative);

        Assert.Equal(HttpStatusCode.NotFound, (await app.As(Person.Carsten).GetAsync(url)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.As(Person.Dorte).GetAsync(url)).StatusCode);
        Assert.Equal("/konto/log-ind", (await app.As(null).GetAsync(url)).Headers.Location?.ToString());
    }

    [Fact]
    public async Task The_private_reason_for_no_is_shown_to_the_coordinator_and_to_nobody_on_the_other_side()
    {
        var needId = await app.AddNeedAsync(OrganisationKind.Company, asker: Catalogue.WomenAssociation);
        var id = await app.ProposeAsync(needId, Catalogue.Auditors);
        await app.SubmitAsync(null, await app.LinkToAsync("dorte@kem.example", "PROPOSAL"), [new("Form.Answer", "No"), new("Form.DeclineReason", "DR_INDEPENDENCE")]);

        var page = new Uri($"/forslag/{id}", UriKind.Relative);
        const string reason = "Vi vil gerne være uafhængige her";

        Assert.Contains(reason, await app.As(Person.Birgit).GetStringAsync(page), StringComparison.Ordinal);
        Assert.DoesNotContain(reason, await app.As(Person.Amina).GetStringAsync(page), StringComparison.Ordinal);
        Assert.DoesNotContain(await app.DeliverAsync(), mail => mail.Text.Contains(reason, StringComparison.Ordinal));
    }

    private async Task<string> SubmitProposalAsync(Guid needId, Dictionary<string, string> fields)
    {
        var response = await app.SubmitAsync(Person.Birgit, $"/behov/{needId}/forslag/nyt?partner={Catalogue.WomenAssociation}", fields, $"/behov/{needId}/forslag/nyt");
        return await response.Content.ReadAsStringAsync();
    }

    private Task PreferPhoneAsync() => app.WithDb(async db =>
    {
        var association = await db.Organisations.SingleAsync(o => o.Id == Catalogue.WomenAssociation);
        association.Describe(new OrganisationDescription
        {
            Name = association.Name, ContactName = "Amina", ContactEmail = "amina@kem.example", ContactPhone = "55 20 20 20", PreferredChannel = Channel.Phone,
        });
        await db.SaveChangesAsync();
    });
}
