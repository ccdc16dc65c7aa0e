using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Words;

public sealed class WordPagesTests : IDisposable
{
    private const string Page = "/administration/ord";
    private const string Corrections = Page + "/rettelser";

    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Coordinators_and_administrators_come_in_and_nobody_else()
    {
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Person.Birgit));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Person.Erik));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Person.Amina));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Person.Dorte));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(null));

        Assert.Equal(HttpStatusCode.NotFound, await app.PostWithTokenAsync(Person.Amina, Corrections));
        Assert.Equal(HttpStatusCode.NotFound, (await app.As(Person.Amina).GetAsync(new Uri(Corrections + ".json", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_sentence_shows_what_is_understood_and_who_in_the_catalogue_says_it()
    {
        var page = await app.PageAsync(Person.Birgit, Page + "?q=madlavning");

        Assert.Contains("Madlavning og fællesspisning", page.QuerySelector(".k-rows")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Kvinder på Tværs", page.QuerySelector(".k-rows")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_that_nobody_knows_says_so_and_can_be_taught()
    {
        Assert.Contains("Det siger ikke KEM Match noget", (await TextAsync("kvukkeri")), StringComparison.Ordinal);

        var saved = await TeachAsync("kvukkeri", "Fodbold");

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var text = await TextAsync("kvukkeri");
        Assert.DoesNotContain("Det siger ikke KEM Match noget", text, StringComparison.Ordinal);
        Assert.Contains("»kvukkeri« betyder »Fodbold« (100\u00A0%).", text, StringComparison.Ordinal);
        Assert.Contains("Birgit, i dag", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_taught_counts_at_once_in_the_need_and_in_the_search()
    {
        await TeachAsync("kvukkeri", "Fodbold");

        var found = await app.PageAsync(Person.Birgit, "/katalog?q=kvukkeri");

        Assert.Contains("Hillerød", found.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Kvinder på Tværs", found.QuerySelector("main ul, main table")?.TextContent ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_is_undone_and_stays_in_the_history()
    {
        await TeachAsync("kvukkeri", "Fodbold");
        var id = await app.WithDb(db => db.WordCorrections.Select(c => c.Id).SingleAsync());
        var undo = $"{Corrections}/{id}/fortryd";

        await app.SubmitAsync(Person.Erik, Page, action: undo);

        var text = await TextAsync("kvukkeri");
        Assert.Contains("Det siger ikke KEM Match noget", text, StringComparison.Ordinal);
        Assert.Contains("Fortrudt af Erik", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await app.PostWithTokenAsync(Person.Erik, undo));
    }

    [Fact]
    public async Task A_word_can_be_weakened_taken_from_a_concept_and_silenced()
    {
        await TeachAsync("kvukkeri", "Fodbold", strength: "40");
        Assert.Contains("Så sikkert: 40\u00A0%", await TextAsync("kvukkeri"), StringComparison.Ordinal);

        await TeachAsync("kvukkeri", "Fodbold", other: ("Form.IsTakenAway", "true"));
        Assert.Contains("Det siger ikke KEM Match noget", await TextAsync("kvukkeri"), StringComparison.Ordinal);

        await TeachAsync("kvukkeri", "Fodbold");
        await TeachAsync("kvukkeri", "", other: ("Form.IsSilent", "true"));
        Assert.Contains("Det siger ikke KEM Match noget", await TextAsync("kvukkeri"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kvukkeri", "Noget, der ikke findes", "Vælg et begreb fra listen.")]
    [InlineData("", "Fodbold", "Skriv ordet.")]
    [InlineData("7", "Fodbold", "Skriv et ord med mindst to bogstaver.")]
    [InlineData("ring 010203-1234", "Fodbold", "CPR")]
    public async Task Bad_input_is_explained_by_the_field(string word, string concept, string message)
    {
        var answer = await TeachAsync(word, concept);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(message, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, await app.WithDb(db => db.WordCorrections.CountAsync()));
    }

    [Fact]
    public async Task All_corrections_can_be_had_as_a_file_of_the_lexicon()
    {
        await TeachAsync("kvukkeri", "Fodbold", strength: "80");
        await TeachAsync("fodboldhold", "Fodbold", other: ("Form.IsTakenAway", "true"));
        await TeachAsync("dingenot", "", other: ("Form.IsSilent", "true"));

        using var file = JsonDocument.Parse(await app.As(Person.Birgit).GetStringAsync(new Uri(Corrections + ".json", UriKind.Relative)));
        var concept = Assert.Single(file.RootElement.GetProperty("concepts").EnumerateArray());

        Assert.Equal("AK_FOOTBALL", concept.GetProperty("code").GetString());
        Assert.Equal(0.8, concept.GetProperty("weights").GetProperty("kvukkeri").GetDouble());
        Assert.Equal("fodboldhold", Assert.Single(concept.GetProperty("not").EnumerateArray()).GetString());
        Assert.Equal("dingenot", file.RootElement.GetProperty("silent")[0].GetProperty("words")[0].GetString());
    }

    private Task<HttpResponseMessage> TeachAsync(string word, string concept, string strength = "100", (string Name, string Value)? other = null)
    {
        List<KeyValuePair<string, string>> fields = [new("Form.Word", word), new("Form.Concept", concept), new("Form.Strength", strength)];
        if (other is { } more) fields.Add(new(more.Name, more.Value));
        return app.SubmitAsync(Person.Birgit, Page + "?q=kvyk", fields, Corrections);
    }

    private async Task<string> TextAsync(string lookedUp) =>
        (await app.PageAsync(Person.Birgit, $"{Page}?q={Uri.EscapeDataString(lookedUp)}")).QuerySelector("main")!.TextContent;

    private async Task<HttpStatusCode> StatusAsync(Person? person) =>
        (await app.As(person).GetAsync(new Uri(Page, UriKind.Relative))).StatusCode;
}
