using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Web.Tests.Administration;

public sealed class MailWordingTests : IDisposable
{
    private const string List = "/administration/mailtekster";
    private const string Page = List + "/PROPOSAL_REMINDER";
    private const string GoodText = "Hej {recipientName}\n\nHar I set det?\n\n[Se forslaget]({link})\n\n{farewell}";

    private readonly KemApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Only_administrators_come_in()
    {
        foreach (var url in new[] { List, Page, Page + "/mail", Page + "/nulstil" })
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(Person.Erik, url));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Person.Birgit, url));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Person.Amina, url));
            Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(null, url));
        }

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Person.Erik, List + "/FINDES_IKKE"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Person.Erik, Page + "?sprog=xx"));

        foreach (var post in new[] { Page, Page + "/visning", Page + "/nulstil" })
        {
            Assert.Equal(HttpStatusCode.NotFound, await app.PostWithTokenAsync(Person.Birgit, post, Fields("Emne", GoodText)));
        }
    }

    [Fact]
    public async Task All_25_are_listed_and_each_can_be_read_in_nine_languages()
    {
        Assert.Equal(25, (await app.PageAsync(Person.Erik, List)).QuerySelectorAll("main li h2 a").Length);

        var page = await app.PageAsync(Person.Erik, Page + "?sprog=ar");
        Assert.Equal(9, page.QuerySelectorAll("nav[aria-label=Sprog] a").Length);
        Assert.Equal(("ar", "rtl"), (page.QuerySelector("textarea")!.GetAttribute("lang"), page.QuerySelector("textarea")!.GetAttribute("dir")));
        Assert.Contains("Udkast.", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Udkast.", (await app.PageAsync(Person.Erik, Page)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Own_words_are_kept_shown_and_taken_back_and_it_is_told_who_did_it()
    {
        await SaveAsync("Kig på forslaget fra {askerName}", GoodText);

        var page = await app.PageAsync(Person.Erik, Page);
        Assert.Equal("Kig på forslaget fra {askerName}", page.QuerySelector("input[name='Form.Subject']")!.GetAttribute("value"));
        Assert.Contains("Jeres egen tekst på dansk", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Skrev egen tekst på dansk. Erik", Spaced(page), StringComparison.Ordinal);
        Assert.Contains("Egen tekst på dansk", Spaced(await app.PageAsync(Person.Erik, List)), StringComparison.Ordinal);
        Assert.Contains("Har I set det?", Spaced(await app.PageAsync(Person.Erik, Page + "/mail")), StringComparison.Ordinal);

        await app.SubmitAsync(Person.Erik, Page + "/nulstil", []);

        page = await app.PageAsync(Person.Erik, Page);
        Assert.Contains("Standardtekst på dansk", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Gik tilbage til standardteksten på dansk. Erik", Spaced(page), StringComparison.Ordinal);
        Assert.Equal([1, 2], await NumbersAsync());
    }

    [Theory]
    [InlineData("Form.Text", "Emne", "Hej {recepientName}\n\n[Se]({link})", "{recepientName} findes ikke i denne mail.")]
    [InlineData("Form.Text", "Emne", "Hej {recipientName}", "Sæt [Tekst på knappen]({link}) ind.")]
    [InlineData("Form.Text", "Emne", "Se {link} her", "Linket skal stå på en linje for sig selv")]
    [InlineData("Form.Text", "Emne", "[Se]({link})\n\n[Andet](/aftaler)", "Et link skal begynde med https://")]
    [InlineData("Form.Text", "Emne", "[Se]({link})\n\nHej {", "Der står en løs { eller }.")]
    [InlineData("Form.Text", "Emne", "", "Skriv mailens tekst.")]
    [InlineData("Form.Text", "Emne", "[Se]({link})\n\nRing om 010203-1234", "Det ligner et CPR-nummer")]
    [InlineData("Form.Subject", "", GoodText, "Skriv et emne.")]
    [InlineData("Form.Subject", "{farewell}", GoodText, "{farewell} kan kun stå i teksten.")]
    [InlineData("Form.Subject", "Et emne, der er alt, alt for langt, fordi det siger det samme igen og igen, til {askerName}", GoodText, "Skriv det med højst 78")]
    public async Task What_cannot_be_sent_is_refused_at_its_field_and_what_was_typed_stays(string field, string subject, string text, string message)
    {
        var answer = await (await app.SubmitAsync(Person.Erik, Page, Fields(subject, text), Page)).PageAsync();

        var control = answer.QuerySelector($"[name='{field}']")!;
        Assert.Contains(message, control.Closest(".form-group")!.QuerySelector(".form-error-message")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(text, ((AngleSharp.Html.Dom.IHtmlTextAreaElement)answer.QuerySelector("textarea")!).Value);
        Assert.Equal(subject, answer.QuerySelector("input[name='Form.Subject']")!.GetAttribute("value") ?? "");
        Assert.Empty(await NumbersAsync());
    }

    [Fact]
    public async Task A_text_that_is_hard_to_read_is_kept_and_told_with_its_figure()
    {
        await SaveAsync("Emne", "[Se]({link})\n\nKommunalbestyrelsens integrationsmedarbejdere fremsender hermed supplerende informationsmateriale vedrørende foreningssamarbejdet.");

        Assert.Matches(@"Lix er \d{2,3}\. Over 35 er svært for mange\.", Spaced(await app.PageAsync(Person.Erik, Page)));
    }

    [Fact]
    public async Task A_preview_saves_nothing_and_says_what_is_wrong()
    {
        using var good = await PreviewAsync([.. Fields("Et nyt emne", GoodText), new("Form.Dark", "true"), new("Form.Narrow", "true")]);
        var shown = await good.PageAsync();
        Assert.Contains("Et nyt emne", Spaced(shown), StringComparison.Ordinal);
        Assert.Contains("@media all", shown.QuerySelector("style")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("max-width:390px", shown.QuerySelector("style")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("sandbox", good.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        using var bad = await PreviewAsync(Fields("Emne", "Hej"));
        Assert.Contains("Mailen kan ikke vises endnu.", Spaced(await bad.PageAsync()), StringComparison.Ordinal);
        Assert.Empty(await NumbersAsync());
    }

    [Fact]
    public async Task Of_two_who_write_at_once_the_second_is_told_and_loses_nothing()
    {
        await SaveAsync("Den første", GoodText);

        var answer = await (await app.SubmitAsync(Person.Erik, Page, [.. Fields("Den anden", GoodText), new("Form.Number", "0")], Page)).PageAsync();

        Assert.Contains("En anden har rettet teksten", Spaced(answer), StringComparison.Ordinal);
        Assert.Equal("Den anden", answer.QuerySelector("input[name='Form.Subject']")!.GetAttribute("value"));
        Assert.Equal("1", answer.QuerySelector("input[name='Form.Number']")!.GetAttribute("value"));
        Assert.Equal([1], await NumbersAsync());
    }

    [Fact]
    public async Task The_language_of_the_mails_is_chosen_in_the_profile()
    {
        var page = await app.PageAsync(Person.Birgit, $"/katalog/{Catalogue.WomenAssociation}/ret");
        Assert.Equal(9, page.QuerySelectorAll("select[name=MailLanguage] option").Length);

        await app.SubmitAsync(Person.Birgit, $"/katalog/{Catalogue.WomenAssociation}/ret", [new("MailLanguage", "so")]);

        Assert.Equal("so", await app.WithDb(db => db.Organisations.Where(o => o.Id == Catalogue.WomenAssociation).Select(o => o.MailLanguage).SingleAsync()));
    }

    private static KeyValuePair<string, string>[] Fields(string subject, string text) => [new("Form.Subject", subject), new("Form.Text", text)];

    private async Task SaveAsync(string subject, string text)
    {
        using var answer = await app.SubmitAsync(Person.Erik, Page, Fields(subject, text), Page);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    /// <summary>Presses the button that sends the same form to another address.</summary>
    private async Task<HttpResponseMessage> PreviewAsync(KeyValuePair<string, string>[] fields)
    {
        var browser = app.As(Person.Erik);
        var html = await browser.GetStringAsync(new Uri(Page, UriKind.Relative));
        using var form = new FormUrlEncodedContent(FilledForm.Read(html, Page, Page, fields).Values);
        return await browser.PostAsync(new Uri(Page + "/visning", UriKind.Relative), form);
    }

    private Task<List<int>> NumbersAsync() => app.WithDb(db => db.MailWordings.OrderBy(w => w.Number).Select(w => w.Number).ToListAsync());

    private async Task<HttpStatusCode> StatusAsync(Person? person, string url) => (await app.As(person).GetAsync(new Uri(url, UriKind.Relative))).StatusCode;

    private static string Spaced(IDocument page) => string.Join(' ', page.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
