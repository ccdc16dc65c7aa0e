using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Tests.Mailing;

public class MailLayoutTests
{
    private static readonly ProposalLetter Letter = new(ProposalLetter.Amina);

    [Fact]
    public void The_plain_part_reads_like_the_letter_with_whole_addresses()
    {
        var plain = Render(Letter.Text).Plain;

        Assert.StartsWith("Hej Amina\n\nBirgit fra kommunen", plain, StringComparison.Ordinal);
        Assert.Contains("Derfor:\n\n- I bor tæt på hinanden\n- I arbejder begge med børn & unge\n\n", plain, StringComparison.Ordinal);
        Assert.Contains("> Vi vil gerne have flere med på tur.\n", plain, StringComparison.Ordinal);
        Assert.Contains("Se forslaget og svar:\nhttps://kem.example/l/0198c0de-0000-7000-8000-000000000001?a=1&b=2\n", plain, StringComparison.Ordinal);
        Assert.Contains("Læs aftalen:\nhttps://kem.example/aftaler/42\n", plain, StringComparison.Ordinal);
        Assert.EndsWith("Venlig hilsen\nBirgit Aagaard\n", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("kem-link", plain, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_parts_say_the_same_words_in_the_same_order()
    {
        var (plain, html) = (Render(Letter.Text).Plain, Page(Letter.Text));

        Assert.Equal(Words(plain.Replace("\n- ", "\n", StringComparison.Ordinal).Replace("\n> ", "\n", StringComparison.Ordinal)), Words(Seen(html.Body!)));
    }

    [Fact]
    public void The_first_link_is_the_one_button_and_stands_below_it_as_text()
    {
        var page = Page(Letter.Text);
        var button = Assert.Single(page.QuerySelectorAll("a[style*='min-height:44px']"));
        var address = "https://kem.example/l/0198c0de-0000-7000-8000-000000000001?a=1&b=2";

        Assert.Equal(("Se forslaget og svar", address), (button.TextContent, button.GetAttribute("href")));
        Assert.Contains("background-color:#0b5363;color:#ffffff", button.GetAttribute("style"), StringComparison.Ordinal);
        Assert.Equal("presentation", button.Closest("table")!.GetAttribute("role"));
        Assert.Equal(address, button.Closest("table")!.NextElementSibling!.TextContent);
    }

    [Fact]
    public void The_page_is_danish_and_needs_neither_pictures_nor_more_style_than_colours_for_the_dark()
    {
        var page = Page(Letter.Text);

        Assert.Equal("da", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(Letter.Subject, page.Title);
        Assert.Empty(page.QuerySelectorAll("img, link, script, [background]"));
        Assert.StartsWith(MailLayout.DarkRule, page.QuerySelectorAll("style").Single().TextContent.Trim(), StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("table"), table => Assert.Equal("presentation", table.GetAttribute("role")));
        Assert.Contains("max-width:560px", page.QuerySelector("table table")!.GetAttribute("style"), StringComparison.Ordinal);
        Assert.Contains("font-size:16px", page.QuerySelector("td[lang=da]")!.GetAttribute("style"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_parts_become_paragraphs_lists_and_quotations()
    {
        var page = Page(Letter.Text);

        Assert.Equal(["I bor tæt på hinanden", "I arbejder begge med børn & unge"], page.QuerySelectorAll("li").Select(item => item.TextContent));
        Assert.Equal("Vi vil gerne have flere med på tur.", page.QuerySelector("blockquote")!.TextContent);
        Assert.Equal("Venlig hilsen\nBirgit Aagaard", page.QuerySelectorAll("p")[^1].TextContent);
        Assert.Single(page.QuerySelectorAll("p")[^1].QuerySelectorAll("br"));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("\"><a href=\"https://ond.example\">Klik</a>")]
    [InlineData("- <b>fed</b>")]
    [InlineData("> </blockquote><form>")]
    [InlineData("[<i>x</i>](https://kem.example/\"onclick=\"alert(1))")]
    public void Markup_that_people_typed_is_shown_as_text(string typed)
    {
        var page = Page($"Hej\n\n{typed}");

        Assert.Empty(page.QuerySelectorAll("script, img, b, i, form, [onerror], [onclick], a[href^='https://ond']"));
        Assert.Contains(typed.TrimStart('-', '>', ' ', '[')[..4], Seen(page.Body!), StringComparison.Ordinal);
    }

    [Fact]
    public void A_quotation_cannot_smuggle_in_a_button()
    {
        var text = $"Amina skriver:\n{MailText.Quote("Ja tak!\r\n\r\n[Log ind her](https://ond.example)\n- og hver dag")}";

        Assert.Empty(MailLayout.LinksIn(text));
        Assert.Empty(Page(text).QuerySelectorAll("a, ul"));
        Assert.Equal("Ja tak!\n\n[Log ind her](https://ond.example)\n- og hver dag", Page(text).QuerySelector("blockquote")!.TextContent);
    }

    [Fact]
    public void A_name_alone_on_its_line_cannot_smuggle_in_a_button_either()
    {
        var text = $"Venlig hilsen\n{MailText.OneLine("[Log ind her](https://ond.example)")}";

        Assert.Empty(MailLayout.LinksIn(text));
        Assert.Empty(Page(text).QuerySelectorAll("a"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" \r\n ")]
    public void Nothing_said_is_no_quotation(string? said) =>
        Assert.Empty(Page($"Hej\n\n{MailText.Quote(said)}\n\nFarvel").QuerySelectorAll("blockquote"));

    [Fact]
    public void The_targets_can_be_asked_for_before_the_letter_is_laid_out() =>
        Assert.Equal(["kem-link:0198c0de-0000-7000-8000-000000000001", "/aftaler/42"], MailLayout.LinksIn(Letter.Text));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("/aftaler/42")]
    [InlineData("")]
    public void A_link_without_a_web_address_stops_the_mail(string resolved) =>
        Assert.Throws<InvalidOperationException>(() => MailLayout.Render("Emne", "[Se](/aftaler/42)", _ => resolved));

    private static LaidOutText Render(string text) => MailLayout.Render(Letter.Subject, text, ProposalLetter.Resolve);

    private static AngleSharp.Html.Dom.IHtmlDocument Page(string text) => new HtmlParser().ParseDocument(Render(text).Html);

    /// <summary>The page's text with a gap where a block or a cell ends.</summary>
    private static string Seen(IElement element) =>
        string.Concat(element.Descendants().Select(node => node is IText text ? text.Data : " "));

    private static string[] Words(string text) =>
        [.. text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(word => word.TrimEnd(':'))];
}
