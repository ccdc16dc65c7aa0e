using System.Net;
using AngleSharp.Html.Parser;
using Kem.Match.Web.Domain.Agreements;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Agreements;

/// <summary>Two people write in the same draft, somebody comes, somebody leaves, and nothing that was written is lost.</summary>
public sealed class SharedDraftTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Two_who_write_in_different_places_are_both_kept()
    {
        var id = await DraftAsync();
        var early = await OpenAsync(id);
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/ret", [new("Form.Title", "Et nyt navn")]);

        var late = await SendAsync(early, $"/aftaler/{id}/ret", [new("Form.Answers[CL_PURPOSE.purpose]", "Flere piger spiller")]);

        Assert.Equal(HttpStatusCode.Redirect, late.StatusCode);
        var agreement = await app.AgreementAsync(id);
        Assert.Equal("Et nyt navn", agreement.Title);
        Assert.Equal("Flere piger spiller", agreement.AnswerTo("CL_PURPOSE", "purpose"));
    }

    [Theory]
    [InlineData("mine", "Den anden")]
    [InlineData("theirs", "Den første")]
    public async Task Two_who_write_in_the_same_place_see_both_texts_and_choose(string keep, string expected)
    {
        var id = await DraftAsync();
        var early = await OpenAsync(id);
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/ret", [new("Form.Title", "Den første")]);

        var late = await SendAsync(early, $"/aftaler/{id}/ret", [new("Form.Title", "Den anden"), new("Form.MeetingPlace", "I skolens kælder")]);
        var html = await late.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("Den første", html, StringComparison.Ordinal);
        Assert.Contains("Den anden", html, StringComparison.Ordinal);
        Assert.Equal("Den første", (await app.AgreementAsync(id)).Title);

        var chosen = await SendAsync(html, $"/aftaler/{id}/ret", [new("choices[0].Keep", keep)]);

        Assert.Equal(HttpStatusCode.Redirect, chosen.StatusCode);
        Assert.Equal(expected, (await app.AgreementAsync(id)).Title);
        Assert.Equal("I skolens kælder", (await app.AgreementAsync(id)).MeetingPlace);
    }

    [Fact]
    public async Task A_conflict_without_a_choice_is_asked_again_and_nothing_is_overwritten()
    {
        var id = await DraftAsync();
        var early = await OpenAsync(id);
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/ret", [new("Form.Title", "Den første")]);
        var html = await (await SendAsync(early, $"/aftaler/{id}/ret", [new("Form.Title", "Den anden")])).Content.ReadAsStringAsync();

        var again = await SendAsync(html, $"/aftaler/{id}/ret", []);

        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal("Den første", (await app.AgreementAsync(id)).Title);
    }

    [Fact]
    public async Task A_draft_is_saved_by_itself_and_says_what_is_missing_now()
    {
        var id = await DraftAsync();
        var page = await OpenAsync(id);
        var before = AgreementText.WhatIsMissing(await app.AgreementAsync(id), Lektiecafe.Taxonomy).Count;

        var answer = await SendAsync(page, $"/aftaler/{id}/ret", [new("Form.Answers[CL_PURPOSE.purpose]", "Flere piger spiller")], to: $"/aftaler/{id}/kladde");
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains($"Mangler {before - 1} svar", html, StringComparison.Ordinal);
        Assert.Contains("data-saved-at=\"kl. 9.00\"", html, StringComparison.Ordinal);
        Assert.Equal("Flere piger spiller", (await app.AgreementAsync(id)).AnswerTo("CL_PURPOSE", "purpose"));
    }

    [Fact]
    public async Task Saving_by_itself_refuses_what_the_form_would_refuse_and_overwrites_nobody()
    {
        var id = await DraftAsync();
        var page = await OpenAsync(id);
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/ret", [new("Form.Title", "Den første")]);

        var invalid = await SendAsync(page, $"/aftaler/{id}/ret", [new("Form.EndsOn", "2020-01-01")], to: $"/aftaler/{id}/kladde");
        var conflict = await SendAsync(page, $"/aftaler/{id}/ret", [new("Form.Title", "Den anden")], to: $"/aftaler/{id}/kladde");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, invalid.StatusCode);
        Assert.Contains("Aftalen skal slutte efter", await invalid.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
        Assert.Equal("Den første", (await app.AgreementAsync(id)).Title);
    }

    [Fact]
    public async Task What_another_has_written_meanwhile_is_told_to_the_page_that_saves_by_itself()
    {
        var id = await DraftAsync();
        var page = await OpenAsync(id);
        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/ret", [new("Form.Parties[1].Benefit", "Vi får \"venner\" & naboer")]);

        var answer = await SendAsync(page, $"/aftaler/{id}/ret", [new("Form.Title", "Mit navn")], to: $"/aftaler/{id}/kladde");
        var taken = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()).QuerySelector("[data-taken]")!.GetAttribute("data-taken")!;

        Assert.Equal("Vi får \"venner\" & naboer", System.Text.Json.JsonDocument.Parse(taken).RootElement.GetProperty("Form.Parties[1].Benefit").GetString());
    }

    [Fact]
    public async Task A_party_comes_from_the_catalogue_and_one_that_leaves_is_kept_in_a_version()
    {
        var id = await DraftAsync();

        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/ret", [new("Form.NewParty", Catalogue.Auditors.ToString())]);
        Assert.Equal("Nordlys Revision", (await app.AgreementAsync(id)).Parties[3].Name);
        Assert.Equal("dorte@kem.example", (await app.AgreementAsync(id)).Parties[3].ContactEmail);

        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/ret", [new("Form.Parties[1].Leaves", "true"), new("Form.Parties[1].Benefit", "Vi lærer noget")]);
        var parties = (await app.AgreementAsync(id)).Parties;
        Assert.Equal(["Kvinder på Tværs", "Hillerød Kommune", "Nordlys Revision"], parties.Select(party => party.Name));
        Assert.Equal([0, 1, 2], parties.Select(party => party.Order));

        var kept = await app.WithDb(db => db.AgreementVersions.AsNoTracking().SingleAsync(v => v.AgreementId == id));
        Assert.Equal(VersionReason.BeforePartyLeft, kept.Reason);
        Assert.Equal("Vi lærer noget", kept.Content.Parties[1].Terms.Benefit);
    }

    [Fact]
    public async Task The_last_two_parties_cannot_both_leave()
    {
        var id = await DraftAsync();

        var answer = await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/ret", [new("Form.Parties[0].Leaves", "true"), new("Form.Parties[1].Leaves", "true")]);

        Assert.Contains("Lad mindst to parter blive.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(3, (await app.AgreementAsync(id)).Parties.Count);
    }

    [Fact]
    public async Task An_organisation_that_pauses_or_changes_its_name_is_explained()
    {
        var id = await DraftAsync();
        await app.WithDb(async db =>
        {
            (await db.Organisations.SingleAsync(o => o.Id == Catalogue.WomenAssociation)).PauseUntil(new DateOnly(2026, 8, 1));
            await db.SaveChangesAsync();
        });

        var html = await app.As(Person.Birgit).GetStringAsync(new Uri($"/aftaler/{id}/ret", UriKind.Relative));

        Assert.Contains("Kvinder på Tværs holder pause til 1. august 2026.", html, StringComparison.Ordinal);
        Assert.Contains("Den hedder Byens Boldklub i kataloget nu.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_a_million_letters_is_refused_at_the_field_with_every_letter_kept()
    {
        var id = await DraftAsync();
        var flood = string.Concat(Enumerable.Repeat("ø", 1_000_000));

        var answer = await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/ret", [new("Form.Answers[CL_PURPOSE.purpose]", flood)]);
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(flood, page.QuerySelector("[name='Form.Answers[CL_PURPOSE.purpose]']")!.TextContent);
        Assert.Contains("Gør svaret kortere.", page.QuerySelector(".k-alert")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("جمعية النور للثقافة")]
    [InlineData("ยินดีต้อนรับ 歡迎 Καλώς 👩🏽‍🚀")]
    public async Task Every_script_is_stored_and_shown_as_it_was_written(string text)
    {
        var id = await DraftAsync();

        await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/ret", [new("Form.Answers[CL_PURPOSE.purpose]", text), new("Form.Title", text)]);
        var page = new HtmlParser().ParseDocument(await app.As(Person.Birgit).GetStringAsync(new Uri($"/aftaler/{id}/ret", UriKind.Relative)));

        Assert.Equal(text, (await app.AgreementAsync(id)).AnswerTo("CL_PURPOSE", "purpose"));
        Assert.Equal(text, page.QuerySelector("h1 bdi")!.TextContent);
        Assert.Contains(text, page.QuerySelector("#ved-siden-af")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Form.StartsOn", "2019-01-01", "2027-01-01", "mere end et år tilbage")]
    [InlineData("Form.EndsOn", "2026-03-01", "2040-01-01", "højst gælde i 10 år")]
    [InlineData("Form.StartsOn", "2050-01-01", "2051-01-01", "ude i fremtiden")]
    [InlineData("Form.EndsOn", "2026-03-01", "2027-02-31", "kan vi ikke læse")]
    [InlineData("Form.EndsOn", "2026-03-01", "2026-02-01", "slutte efter den dag")]
    public async Task Impossible_days_are_explained_at_the_field(string field, string startsOn, string endsOn, string explanation)
    {
        var id = await DraftAsync();

        var answer = await app.SubmitAsync(Person.Birgit, $"/aftaler/{id}/ret", [new("Form.StartsOn", startsOn), new("Form.EndsOn", endsOn)]);
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

        Assert.Contains(explanation, page.QuerySelector($"#{field.Replace('.', '_')}-error")!.TextContent, StringComparison.Ordinal);
    }

    private Task<Guid> DraftAsync() => app.SaveAsync(Lektiecafe.Empty(organisations: AgreementSteps.Parties));

    private Task<string> OpenAsync(Guid id) => app.As(Person.Birgit).GetStringAsync(new Uri($"/aftaler/{id}/ret", UriKind.Relative));

    // A page that was opened a while ago is sent with what it held then; only the token against forgery is of now.
    private async Task<HttpResponseMessage> SendAsync(string html, string page, IEnumerable<KeyValuePair<string, string>> typed, string? to = null)
    {
        var browser = app.As(Person.Birgit);
        var fresh = new HtmlParser().ParseDocument(await browser.GetStringAsync(new Uri(page, UriKind.Relative)));
        var token = fresh.QuerySelector("form[data-autosave] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var (_, values) = FilledForm.Read(html, page, action: null, [.. typed, new("__RequestVerificationToken", token)]);

        using var form = new FormUrlEncodedContent(values);
        return await browser.PostAsync(new Uri(to ?? page, UriKind.Relative), form);
    }
}
