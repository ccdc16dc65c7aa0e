using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Stories;
using Kem.Match.Web.Features.Stories;
using Kem.Match.Web.Tests.Agreements;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.SharedStories;

/// <summary>A story from the first line to the shared page, and down again when somebody takes a yes back.</summary>
public sealed class StoryTests : IDisposable
{
    private const string Amina = "amina@kem.example";
    private const string Sara = "sara@kem.example";

    private static readonly string[] Contacts = [Amina, "gert@kem.example", "birgit@kem.example"];

    private static readonly KeyValuePair<string, string>[] Lines =
    [
        new("Form.Title", "20 piger spiller fodbold"), new("Form.Who", "En klub og en forening."), new("Form.What", "Vi hentede pigerne."), new("Form.Happened", "20 piger kom igen."),
        new("Form.Quote", "Nu har vi et hold"), new("Form.QuotedPerson", "Sara Holm"), new("Form.WhatNow", "Vi bliver ved."),
    ];

    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Is_written_approved_by_all_shared_and_taken_down_by_one_who_regrets(string kind)
    {
        await using var site = new KemApp(kind);
        var id = await WrittenAsync(site);
        Assert.Equal(["Spørg Sara Holm, om citatet må bruges."], await MissingAsync(site, id));

        await AskAsync(site, id, "Sara Holm", "citat");
        var hers = await site.LinkInMailToAsync(Sara, "STORY_CONSENT");
        Assert.Equal(["Vent på svar fra Sara Holm."], await MissingAsync(site, id));
        await site.SubmitAsync(null, hers, [new("svar", "ja")]);
        Assert.Empty(await MissingAsync(site, id));

        await ApproveAllAsync(site, id);
        Assert.Equal(StoryState.Approved, (await StoryAsync(site, id)).State);
        await site.SubmitAsync(Person.Birgit, $"/historier/{id}", action: $"/historier/{id}/deling");

        var story = await StoryAsync(site, id);
        var page = new Uri($"/historie/{story.Slug}", UriKind.Relative);
        using var shown = await site.As(null).GetAsync(page);
        var html = await shown.Content.ReadAsStringAsync();
        Assert.StartsWith("20-piger-spiller-fodbold-", story.Slug, StringComparison.Ordinal);
        Assert.Contains("»Nu har vi et hold«", html, StringComparison.Ordinal);
        Assert.Contains("<meta property=\"og:title\" content=\"20 piger spiller fodbold\">", html, StringComparison.Ordinal);
        Assert.Contains("noindex", html, StringComparison.Ordinal);
        Assert.All(["Birgit", "@kem.example", "Amina", "55 "], unsaid => Assert.DoesNotContain(unsaid, html, StringComparison.Ordinal));

        await site.SubmitAsync(null, hers, [new("svar", "nej")]);
        Assert.Equal(HttpStatusCode.NotFound, (await site.As(null).GetAsync(page)).StatusCode);
        Assert.Equal(StoryState.Withdrawn, (await StoryAsync(site, id)).State);
        Assert.Equal(["birgit@kem.example"], await site.WithDb(db => db.Outbox.Where(m => m.Kind == "STORY_DOWN").Select(m => m.ToAddress).ToListAsync()));
    }

    [Fact]
    public async Task A_changed_word_needs_every_approval_again_and_an_old_page_is_refused()
    {
        var id = await ReadyAsync();
        await app.SubmitAsync(Person.Birgit, $"/historier/{id}", action: $"/historier/{id}/godkendelse");
        var link = await app.LinkInMailToAsync(Amina, "STORY_APPROVE");
        var (_, old) = FilledForm.Read(await app.As(null).GetStringAsync(new Uri(link, UriKind.Relative)), link, null, [new("svar", "ja")]);

        await app.SubmitAsync(Person.Birgit, $"/historier/{id}/ret", [new("Form.Happened", "21 piger kom igen.")]);
        Assert.Equal(StoryState.Draft, (await StoryAsync(app, id)).State);
        await app.SubmitAsync(Person.Birgit, $"/historier/{id}", action: $"/historier/{id}/godkendelse");

        using var form = new FormUrlEncodedContent(old);
        var browser = app.As(null);
        await browser.GetStringAsync(new Uri(link, UriKind.Relative));
        var (_, fresh) = FilledForm.Read(await browser.GetStringAsync(new Uri(link, UriKind.Relative)), link, null, [new("svar", "ja"), new("Form.TextVersion", old.First(field => field.Key == "Form.TextVersion").Value)]);
        using var stale = new FormUrlEncodedContent(fresh);
        using var answer = await browser.PostAsync(new Uri(link, UriKind.Relative), stale);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("21 piger kom igen.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.All((await StoryAsync(app, id)).Approvals, approval => Assert.False(approval.IsGiven));
    }

    [Fact]
    public async Task A_party_that_wants_a_change_sends_it_back()
    {
        var id = await ReadyAsync();
        await app.SubmitAsync(Person.Birgit, $"/historier/{id}", action: $"/historier/{id}/godkendelse");
        var link = await app.LinkInMailToAsync(Amina, "STORY_APPROVE");

        var empty = await app.SubmitAsync(null, link, [new("svar", "ret")]);
        await app.SubmitAsync(null, link, [new("svar", "ret"), new("Form.Wish", "Vi var 19.")]);

        Assert.Contains("Skriv, hvad der skal ændres.", await empty.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(StoryState.Draft, (await StoryAsync(app, id)).State);
        Assert.Contains("Vi var 19.", await GetAsync(Person.Birgit, $"/historier/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_quote_needs_another_yes()
    {
        var id = await ReadyAsync();
        await app.SubmitAsync(Person.Birgit, $"/historier/{id}/ret", [new("Form.Quote", "Noget helt andet")]);

        Assert.Equal(["Vent på svar fra Sara Holm."], await MissingAsync(app, id));
    }

    [Fact]
    public async Task A_known_name_in_the_text_is_asked_about()
    {
        var id = await ReadyAsync();
        await app.SubmitAsync(Person.Birgit, $"/historier/{id}/ret", [new("Form.What", "Gert hentede pigerne.")]);
        Assert.Equal(["Gert er nævnt. Spørg, om det er i orden."], await MissingAsync(app, id));

        await app.SubmitAsync(Person.Birgit, $"/historier/{id}/samtykker/nyt", [new("Item2.PersonName", "Gert"), new("Item2.About", "navn"), new("Item2.Way", "Paper")]);
        Assert.Empty(await MissingAsync(app, id));

        var consent = (await StoryAsync(app, id)).Consents.Single(c => c.PersonName == "Gert");
        Assert.Equal((ConsentWay.Paper, "Birgit", true), (consent.Way, consent.RecordedBy, consent.IsGiven));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task A_picture_is_cleaned_needs_words_and_a_yes_and_is_seen_by_all_only_when_shared(string kind)
    {
        await using var site = new KemApp(kind);
        var id = await WrittenAsync(site);
        await AskAsync(site, id, "Sara Holm", "citat");
        await site.SubmitAsync(null, await site.LinkInMailToAsync(Sara, "STORY_CONSENT"), [new("svar", "ja")]);

        Assert.Contains("Skriv, hvad man ser på billedet.", await (await UploadAsync(site, id, Png, "", people: true)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Det her kan vi ikke vise.", await (await UploadAsync(site, id, "ikke et billede"u8.ToArray(), "Piger", people: true)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await UploadAsync(site, id, Png, "Piger med en bold", people: true)).StatusCode);
        Assert.Equal(["Spørg dem, der er på billedet »Piger med en bold«."], await MissingAsync(site, id));

        var picture = (await StoryAsync(site, id)).Pictures.Single();
        await AskAsync(site, id, "Lina Dahl", picture.Id.ToString());
        var linas = await site.LinkInMailToAsync(Sara, "STORY_CONSENT");
        Assert.Contains("/billede\"", await site.As(null).GetStringAsync(new Uri(linas, UriKind.Relative)), StringComparison.Ordinal);
        await site.SubmitAsync(null, linas, [new("svar", "ja")]);
        await ApproveAllAsync(site, id);

        var story = await StoryAsync(site, id);
        Assert.Equal(StoryState.Approved, story.State);
        await site.SubmitAsync(Person.Birgit, $"/historier/{id}", [new("findes", "true")], $"/historier/{id}/deling");
        story = await StoryAsync(site, id);
        var shown = await site.As(null).GetByteArrayAsync(new Uri($"/historie/{story.Slug}/billeder/{picture.Id}", UriKind.Relative));
        Assert.DoesNotContain("hemmeligt", Encoding.Latin1.GetString(shown), StringComparison.Ordinal);
        Assert.DoesNotContain("noindex", await site.As(null).GetStringAsync(new Uri($"/historie/{story.Slug}", UriKind.Relative)), StringComparison.Ordinal);

        await site.SubmitAsync(null, linas, [new("svar", "nej")]);
        Assert.Equal(HttpStatusCode.NotFound, (await site.As(null).GetAsync(new Uri($"/historie/{story.Slug}/billeder/{picture.Id}", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Press_and_post_and_slide_are_there_once_it_is_settled()
    {
        var id = await ReadyAsync();
        string[] forms = ["presse.txt", "opslag.txt", "dias"];
        Assert.All(forms, form => Assert.Equal(HttpStatusCode.NotFound, app.As(Person.Birgit).GetAsync(new Uri($"/historier/{id}/{form}", UriKind.Relative)).Result.StatusCode));

        await ApproveAllAsync(app, id);

        Assert.StartsWith("PRESSEMEDDELELSE FRA ", await GetAsync(Person.Birgit, $"/historier/{id}/presse.txt"), StringComparison.Ordinal);
        Assert.InRange((await GetAsync(Person.Birgit, $"/historier/{id}/opslag.txt")).Length, 50, 500);
        Assert.Contains("<h1>20 piger spiller fodbold</h1>", await GetAsync(Person.Birgit, $"/historier/{id}/dias"), StringComparison.Ordinal);
        Assert.Contains("20 piger spiller fodbold", await GetAsync(Person.Amina, "/historier"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drafts_are_seen_by_the_municipality_alone_and_strangers_find_nothing()
    {
        var id = await ReadyAsync();

        Assert.All([Person.Carsten, Person.Amina, Person.Dorte, Person.Erik], person =>
            Assert.Equal(HttpStatusCode.NotFound, app.As(person).GetAsync(new Uri($"/historier/{id}", UriKind.Relative)).Result.StatusCode));
        Assert.Contains("Der er ingen historier endnu", await GetAsync(Person.Amina, "/historier"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.As(null).GetAsync(new Uri("/historie/findes-ikke", UriKind.Relative))).StatusCode);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("Vi mødes. Vi taler.", 2)]
    [InlineData("Integrationskoordinatoren samarbejder", 102)]
    public void Lix_is_words_to_a_sentence_and_the_share_of_long_words(string text, int lix) => Assert.Equal(lix, Readability.Of(text).Lix);

    private static byte[] Png => [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", [0, 0, 0, 3, 0, 0, 0, 2, 8, 2, 0, 0, 0]), .. Chunk("tEXt", "hemmeligt"u8.ToArray()), .. Chunk("IDAT", [1]), .. Chunk("IEND", [])];

    private static byte[] Chunk(string name, byte[] content) => [0, 0, 0, (byte)content.Length, .. Encoding.ASCII.GetBytes(name), .. content, 1, 2, 3, 4];

    private async Task<Guid> ReadyAsync()
    {
        var id = await WrittenAsync(app);
        await AskAsync(app, id, "Sara Holm", "citat");
        await app.SubmitAsync(null, await app.LinkInMailToAsync(Sara, "STORY_CONSENT"), [new("svar", "ja")]);
        return id;
    }

    [Fact]
    public async Task Everything_wrong_with_a_question_to_a_person_is_told_at_once_at_its_field()
    {
        var id = await WrittenAsync(app);

        var page = await (await app.SubmitAsync(Person.Birgit, $"/historier/{id}/samtykker/nyt", [new("Item2.PersonName", ""), new("Item2.Way", "Link"), new("Item2.Address", "ikke en adresse")])).PageAsync();

        Assert.Equal(3, page.QuerySelectorAll(".k-alert li").Length);
        Assert.Equal(
            ["Skriv den mailadresse, linket skal sendes til.", "Skriv, hvem der skal spørges.", "Vælg, hvad personen siger ja til."],
            page.QuerySelectorAll(".form-error-message").Select(error => error.TextContent.Replace("Fejl:", "", StringComparison.Ordinal).Trim()).Order(StringComparer.Ordinal));
        Assert.Equal("ikke en adresse", page.QuerySelector("#Item2_Address")!.GetAttribute("value"));
    }

    private static async Task<Guid> WrittenAsync(KemApp site)
    {
        var agreement = await site.SaveAsync(Lektiecafe.InForce(organisations: AgreementSteps.Parties));
        var begun = await site.SubmitAsync(Person.Birgit, $"/aftaler/{agreement}/historie");
        var page = begun.Headers.Location!.OriginalString;
        await site.SubmitAsync(Person.Birgit, page, Lines);
        return Guid.Parse(page.Split('/')[2]);
    }

    private static Task<HttpResponseMessage> AskAsync(KemApp site, Guid id, string name, string about) => site.SubmitAsync(
        Person.Birgit, $"/historier/{id}/samtykker/nyt", [new("Item2.PersonName", name), new("Item2.About", about), new("Item2.Way", "Link"), new("Item2.Address", Sara)]);

    private static async Task ApproveAllAsync(KemApp site, Guid id)
    {
        await site.SubmitAsync(Person.Birgit, $"/historier/{id}", action: $"/historier/{id}/godkendelse");

        foreach (var contact in Contacts)
        {
            await site.SubmitAsync(null, await site.LinkInMailToAsync(contact, "STORY_APPROVE"), [new("svar", "ja"), new("Form.Name", "En fra bestyrelsen")]);
        }
    }

    private static async Task<HttpResponseMessage> UploadAsync(KemApp site, Guid id, byte[] content, string alt, bool people)
    {
        var browser = site.As(Person.Birgit);
        var page = $"/historier/{id}/billeder/nyt";
        var (_, fields) = FilledForm.Read(await browser.GetStringAsync(new Uri(page, UriKind.Relative)), page, null, [new("Item2.AltText", alt), new("Item2.ShowsPeople", people ? "true" : "false")]);
        using var form = new MultipartFormDataContent();

        foreach (var (name, value) in fields.Where(field => field.Key != "Item2.File"))
        {
            form.Add(new StringContent(value), name);
        }

        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        form.Add(file, "Item2.File", "../../billede.png");
        return await browser.PostAsync(new Uri(page, UriKind.Relative), form);
    }

    private static async Task<IReadOnlyList<string>> MissingAsync(KemApp site, Guid id) =>
        (await StoryAsync(site, id)).WhatIsMissing(["Amina", "Gert", "Birgit"]);

    private static Task<Story> StoryAsync(KemApp site, Guid id) => site.WithDb(db => db.Stories.Whole().AsNoTracking().SingleAsync(s => s.Id == id));

    private Task<string> GetAsync(Person? person, string address) => app.As(person).GetStringAsync(new Uri(address, UriKind.Relative));
}
