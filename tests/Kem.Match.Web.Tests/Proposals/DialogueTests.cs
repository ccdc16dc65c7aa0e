using System.Net;
using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Proposals;
using Kem.Match.Web.Features.Reminders;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Proposals;

/// <summary>Questions back and forth, the right person, and calls: everything between a proposal and its answer.</summary>
public sealed class DialogueTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_question_is_answered_as_often_as_it_takes_and_the_answers_stand_open()
    {
        var (id, link) = await ProposedAsync();
        await app.SubmitAsync(null, link, [new("Form.Answer", "Question"), new("Form.Message", "Er der en tolk?")]);

        await app.SubmitAsync(Person.Birgit, $"/forslag/{id}/beskeder", [new("Form.Text", "Ja, de første gange."), new("Form.AnswerBy", "2026-03-31")]);

        var proposal = await app.ProposalAsync(id);
        Assert.Equal((ProposalState.Sent, new DateOnly(2026, 3, 31)), (proposal.State, proposal.AnswerBy));
        var again = await app.LinkToAsync("amina@kem.example", "PROPOSAL_REPLY");
        var page = await app.As(null).GetStringAsync(new Uri(again, UriKind.Relative));
        Assert.Contains("Er der en tolk?", page, StringComparison.Ordinal);
        Assert.Contains("Ja, de første gange.", page, StringComparison.Ordinal);

        await app.SubmitAsync(null, again, [new("Form.Answer", "Question"), new("Form.Message", "Hvem betaler?")]);
        await app.SubmitAsync(Person.Birgit, $"/forslag/{id}/beskeder", [new("Form.Text", "Det gør kommunen.")]);
        await app.SubmitAsync(null, again, [new("Form.Answer", "Yes")]);

        Assert.Equal(ProposalState.Interested, (await app.ProposalAsync(id)).State);
        Assert.Equal(["Er der en tolk?", "Ja, de første gange.", "Hvem betaler?", "Det gør kommunen."], await TextsAsync(id));
    }

    [Fact]
    public async Task An_empty_question_is_asked_for_and_two_presses_are_one_reply()
    {
        var (id, link) = await ProposedAsync();
        var empty = await (await app.SubmitAsync(null, link, [new("Form.Answer", "Question")])).Content.ReadAsStringAsync();
        Assert.Contains("Skriv, hvad I vil spørge om.", empty, StringComparison.Ordinal);
        await app.SubmitAsync(null, link, [new("Form.Answer", "Question"), new("Form.Message", "Hvornår?")]);

        var browser = app.As(Person.Birgit);
        var html = await browser.GetStringAsync(new Uri($"/forslag/{id}/beskeder", UriKind.Relative));
        var (_, fields) = FilledForm.Read(html, $"/forslag/{id}/beskeder", $"/forslag/{id}/beskeder", [new("Form.Text", "Onsdag.")]);

        for (var press = 0; press < 2; press++)
        {
            using var form = new FormUrlEncodedContent(fields);
            await browser.PostAsync(new Uri($"/forslag/{id}/beskeder", UriKind.Relative), form);
        }

        Assert.Equal(["Hvornår?", "Onsdag."], await TextsAsync(id));
        Assert.Single(await app.DeliverAsync(), mail => mail.Kind == "PROPOSAL_REPLY");
    }

    [Fact]
    public async Task A_question_that_waits_for_the_coordinator_is_never_taken_for_silence()
    {
        var (id, link) = await ProposedAsync();
        await app.SubmitAsync(null, link, [new("Form.Answer", "Question"), new("Form.Message", "Hvornår?")]);

        app.Clock.Advance(TimeSpan.FromDays(60));
        await app.RunAsync<ReminderRounds>();
        await app.RunAsync<ProposalLapses>();

        Assert.Equal(ProposalState.Question, (await app.ProposalAsync(id)).State);
    }

    [Fact]
    public async Task A_personal_number_is_refused_and_nothing_typed_is_lost()
    {
        var (id, link) = await ProposedAsync();

        var page = await (await app.SubmitAsync(null, link, [new("Form.Answer", "Question"), new("Form.Message", "Det gælder 010190-1234, kan hun være med?")])).Content.ReadAsStringAsync();

        Assert.Contains("ligner et CPR-nummer", page, StringComparison.Ordinal);
        Assert.Contains("kan hun være med?", page, StringComparison.Ordinal);
        Assert.Equal(ProposalState.Sent, (await app.ProposalAsync(id)).State);
    }

    [Fact]
    public async Task The_right_person_gets_a_link_of_their_own_and_the_old_one_is_closed()
    {
        var (id, link) = await ProposedAsync();
        Assert.Contains("Jeg er ikke den rette", await app.As(null).GetStringAsync(new Uri(link, UriKind.Relative)), StringComparison.Ordinal);

        var thanks = await app.SubmitAsync(null, link + "/videre", [new("Form.Name", "Fatima Noor"), new("Form.Email", "fatima@kem.example")]);
        Assert.Contains("Vi sender forslaget til Fatima Noor", await thanks.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NotFound, (await app.As(null).GetAsync(new Uri(link, UriKind.Relative))).StatusCode);
        var mails = await app.DeliverAsync();
        Assert.Contains("Amina siger, at det er dig", mails.Single(mail => mail.Kind == "PROPOSAL_FORWARDED").Text, StringComparison.Ordinal);
        Assert.Equal("birgit@kem.example", mails.Single(mail => mail.Kind == "PROPOSAL_FORWARD_NOTICE").ToAddress);

        await app.SubmitAsync(null, await app.LinkToAsync("fatima@kem.example", "PROPOSAL_FORWARDED"), [new("Form.Answer", "Yes")]);
        Assert.Equal(ProposalState.Interested, (await app.ProposalAsync(id)).State);
        Assert.Contains(await app.DeliverAsync(), mail => mail is { Kind: "ANSWER_RECEIPT", ToAddress: "fatima@kem.example" });
    }

    [Fact]
    public async Task The_new_person_becomes_the_contact_only_when_somebody_says_so()
    {
        var (_, link) = await ProposedAsync();
        await app.SubmitAsync(null, link + "/videre", [new("Form.Name", "Fatima Noor"), new("Form.Email", "fatima@kem.example")]);
        Assert.Equal("amina@kem.example", await ContactAsync());

        var decide = $"/katalog/{Catalogue.WomenAssociation}/kontaktforslag";
        Assert.DoesNotContain("Ny kontakt?", await app.As(Person.Dorte).GetStringAsync(new Uri($"/katalog/{Catalogue.WomenAssociation}", UriKind.Relative)), StringComparison.Ordinal);
        await app.SubmitAsync(Person.Amina, $"/katalog/{Catalogue.WomenAssociation}", [new("ja", "true")], decide);

        Assert.Equal("fatima@kem.example", await ContactAsync());
        Assert.DoesNotContain("Ny kontakt?", await app.As(Person.Amina).GetStringAsync(new Uri($"/katalog/{Catalogue.WomenAssociation}", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_goes_on_twice_at_most()
    {
        var (_, link) = await ProposedAsync();
        await app.SubmitAsync(null, link + "/videre", [new("Form.Name", "Fatima"), new("Form.Email", "fatima@kem.example")]);
        var second = await app.LinkToAsync("fatima@kem.example", "PROPOSAL_FORWARDED");
        await app.SubmitAsync(null, second + "/videre", [new("Form.Name", "Leyla"), new("Form.Email", "leyla@kem.example")]);
        var third = await app.LinkToAsync("leyla@kem.example", "PROPOSAL_FORWARDED");

        Assert.DoesNotContain("Jeg er ikke den rette", await app.As(null).GetStringAsync(new Uri(third, UriKind.Relative)), StringComparison.Ordinal);
        Assert.Contains("kan ikke sendes videre herfra mere", await app.As(null).GetStringAsync(new Uri(third + "/videre", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobodys_mailbox_can_be_filled_with_forwarded_proposals()
    {
        for (var n = 0; n < 3; n++)
        {
            var (_, link) = await ProposedAsync();
            var page = await (await app.SubmitAsync(null, link + "/videre", [new("Form.Name", "Offer"), new("Form.Email", "offer@kem.example")])).Content.ReadAsStringAsync();
            Assert.Equal(n == 2, page.Contains("har fået flere forslag i dag", StringComparison.Ordinal));
        }

        Assert.Equal(2, (await app.DeliverAsync()).Count(mail => mail.ToAddress == "offer@kem.example"));
    }

    [Theory]
    [InlineData("", "fatima@kem.example", "Skriv navnet")]
    [InlineData("Fatima", "fatima", "Skriv en mailadresse")]
    [InlineData("Fatima", "AMINA@kem.example", "Det er den adresse")]
    public async Task A_name_and_another_address_are_needed(string name, string email, string message)
    {
        var (_, link) = await ProposedAsync();

        var page = await (await app.SubmitAsync(null, link + "/videre", [new("Form.Name", name), new("Form.Email", email)])).Content.ReadAsStringAsync();

        Assert.Contains(message, page, StringComparison.Ordinal);
        Assert.Equal(0, (await app.ProposalAsync(await OnlyIdAsync())).ForwardsSent);
    }

    [Fact]
    public async Task Who_does_not_know_the_right_person_leaves_it_to_a_call()
    {
        var (id, link) = await ProposedAsync();

        await app.SubmitAsync(null, link + "/videre", [new("vedIkke", "true")]);

        Assert.Contains("Spørg, hvem der er", await app.As(Person.Birgit).GetStringAsync(new Uri("/forslag/opkald", UriKind.Relative)), StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromDays(40));
        await app.RunAsync<ReminderRounds>();
        await app.RunAsync<ProposalLapses>();
        Assert.Equal((ProposalState.Sent, 0), ((await app.ProposalAsync(id)).State, (await app.ProposalAsync(id)).RemindersSent));
    }

    [Fact]
    public async Task After_two_reminders_somebody_calls_and_the_answer_counts_even_late()
    {
        var (id, _) = await ProposedAsync();
        var calls = new Uri("/forslag/opkald", UriKind.Relative);

        for (var day = 0; day < 20; day++)
        {
            await app.RunAsync<ReminderRounds>();
            await app.RunAsync<ProposalLapses>();
            Assert.Equal(day >= 11, (await app.As(Person.Birgit).GetStringAsync(calls)).Contains("Kvinder på Tværs", StringComparison.Ordinal));
            app.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(ProposalState.Unanswered, (await app.ProposalAsync(id)).State);
        Assert.Contains(await app.DeliverAsync(), mail => mail.Kind == "PROPOSAL_LAPSED");
        await app.SubmitAsync(Person.Birgit, $"/forslag/{id}/opkald", [new("Form.Result", "Later"), new("Form.SpokeWith", "Amina"), new("Form.AskAgainInMonths", "6")]);

        var proposal = await app.ProposalAsync(id);
        Assert.Equal((ProposalState.Later, app.Today().AddMonths(6)), (proposal.State, proposal.AskAgainOn));
    }

    [Fact]
    public async Task When_nobody_picks_up_the_call_comes_back_on_its_day()
    {
        var (id, _) = await PhonedAsync();
        var calls = new Uri("/forslag/opkald", UriKind.Relative);

        await app.SubmitAsync(Person.Birgit, $"/forslag/{id}/opkald", [new("Form.Result", "NobodyPickedUp"), new("Form.CallAgainOn", "2026-03-05")]);
        Assert.Contains("Ingen at ringe til", await app.As(Person.Birgit).GetStringAsync(calls), StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Contains("Ring til 1 partner", await app.As(Person.Birgit).GetStringAsync(calls), StringComparison.Ordinal);
        Assert.Empty(await app.DeliverAsync());
    }

    [Fact]
    public async Task A_wrong_number_is_asked_for_until_the_profile_has_another()
    {
        var (id, _) = await PhonedAsync();

        await app.SubmitAsync(Person.Birgit, $"/forslag/{id}/opkald", [new("Form.Result", "WrongNumber")]);
        Assert.Contains("Find nummeret til Kvinder på Tværs", await app.As(Person.Birgit).GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);

        await PreferPhoneAsync("55 20 20 99");
        Assert.Contains("Ring til Kvinder på Tværs", await app.As(Person.Birgit).GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_never_called_is_not_taken_to_be_silent()
    {
        var (id, _) = await PhonedAsync();

        app.Clock.Advance(TimeSpan.FromDays(40));
        await app.RunAsync<ReminderRounds>();
        await app.RunAsync<ProposalLapses>();
        Assert.Equal(ProposalState.Sent, (await app.ProposalAsync(id)).State);

        await app.SubmitAsync(Person.Birgit, $"/forslag/{id}/opkald", [new("Form.Result", "NobodyPickedUp"), new("Form.CallAgainOn", "2026-04-13")]);
        app.Clock.Advance(TimeSpan.FromDays(6));
        await app.RunAsync<ReminderRounds>();
        await app.RunAsync<ProposalLapses>();
        Assert.Equal(ProposalState.Unanswered, (await app.ProposalAsync(id)).State);
    }

    [Fact]
    public async Task A_pause_stops_the_reminders_and_nobody_is_silent_in_it()
    {
        var (id, _) = await ProposedAsync();
        await app.WithDb(async db =>
        {
            (await db.Organisations.SingleAsync(o => o.Id == Catalogue.WomenAssociation)).PauseUntil(app.Today().AddDays(60));
            await db.SaveChangesAsync();
        });

        app.Clock.Advance(TimeSpan.FromDays(40));
        await app.RunAsync<ReminderRounds>();
        await app.RunAsync<ProposalLapses>();

        Assert.Equal((ProposalState.Sent, 0), ((await app.ProposalAsync(id)).State, (await app.ProposalAsync(id)).RemindersSent));
        Assert.Contains("Forslaget gælder stadig", await app.As(Person.Birgit).GetStringAsync(new Uri($"/forslag/{id}", UriKind.Relative)), StringComparison.Ordinal);
    }

    private async Task<(Guid Id, string Link)> ProposedAsync()
    {
        var id = await app.ProposeAsync(await app.AddNeedAsync(), Catalogue.WomenAssociation);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        return (id, await app.LinkToAsync("amina@kem.example", "PROPOSAL"));
    }

    private async Task<(Guid Id, Guid Need)> PhonedAsync()
    {
        await PreferPhoneAsync("55 20 20 20");
        var need = await app.AddNeedAsync();
        return (await app.ProposeAsync(need, Catalogue.WomenAssociation), need);
    }

    private Task PreferPhoneAsync(string number) => app.WithDb(async db =>
    {
        var association = await db.Organisations.SingleAsync(o => o.Id == Catalogue.WomenAssociation);
        association.Describe(new OrganisationDescription { Name = association.Name, ContactName = "Amina", ContactPhone = number, PreferredChannel = Channel.Phone });
        await db.SaveChangesAsync();
    });

    private Task<Guid> OnlyIdAsync() => app.WithDb(db => db.Proposals.Select(p => p.Id).SingleAsync());

    private Task<string> ContactAsync() => app.WithDb(db => db.Organisations.Where(o => o.Id == Catalogue.WomenAssociation).Select(o => o.ContactEmail).SingleAsync());

    private async Task<IEnumerable<string>> TextsAsync(Guid id) =>
        (await app.WithDb(db => db.Proposals.AsNoTracking().Include(p => p.Messages).SingleAsync(p => p.Id == id))).Messages.Select(m => m.Text);
}
