using System.Net;
using AngleSharp.Html.Parser;
using Kem.Match.Web.Domain.Agreements;

namespace Kem.Match.Web.Tests.Agreements;

public sealed class SigningPlanPagesTests : IDisposable
{
    private readonly KemApp app = new();

    [Fact]
    public async Task Birgit_says_that_chair_and_treasurer_sign_together()
    {
        var id = await DraftAsync();

        var response = await SaveAsync(id, Chair(0), [new("Form.Parties[0].Rule", "ChairAndTreasurer"), .. Person(0, 1, "Leyla Demir", "Treasurer", "leyla@kem.example")]);

        Assert.Equal($"/aftaler/{id}/underskrivere", response.Headers.Location?.ToString());
        var party = (await app.AgreementAsync(id)).Parties[0];
        Assert.Equal(SigningRuleKind.ChairAndTreasurer, party.SigningRuleKind);
        Assert.Equal([("Amina Yusuf", SignatoryRole.Chair), ("Leyla Demir", SignatoryRole.Treasurer)], party.Signatories.Select(signatory => (signatory.Name, signatory.Role)));
    }

    [Fact]
    public async Task The_contact_stands_on_the_list_from_the_start_and_rows_come_and_go_without_a_script()
    {
        var id = await DraftAsync();
        var page = $"/aftaler/{id}/underskrivere";
        var html = await Birgit().GetStringAsync(new Uri(page, UriKind.Relative));
        Assert.Contains("value=\"amina@kem.example\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Form.Parties[0].Signatories[1].Name", html, StringComparison.Ordinal);

        var longer = await (await app.SubmitAsync(Tests.Person.Birgit, page, [new("Form.Parties[0].Signatories[0].Title", "forkvinde"), new("tilfoej", "0")])).Content.ReadAsStringAsync();
        Assert.Contains("Form.Parties[0].Signatories[1].Name", longer, StringComparison.Ordinal);
        Assert.Contains("value=\"forkvinde\"", longer, StringComparison.Ordinal);

        var shorter = await (await app.SubmitAsync(Tests.Person.Birgit, page, [new("fjern", "0.0")])).Content.ReadAsStringAsync();
        Assert.DoesNotContain("Form.Parties[0].Signatories[0].Name", shorter, StringComparison.Ordinal);
        Assert.Contains("Der står ingen på listen.", shorter, StringComparison.Ordinal);
        Assert.Single((await app.AgreementAsync(id)).Parties[0].Signatories);
    }

    [Fact]
    public async Task A_list_that_is_too_short_is_kept_and_stands_between_the_draft_and_the_signatures()
    {
        var id = await DraftAsync();

        await SaveAsync(id, Chair(0), [new("Form.Parties[0].Rule", "TwoOfBoard")]);

        var page = await Birgit().GetStringAsync(new Uri($"/aftaler/{id}/underskrivere", UriKind.Relative));
        Assert.Contains("<a href=\"#Form_Parties_0__Rule\">Reglen kræver to fra bestyrelsen. Der står én på listen.</a>", page, StringComparison.Ordinal);
        var send = await Birgit().GetAsync(new Uri($"/aftaler/{id}/underskriftsrunde", UriKind.Relative));
        Assert.Equal($"/aftaler/{id}/underskrivere", send.Headers.Location?.ToString());
        Assert.Contains($"/aftaler/{id}/underskrivere#Form_Parties_0__Rule", await Birgit().GetStringAsync(new Uri($"/aftaler/{id}/ret", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_cannot_be_met_so_is_refused_at_its_field_and_nothing_typed_is_lost()
    {
        var id = await DraftAsync();

        var response = await SaveAsync(id, Chair(0), [new("Form.Parties[0].Rule", "ChairAlone"), .. Person(0, 1, "Amina Yusuf", "Other", "amina@kem.example")]);

        var html = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("href=\"#Form_Parties_0__Signatories_1__Role\"", html, StringComparison.Ordinal);
        Assert.Contains("Amina Yusuf står to gange. Hver person skal stå én gang.", html, StringComparison.Ordinal);
        Assert.Contains("To personer kan ikke bruge samme mail", html, StringComparison.Ordinal);
        Assert.Equal("Amina Yusuf", new HtmlParser().ParseDocument(html).QuerySelector("[name='Form.Parties[0].Signatories[1].Name']")!.GetAttribute("value"));
        Assert.Equal(SigningRuleKind.Named, (await app.AgreementAsync(id)).Parties[0].SigningRuleKind);
    }

    [Fact]
    public async Task A_coordinators_address_cannot_stand_for_somebody_elses_organisation()
    {
        var id = await DraftAsync();

        var refused = await SaveAsync(id, [new("Form.Parties[0].Signatories[0].Email", "BIRGIT@kem.example")]);
        var allowed = await SaveAsync(id, [new("Form.Parties[2].Signatories[0].Name", "Birgit Aagaard"), new("Form.Parties[2].Signatories[0].Email", "birgit@kem.example")]);

        Assert.Contains("En koordinator må ikke skrive under for andre.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, allowed.StatusCode);
    }

    [Fact]
    public async Task An_address_that_came_in_another_way_is_found_before_the_text_is_sent()
    {
        var draft = Lektiecafe.Draft(organisations: AgreementSteps.Parties);
        draft.LetSign(draft.Parties[1], SigningRuleKind.Named, [new SignatoryDetails("Gert", SignatoryRole.Other, "", "birgit@kem.example", SigningWay.Link)], Lektiecafe.Morning);
        var id = await app.SaveAsync(draft);

        var response = await app.SubmitAsync(Tests.Person.Birgit, $"/aftaler/{id}/underskriftsrunde");

        Assert.Equal($"/aftaler/{id}/underskrivere", response.Headers.Location?.ToString());
        Assert.True((await app.AgreementAsync(id)).IsDraft);
    }

    [Fact]
    public async Task Of_two_coordinators_who_write_the_list_at_once_the_second_is_told()
    {
        var id = await DraftAsync();
        var page = $"/aftaler/{id}/underskrivere";
        await SaveAsync(id, Chair(0));
        var browser = Birgit();
        using var old = new FormUrlEncodedContent(FilledForm.Read(await browser.GetStringAsync(new Uri(page, UriKind.Relative)), page, null, [new("Form.Version", "1")]).Values);

        Assert.Equal(HttpStatusCode.Conflict, (await browser.PostAsync(new Uri(page, UriKind.Relative), old)).StatusCode);
    }

    [Fact]
    public async Task Only_a_coordinator_of_the_municipality_can_write_the_list()
    {
        var id = await DraftAsync();
        var page = new Uri($"/aftaler/{id}/underskrivere", UriKind.Relative);

        foreach (var person in new[] { Tests.Person.Amina, Tests.Person.Carsten, Tests.Person.Dorte, Tests.Person.Erik })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await app.As(person).GetAsync(page)).StatusCode);
        }
    }

    public void Dispose() => app.Dispose();

    private Task<Guid> DraftAsync() => app.SaveAsync(Lektiecafe.Draft(organisations: AgreementSteps.Parties));

    private HttpClient Birgit() => app.As(Tests.Person.Birgit);

    private Task<HttpResponseMessage> SaveAsync(Guid id, IEnumerable<KeyValuePair<string, string>> fields, IEnumerable<KeyValuePair<string, string>>? more = null) =>
        app.SubmitAsync(Tests.Person.Birgit, $"/aftaler/{id}/underskrivere", [.. fields, .. more ?? []]);

    private static KeyValuePair<string, string>[] Chair(int party) => [new($"Form.Parties[{party}].Signatories[0].Role", "Chair")];

    private static KeyValuePair<string, string>[] Person(int party, int row, string name, string role, string email) =>
    [
        new($"Form.Parties[{party}].Signatories[{row}].Name", name), new($"Form.Parties[{party}].Signatories[{row}].Role", role),
        new($"Form.Parties[{party}].Signatories[{row}].Email", email), new($"Form.Parties[{party}].Signatories[{row}].Way", "Link"),
        new($"Form.Parties[{party}].Signatories[{row}].Step", "1"),
    ];
}
