using System.Net;
using AngleSharp.Html.Parser;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Proposals;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Agreements;

public sealed class DraftPagesTests : IDisposable
{
    private readonly KemApp app = new();

    [Fact]
    public async Task A_yes_becomes_a_draft_with_what_is_already_known()
    {
        var proposal = await app.AcceptedProposalAsync();

        var response = await app.SubmitAsync(Person.Birgit, $"/forslag/{proposal}/aftale", [new("Form.Method", "M2"), new("Form.Title", "Pigefodbold i Ullerød")]);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var agreement = await app.AgreementAsync(await app.WithDb(db => db.Agreements.Select(a => a.Id).SingleAsync()));
        Assert.Equal(["Byens Boldklub", "Kvinder på Tværs", "Integrationsteamet"], agreement.Parties.Select(party => party.Name));
        Assert.Equal("amina@kem.example", agreement.Parties[1].ContactEmail);
        Assert.Equal("Flere piger til fodbold i Ullerød", agreement.AnswerTo("CL_PURPOSE", "purpose"));
        Assert.Equal("14", agreement.AnswerTo("CL_CHALLENGES", "days"));
        Assert.Equal(new DateOnly(2026, 3, 17), agreement.StartsOn);
        Assert.Equal(new DateOnly(2027, 3, 16), agreement.EndsOn);
        Assert.Equal(3, agreement.MonthsBetweenMeetings);
        Assert.Equal("Pigerne får et hold", agreement.Parties[1].Terms.Benefit);
        Assert.Equal(ProposalState.Agreed, await app.WithDb(db => db.Proposals.Select(p => p.State).SingleAsync()));
    }

    [Theory]
    [InlineData("M4")]
    [InlineData("M5")]
    public async Task A_method_for_two_has_two_parties(string method)
    {
        var proposal = await app.AcceptedProposalAsync();

        await app.SubmitAsync(Person.Birgit, $"/forslag/{proposal}/aftale", [new("Form.Method", method)]);

        var agreement = await app.AgreementAsync(await app.WithDb(db => db.Agreements.Select(a => a.Id).SingleAsync()));
        Assert.Equal(2, agreement.Parties.Count);
    }

    [Fact]
    public async Task A_proposal_becomes_one_agreement_only()
    {
        var proposal = await app.AcceptedProposalAsync();
        await app.SubmitAsync(Person.Birgit, $"/forslag/{proposal}/aftale", [new("Form.Method", "M2")]);
        var id = await app.WithDb(db => db.Agreements.Select(a => a.Id).SingleAsync());

        var again = await app.As(Person.Birgit).GetAsync(new Uri($"/forslag/{proposal}/aftale", UriKind.Relative));

        Assert.Equal($"/aftaler/{id}", again.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_draft_without_a_method_is_asked_for_one()
    {
        var proposal = await app.AcceptedProposalAsync();

        var response = await app.SubmitAsync(Person.Birgit, $"/forslag/{proposal}/aftale", [new("Form.Title", "Pigefodbold")]);

        Assert.Contains("Vælg, hvordan I vil samarbejde.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await app.WithDb(db => db.Agreements.CountAsync()));
    }

    [Fact]
    public async Task A_draft_is_saved_with_gaps_and_says_which()
    {
        var id = await app.SaveAsync(Lektiecafe.Empty(organisations: AgreementSteps.Parties));

        var response = await app.SubmitAsync(
            Person.Birgit, $"/aftaler/{id}/ret",
            [
                new("Form.Title", "Lektiecafé i Ullerød"),
                new("Form.Answers[CL_PURPOSE.purpose]", "Flere børn får lavet lektier.\r\nOg de får venner."),
                new("Form.Parties[1].ContactName", "Gert Ørsted"),
                new("Form.MonthsBetweenMeetings", "0"),
                new("Form.OptionalClauses", "CL_CASE"),
                new("Form.OptionalClauses", "CL_DATA"),
            ]);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var agreement = await app.AgreementAsync(id);
        Assert.Equal("Lektiecafé i Ullerød", agreement.Title);
        Assert.Equal("Flere børn får lavet lektier.\nOg de får venner.", agreement.AnswerTo("CL_PURPOSE", "purpose"));
        Assert.Equal("Gert Ørsted", agreement.Parties[1].ContactName);
        Assert.Null(agreement.MonthsBetweenMeetings);
        Assert.Equal(["CL_CASE"], agreement.OptionalClauses);

        var html = await app.As(Person.Birgit).GetStringAsync(new Uri($"/aftaler/{id}/ret", UriKind.Relative));
        Assert.Contains("Hvilket nummer har sagen hos kommunen?", html, StringComparison.Ordinal);
        Assert.Contains("href=\"#Form_Answers_CL_CASE_caseNumber_\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"Form_Answers_CL_CASE_caseNumber_\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_dates_and_addresses_are_explained_and_nothing_is_saved()
    {
        var id = await app.SaveAsync(Lektiecafe.Empty(organisations: AgreementSteps.Parties));

        var response = await app.SubmitAsync(
            Person.Birgit, $"/aftaler/{id}/ret", [new("Form.Title", "Nyt navn"), new("Form.EndsOn", "2020-01-01"), new("Form.Parties[0].ContactEmail", "amina")]);

        var html = await response.Content.ReadAsStringAsync();
        Assert.Contains("Der er 2 ting at rette", html, StringComparison.Ordinal);
        Assert.Contains("Aftalen skal slutte efter den dag, den begynder.", html, StringComparison.Ordinal);
        Assert.Contains("Ret mailadressen.", html, StringComparison.Ordinal);
        Assert.Equal("Lektiecafé på Engskolen", (await app.AgreementAsync(id)).Title);
    }

    [Fact]
    public async Task What_must_be_mended_is_listed_in_the_order_of_the_page()
    {
        var id = await app.SaveAsync(Lektiecafe.Empty(organisations: AgreementSteps.Parties));

        var response = await app.SubmitAsync(
            Person.Birgit, $"/aftaler/{id}/ret",
            [new("Form.Title", ""), new("Form.StartsOn", ""), new("Form.EndsOn", ""), new("Form.Parties[1].ContactEmail", "bo"), new("Form.Parties[0].ContactEmail", "amina")]);

        var page = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());
        Assert.Equal(
            ["#Form_Title", "#Form_Parties_0__ContactEmail", "#Form_Parties_1__ContactEmail", "#Form_StartsOn", "#Form_EndsOn"],
            page.QuerySelectorAll("[role=alert] a").Select(link => link.GetAttribute("href")));
    }

    [Theory]
    [InlineData("/ret")]
    [InlineData("/underskriftsrunde")]
    public async Task Only_coordinators_of_the_municipality_write_drafts(string page)
    {
        var id = await app.SaveAsync(Lektiecafe.Draft(organisations: AgreementSteps.Parties));
        var address = new Uri($"/aftaler/{id}{page}", UriKind.Relative);

        Assert.Equal(HttpStatusCode.OK, (await app.As(Person.Birgit).GetAsync(address)).StatusCode);
        Assert.All([Person.Amina, Person.Carsten], person => Assert.Equal(HttpStatusCode.NotFound, app.As(person).GetAsync(address).Result.StatusCode));
        Assert.Equal("/konto/log-ind", (await app.As(null).GetAsync(address)).Headers.Location?.OriginalString.Split('?')[0]);
    }

    [Theory]
    [InlineData("M1")]
    [InlineData("M2")]
    [InlineData("M3")]
    [InlineData("M4")]
    [InlineData("M5")]
    [InlineData("M6")]
    [InlineData("M7")]
    [InlineData("M8")]
    public async Task Every_question_of_every_method_can_be_answered_on_the_form(string method)
    {
        var id = await app.SaveAsync(Lektiecafe.Empty(method, organisations: AgreementSteps.Parties));
        var missing = AgreementText.WhatIsMissing(await app.AgreementAsync(id), Lektiecafe.Taxonomy);

        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/ret", missing.Select(answer =>
            new KeyValuePair<string, string>("Form." + answer.Field, answer.Field.EndsWith("Email", StringComparison.Ordinal) ? "amina@kem.example" : "Ja")));

        Assert.Empty(AgreementText.WhatIsMissing(await app.AgreementAsync(id), Lektiecafe.Taxonomy));
    }

    public void Dispose() => app.Dispose();
}
