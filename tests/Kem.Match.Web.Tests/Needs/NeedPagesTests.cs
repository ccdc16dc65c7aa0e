using System.Net;
using Kem.Match.Web.Domain.Needs;
using Kem.Match.Web.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Needs;

public sealed class NeedPagesTests : IDisposable
{
    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task One_sentence_is_enough_to_begin_and_answers_the_next_step()
    {
        var id = await WriteSentenceAsync("Vi mangler yngre besøgsvenner til ældre i Midtbyen, gerne nogen der taler arabisk");

        var need = await NeedAsync(id);

        Assert.Equal(NeedState.Draft, need.State);
        Assert.Contains("TG_ELDER", need.TargetGroups);
        Assert.Contains("AK_VISITING", need.Activities);
        Assert.Contains("ar", need.Languages);
    }

    [Fact]
    public async Task The_five_steps_end_in_suggestions()
    {
        var id = await WriteSentenceAsync("Vi mangler besøgsvenner til ældre");

        await StepAsync(id, "hvem-og-hvad", "hvor-og-hvornaar", [new("Form.TargetGroups", "TG_ELDER"), new("Form.Activities", "AK_VISITING"), new("Form.Method", "M4")]);
        await StepAsync(id, "hvor-og-hvornaar", "hvad-giver-i", [new("Form.Place", "Midtbyen"), new("Form.Times", "WEEKDAY_EVENING"), new("Form.Times", "WEEKEND")]);
        await StepAsync(id, "hvad-giver-i", "tjek", [new("Form.Gives", "RS_ROOM"), new("Form.PartnerGains", "En fast aktivitet")]);
        Assert.Contains("Hverdage, aften og Weekend", await app.As(Person.Birgit).GetStringAsync(Url($"/behov/{id}/tjek")), StringComparison.Ordinal);

        var done = await app.SubmitAsync(Person.Birgit, $"/behov/{id}/tjek", action: $"/behov/{id}/aabning");

        Assert.Equal($"/behov/{id}/forslag", done.Headers.Location?.ToString());
        Assert.Equal(NeedState.Open, (await NeedAsync(id)).State);
    }

    [Fact]
    public async Task All_eight_methods_can_be_chosen()
    {
        var id = await WriteSentenceAsync("Vi mangler besøgsvenner til ældre");
        var page = await app.As(Person.Birgit).GetStringAsync(Url($"/behov/{id}/hvem-og-hvad"));

        Assert.All(Enumerable.Range(1, 8), n => Assert.Contains($"value=\"M{n}\"", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_empty_sentence_is_explained_at_the_field_and_in_the_summary()
    {
        var response = await app.SubmitAsync(Person.Birgit, "/behov/nyt", [new("Form.Title", "")]);
        var html = await response.Content.ReadAsStringAsync();

        Assert.Contains("Der er 1 ting at rette", html, StringComparison.Ordinal);
        Assert.Equal(2, html.Split("Skriv behovet med én sætning.").Length - 1);
        Assert.False(await app.WithDb(db => db.Needs.AnyAsync()));
    }

    [Fact]
    public async Task Too_many_choices_are_explained_and_kept()
    {
        var id = await WriteSentenceAsync("Vi mangler besøgsvenner til ældre");
        string[] four = ["TG_ELDER", "TG_WOMEN", "TG_MEN", "TG_YOUTH"];

        var response = await app.SubmitAsync(
            Person.Birgit, $"/behov/{id}/hvem-og-hvad", [.. four.Select(code => KeyValuePair.Create("Form.TargetGroups", code)), new("Form.Activities", "AK_VISITING")]);
        var html = await response.Content.ReadAsStringAsync();

        Assert.Contains("Vælg højst 3 målgrupper.", html, StringComparison.Ordinal);
        Assert.All(four, code => Assert.Matches($"value=\"{code}\"[^>]*checked|checked[^>]*value=\"{code}\"", html));
    }

    [Fact]
    public async Task What_a_partner_must_meet_is_kept_and_stands_on_the_page_to_check()
    {
        var id = await WriteSentenceAsync("Vi mangler besøgsvenner til ældre");

        await StepAsync(id, "hvem-og-hvad", "hvor-og-hvornaar",
            [
                new("Form.TargetGroups", "TG_ELDER"), new("Form.Activities", "AK_VISITING"), new("Form.RequiredLanguages", "so"), new("Form.RequiredLanguages", "ar"),
                new("Form.MustMention", " højtlæsning,, Skak ; skak"),
            ]);
        await StepAsync(id, "hvor-og-hvornaar", "hvad-giver-i", [new("Form.VolunteerHours", "12"), new("Form.WithinKilometres", "30"), new("Form.RestDays", "60")]);

        var need = await NeedAsync(id);
        Assert.Equal(["ar", "so"], need.RequiredLanguages.Order());
        Assert.Equal(["højtlæsning", "Skak"], need.MustMention);
        Assert.Equal((12, 30, 60), (need.VolunteerHours, need.WithinKilometres, need.RestDays));

        var check = (await app.PageAsync(Person.Birgit, $"/behov/{id}/tjek")).QuerySelector("table")!.TextContent;
        Assert.Contains("Somali og Arabisk", check, StringComparison.Ordinal);
        Assert.Contains("12 timer", check, StringComparison.Ordinal);
        Assert.Contains("30 kilometer", check, StringComparison.Ordinal);
        Assert.Contains("højtlæsning og Skak", check, StringComparison.Ordinal);
        Assert.Contains("60 dage", check, StringComparison.Ordinal);

        var again = (await app.PageAsync(Person.Birgit, $"/behov/{id}/hvem-og-hvad")).QuerySelector("#Form_MustMention")!;
        Assert.Equal("højtlæsning, Skak", again.GetAttribute("value"));
    }

    [Theory]
    [InlineData("skak, og", "»og« siger ikke noget alene")]
    [InlineData("skak, sang, dans, mad", "Skriv højst 3 ting")]
    public async Task What_a_partner_must_mention_is_explained_when_it_cannot_be_looked_for(string typed, string message)
    {
        var id = await WriteSentenceAsync("Vi mangler besøgsvenner til ældre");

        var page = await (await app.SubmitAsync(Person.Birgit, $"/behov/{id}/hvem-og-hvad",
            [new("Form.TargetGroups", "TG_ELDER"), new("Form.Activities", "AK_VISITING"), new("Form.MustMention", typed)])).PageAsync();

        Assert.Contains(message, page.QuerySelector("#Form_MustMention-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(typed, page.QuerySelector("#Form_MustMention")!.GetAttribute("value"));
        Assert.Empty((await NeedAsync(id)).MustMention);
    }

    [Theory]
    [InlineData("VolunteerHours", "1001", "Skriv timerne som et helt tal fra 1 til 1000")]
    [InlineData("WithinKilometres", "0", "Skriv afstanden som et helt tal fra 1 til 500")]
    [InlineData("RestDays", "255", "Skriv dagene som et helt tal fra 1 til 254")]
    public async Task A_figure_that_cannot_be_is_explained_at_its_field(string field, string typed, string message)
    {
        var id = await WriteSentenceAsync("Vi mangler besøgsvenner til ældre");

        var page = await (await app.SubmitAsync(Person.Birgit, $"/behov/{id}/hvor-og-hvornaar", [new($"Form.{field}", typed)])).PageAsync();

        Assert.Contains(message, page.QuerySelector($"#Form_{field}-error")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Giving_nothing_is_not_a_cooperation()
    {
        var id = await WriteSentenceAsync("Vi mangler besøgsvenner til ældre");

        var html = await (await app.SubmitAsync(Person.Birgit, $"/behov/{id}/hvad-giver-i")).Content.ReadAsStringAsync();

        Assert.Contains("Vælg mindst én ting, I selv giver.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_association_writes_its_own_needs_and_nobody_elses()
    {
        var page = await app.As(Person.Amina).GetStringAsync(Url("/behov/nyt"));
        Assert.DoesNotContain("Byens Boldklub", page, StringComparison.Ordinal);

        var response = await app.SubmitAsync(
            Person.Amina, "/behov/nyt", [new("Form.Title", "Vi mangler hjælp til regnskab"), new("Form.PartnerKind", "Company"), new("Form.AskerId", Catalogue.FootballClub.ToString())]);

        Assert.Contains("Vælg en forening, skole eller virksomhed fra listen.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_need_closes_and_opens_again()
    {
        var id = await app.AddNeedAsync();

        await app.SubmitAsync(Person.Birgit, $"/behov/{id}", action: $"/behov/{id}/lukning");
        Assert.Equal(NeedState.Closed, (await NeedAsync(id)).State);

        await app.SubmitAsync(Person.Birgit, $"/behov/{id}", action: $"/behov/{id}/aabning");
        Assert.Equal(NeedState.Open, (await NeedAsync(id)).State);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/ret")]
    [InlineData("/hvem-og-hvad")]
    [InlineData("/hvor-og-hvornaar")]
    [InlineData("/hvad-giver-i")]
    [InlineData("/tjek")]
    [InlineData("/forslag")]
    [InlineData("/forslag/nyt?partner=10000000-0000-7000-8000-000000000002")]
    public async Task Carsten_finds_nothing_and_a_visitor_is_asked_to_sign_in(string page)
    {
        var url = Url($"/behov/{await app.AddNeedAsync()}{page}");

        Assert.Equal(HttpStatusCode.OK, (await app.As(Person.Birgit).GetAsync(url)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.As(Person.Carsten).GetAsync(url)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.As(Person.Amina).GetAsync(url)).StatusCode);
        Assert.Equal("/konto/log-ind", (await app.As(null).GetAsync(url)).Headers.Location?.ToString());
    }

    private async Task<Guid> WriteSentenceAsync(string sentence)
    {
        var response = await app.SubmitAsync(Person.Birgit, "/behov/nyt", [new("Form.Title", sentence), new("Form.PartnerKind", nameof(OrganisationKind.Association))]);
        return Guid.Parse(response.Headers.Location!.ToString().Split('/')[2]);
    }

    private async Task StepAsync(Guid id, string step, string next, KeyValuePair<string, string>[] fields)
    {
        var response = await app.SubmitAsync(Person.Birgit, $"/behov/{id}/{step}", fields);
        Assert.Equal($"/behov/{id}/{next}", response.Headers.Location?.ToString());
    }

    private Task<Need> NeedAsync(Guid id) => app.WithDb(db => db.Needs.AsNoTracking().SingleAsync(n => n.Id == id));

    private static Uri Url(string path) => new(path, UriKind.Relative);
}
