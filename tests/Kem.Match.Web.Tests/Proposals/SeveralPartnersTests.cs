using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Proposals;

/// <summary>One need and several partners: side by side, or together as one.</summary>
public sealed class SeveralPartnersTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task When_one_says_yes_the_coordinator_decides_and_the_others_are_told_kindly()
    {
        var need = await app.AddNeedAsync();
        var women = await app.ProposeAsync(need, Catalogue.WomenAssociation);
        var football = await app.ProposeAsync(need, Catalogue.FootballClub);
        await app.SubmitAsync(Person.Amina, $"/forslag/{women}/svar", [new("Form.Answer", "Yes")]);

        Assert.Contains("Andre er også spurgt", await PageAsync(women), StringComparison.Ordinal);
        await app.SubmitAsync(Person.Birgit, $"/forslag/{women}", [new("luk", "true")], $"/forslag/{women}/andre");

        var closed = await app.ProposalAsync(football);
        Assert.Equal((ProposalState.Withdrawn, WithdrawalReason.NeedIsCovered, "Birgit"), (closed.State, closed.WithdrawnWhy, closed.WithdrawnBy));
        Assert.Contains("Behovet hos Integrationsteamet er dækket nu.", (await app.DeliverAsync()).Single(mail => mail.ToAddress == "gert@kem.example" && mail.Kind == "PROPOSAL_WITHDRAWN").Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Andre er også spurgt", await PageAsync(women), StringComparison.Ordinal);
        Assert.Contains("Lukket: behovet er dækket", await app.As(Person.Birgit).GetStringAsync(new Uri("/forslag", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_others_can_be_left_to_answer()
    {
        var need = await app.AddNeedAsync();
        var women = await app.ProposeAsync(need, Catalogue.WomenAssociation);
        var football = await app.ProposeAsync(need, Catalogue.FootballClub);
        await app.SubmitAsync(Person.Amina, $"/forslag/{women}/svar", [new("Form.Answer", "Yes")]);

        await app.SubmitAsync(Person.Birgit, $"/forslag/{women}", [new("luk", "false")], $"/forslag/{women}/andre");

        Assert.Equal(ProposalState.Sent, (await app.ProposalAsync(football)).State);
        Assert.DoesNotContain("Andre er også spurgt", await PageAsync(women), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_one_whose_need_it_is_hears_that_it_fell_and_never_why()
    {
        var need = await app.AddNeedAsync(OrganisationKind.Company, asker: Catalogue.WomenAssociation);
        var id = await app.ProposeAsync(need, Catalogue.Auditors);

        await app.SubmitAsync(
            null, await app.LinkToAsync("dorte@kem.example", "PROPOSAL"),
            [new("Form.Answer", "No"), new("Form.DeclineReason", "DR_INDEPENDENCE"), new("Form.Message", "Vi er uenige med kommunen")]);

        var fell = (await app.DeliverAsync()).Single(mail => mail.Kind == "PROPOSAL_FELL");
        Assert.Equal("amina@kem.example", fell.ToAddress);
        var page = await app.As(Person.Amina).GetStringAsync(new Uri($"/forslag/{id}", UriKind.Relative));

        foreach (var secret in new[] { "uafhængige", "uenige" })
        {
            Assert.DoesNotContain(secret, fell.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, page, StringComparison.Ordinal);
            Assert.Contains(secret, await PageAsync(id), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Three_who_all_say_yes_make_one_agreement()
    {
        var bundle = await ProposeTogetherAsync();

        foreach (var id in bundle)
        {
            Assert.Contains("Vent med aftalen", await TriedAgreementAsync(bundle[0]), StringComparison.Ordinal);
            await app.SubmitAsync(null, await LinkAsync(id), [new("Form.Answer", "Yes")]);
        }

        var response = await app.SubmitAsync(Person.Birgit, $"/forslag/{bundle[1]}/aftale", [new("Form.Method", "M4"), new("Form.Title", "Besøg hos ældre")]);

        var agreement = await app.WithDb(db => db.Agreements.Include(a => a.Parties).SingleAsync());
        Assert.Equal($"/aftaler/{agreement.Id}/ret", response.Headers.Location!.ToString());
        Assert.Equal(
            new[] { Catalogue.IntegrationTeam, Catalogue.WomenAssociation, Catalogue.FootballClub, Catalogue.Auditors }.Order(),
            agreement.Parties.Select(p => p.OrganisationId).Order());
        Assert.True(await app.WithDb(db => db.Proposals.AllAsync(p => p.State == ProposalState.Agreed)));
        Assert.All(bundle, id => Assert.Contains($"/aftaler/{agreement.Id}", PageAsync(id).Result, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_answers_for_itself_and_when_one_declines_the_others_hear_it_and_the_coordinator_decides()
    {
        var bundle = await ProposeTogetherAsync();
        await app.SubmitAsync(null, await LinkAsync(bundle[0]), [new("Form.Answer", "Yes")]);
        await app.SubmitAsync(null, await LinkAsync(bundle[1]), [new("Form.Answer", "No"), new("Form.DeclineReason", "DR_TIME")]);

        var told = (await app.DeliverAsync()).Where(mail => mail.Kind == "BUNDLE_CHANGED").ToList();
        Assert.Equal(["amina@kem.example", "dorte@kem.example"], told.Select(mail => mail.ToAddress).Order());
        Assert.DoesNotContain(told, mail => mail.Text.Contains("ikke tid", StringComparison.Ordinal));
        Assert.Contains("Byens Boldklub er ikke med mere", await app.As(Person.Birgit).GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);

        await app.SubmitAsync(Person.Birgit, $"/forslag/{bundle[1]}", [new("luk", "false")], $"/forslag/{bundle[1]}/andre");
        await app.SubmitAsync(null, await LinkAsync(bundle[2]), [new("Form.Answer", "Yes")]);
        await app.SubmitAsync(Person.Birgit, $"/forslag/{bundle[0]}/aftale", [new("Form.Method", "M4"), new("Form.Title", "Besøg hos ældre")]);

        Assert.Equal(3, await app.WithDb(db => db.Agreements.SelectMany(a => a.Parties).CountAsync()));
        Assert.Equal(ProposalState.Declined, (await app.ProposalAsync(bundle[1])).State);
    }

    [Fact]
    public async Task A_bundle_can_be_closed_for_all_when_one_falls_away()
    {
        var bundle = await ProposeTogetherAsync();
        await app.SubmitAsync(null, await LinkAsync(bundle[1]), [new("Form.Answer", "No")]);

        await app.SubmitAsync(Person.Birgit, $"/forslag/{bundle[1]}", [new("luk", "true")], $"/forslag/{bundle[1]}/andre");

        Assert.All(new[] { bundle[0], bundle[2] }, id => Assert.Equal(WithdrawalReason.OthersFellAway, app.ProposalAsync(id).Result.WithdrawnWhy));
        Assert.Equal(2, (await app.DeliverAsync()).Count(mail => mail.Kind == "PROPOSAL_WITHDRAWN"));
    }

    [Fact]
    public async Task A_bundle_is_undone_as_it_was_sent_all_at_once()
    {
        var bundle = await ProposeTogetherAsync(wait: false);

        await app.SubmitAsync(Person.Birgit, $"/forslag/{bundle[2]}", action: $"/forslag/{bundle[2]}/fortryd");

        Assert.False(await app.WithDb(db => db.Proposals.AnyAsync()));
        Assert.DoesNotContain(await app.DeliverAsync(), mail => mail.State == OutgoingMailState.Sent);
    }

    [Fact]
    public async Task A_yes_that_came_to_nothing_is_closed_with_how_and_can_be_found_again()
    {
        var id = await app.ProposeAsync(await app.AddNeedAsync(), Catalogue.WomenAssociation);
        await app.SubmitAsync(Person.Amina, $"/forslag/{id}/svar", [new("Form.Answer", "Yes")]);

        await app.SubmitAsync(Person.Birgit, $"/forslag/{id}", [new("Form.How", "NoContact"), new("Form.Note", "De ringede forgæves")], $"/forslag/{id}/opgivet");

        Assert.Equal(ProposalState.NoContact, (await app.ProposalAsync(id)).State);
        var browser = app.As(Person.Birgit);
        Assert.Contains("De fik aldrig kontakt", await browser.GetStringAsync(new Uri("/forslag?slut=De+fik+aldrig+kontakt", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Contains(";De fik aldrig kontakt;", await browser.GetStringAsync(new Uri("/forslag.csv", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Contains("De fik aldrig kontakt", await browser.GetStringAsync(new Uri($"/katalog/{Catalogue.WomenAssociation}", UriKind.Relative)), StringComparison.Ordinal);
    }

    private Task<string> PageAsync(Guid id) => app.As(Person.Birgit).GetStringAsync(new Uri($"/forslag/{id}", UriKind.Relative));

    private async Task<string> TriedAgreementAsync(Guid id)
    {
        var browser = app.As(Person.Birgit);
        var away = await browser.GetAsync(new Uri($"/forslag/{id}/aftale", UriKind.Relative));

        // Nobody has said yes yet, and then the page of the proposal is all there is.
        return (await app.ProposalAsync(id)).State == ProposalState.Sent ? "Vent med aftalen" : await browser.GetStringAsync(away.Headers.Location);
    }

    private async Task<string> LinkAsync(Guid id)
    {
        var to = (await app.ProposalAsync(id)).Partner.ContactEmail;
        return await app.LinkToAsync(to, "PROPOSAL");
    }

    /// <summary>In the order women, football, auditors.</summary>
    private async Task<IReadOnlyList<Guid>> ProposeTogetherAsync(bool wait = true)
    {
        var need = await app.AddNeedAsync();
        Guid[] partners = [Catalogue.WomenAssociation, Catalogue.FootballClub, Catalogue.Auditors];
        var page = $"/behov/{need}/forslag/sammen?{string.Join('&', partners.Select(p => $"partner={p}"))}";

        var response = await app.SubmitAsync(Person.Birgit, page, action: $"/behov/{need}/forslag/nyt");
        Assert.True(response.Headers.Location is not null, await response.Content.ReadAsStringAsync());

        if (wait)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var ids = await app.WithDb(db => db.Proposals.Where(p => p.NeedId == need).ToDictionaryAsync(p => p.PartnerId, p => p.Id));
        Assert.Single(await app.WithDb(db => db.Proposals.Select(p => p.BundleId).Distinct().ToListAsync()));
        return [.. partners.Select(p => ids[p])];
    }
}
