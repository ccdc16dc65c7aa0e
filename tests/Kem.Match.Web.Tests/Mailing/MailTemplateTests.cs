using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Mailing;
using Kem.Match.Web.Mailing.Templates;

namespace Kem.Match.Web.Tests.Mailing;

/// <summary>Every template in every language, as it stands in the files.</summary>
public partial class MailTemplateTests
{
    private static readonly string[] Wanted = ["da", "en", "ar", "fa", "tr", "so", "uk", "bs", "pl"];

    private static MailTemplates Shipped => MailTemplates.Shipped;

    public static TheoryData<string, string> TemplatesAndLanguages =>
        [.. from language in MailTemplates.Shipped.Languages from template in MailTemplates.Shipped.All select (template.Code, language.Code)];

    [Fact]
    public void There_are_25_templates_in_nine_languages()
    {
        Assert.Equal(25, Shipped.All.Select(template => template.Code).Distinct().Count());
        Assert.Equal(Wanted.Order(), Shipped.Languages.Select(language => language.Code).Order());
        Assert.Equal(["ar", "fa"], Shipped.Languages.Where(language => language.IsRightToLeft).Select(language => language.Code));
    }

    [Theory, MemberData(nameof(TemplatesAndLanguages))]
    public void Every_placeholder_is_filled_and_the_subject_is_short(string code, string language)
    {
        foreach (var values in Situations(code))
        {
            var letter = Shipped.Write(code, language, values);

            Assert.DoesNotContain('{', letter.Subject + letter.Text);
            Assert.DoesNotContain('}', letter.Subject + letter.Text);
            Assert.InRange(Seen(letter.Subject).Length, 5, 78);
            Assert.NotEmpty(MailLayout.LinksIn(letter.Text));
            Assert.DoesNotContain("..", letter.Text, StringComparison.Ordinal);
            Assert.DoesNotMatch(SpaceBeforeAMark(), letter.Text);
        }
    }

    [Theory, MemberData(nameof(TemplatesAndLanguages))]
    public void A_translation_has_the_placeholders_of_the_Danish(string code, string language)
    {
        Assert.Equal(Placeholders("da", code), Placeholders(language, code));

        static IEnumerable<string> Placeholders(string language, string code) =>
            TemplateText.Placeholder().Matches(Shipped.Language(language).Wordings[code] is var wording ? wording.Subject + wording.Text : "").Select(found => found.Value).Order();
    }

    [Theory, MemberData(nameof(TemplatesAndLanguages))]
    public void A_phrase_says_what_the_Danish_says(string code, string language) => Assert.All(
        Shipped.Language("da").Phrases.Where(phrase => phrase.Key.Template == code),
        phrase => Assert.Equal(Named(phrase.Value), Named(Shipped.Language(language).Phrases[phrase.Key])));

    [Theory, MemberData(nameof(TemplatesAndLanguages))]
    public void Both_parts_say_the_same_words_in_the_same_order_and_read_the_right_way(string code, string language)
    {
        var danish = Shipped.Write(code, "da", Shipped.Find(code)!.Samples());
        var letter = Shipped.WithDanishBelow(language, Shipped.Write(code, language, Shipped.Find(code)!.Samples()), danish);
        var (plain, html) = MailLayout.Render(letter.Subject, letter.Text, ProposalLetter.Resolve);
        // The tag that keeps names apart is no gap between words.
        var page = new HtmlParser().ParseDocument(html.Replace("<bdi>", "", StringComparison.Ordinal).Replace("</bdi>", "", StringComparison.Ordinal));
        var parts = page.QuerySelectorAll("td[lang]");

        Assert.Equal(Words(OnlyWords(plain)), Words(string.Concat(page.Body!.Descendants().Select(node => node is IText text ? text.Data : " "))));
        Assert.Equal(language == "da" ? ["da"] : [language, "da"], parts.Select(part => part.GetAttribute("lang")));
        Assert.Equal((language, Shipped.Language(language).Direction), (page.DocumentElement.GetAttribute("lang"), page.DocumentElement.GetAttribute("dir")));
        Assert.Equal(Shipped.Language(language).Direction, parts[0].GetAttribute("dir"));
        Assert.Equal("ltr", parts[^1].GetAttribute("dir"));
        Assert.All(parts, part => Assert.NotNull(part.QuerySelector("a[style*='min-height:44px']")));
        Assert.DoesNotContain("[[", plain, StringComparison.Ordinal);
    }

    [Fact]
    public void The_Danish_words_are_easy_to_read() => Assert.All(Shipped.All, template => Assert.All(
        Situations(template.Code),
        values => Assert.InRange(Readability.Of(Link().Replace(Shipped.Write(template.Code, "da", values).Text, "$1")).Lix, 1, Readability.HardLix)));

    [Fact]
    public void A_name_that_reads_from_the_right_is_kept_apart_in_a_Danish_mail()
    {
        var values = Shipped.Find("PROPOSAL_REMINDER")!.Samples();
        values.Add("askerName", "جمعية النور (2)");
        values.Add("senderName", "Mona Lund");

        var letter = Shipped.Write("PROPOSAL_REMINDER", "da", values);
        var (plain, html) = MailLayout.Render(letter.Subject, letter.Text, ProposalLetter.Resolve);

        Assert.Equal("Har I set forslaget om at møde \u2068جمعية النور (2)\u2069?", letter.Subject);
        Assert.Contains("at møde \u2068جمعية النور (2)\u2069.", plain, StringComparison.Ordinal);
        Assert.Contains("at møde <bdi>جمعية النور (2)</bdi>.", html, StringComparison.Ordinal);
        Assert.Contains("<title>Har I set forslaget om at møde جمعية النور (2)?</title>", html, StringComparison.Ordinal);
        Assert.Contains("\nMona Lund<br>", html.Replace("<br>\n", "<br>", StringComparison.Ordinal).Replace("Venlig hilsen<br>", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_mail_that_reads_from_the_right_names_and_numbers_are_kept_apart()
    {
        var page = new HtmlParser().ParseDocument(MailLayout.Render("x", Written("ar", "SIGN_REMINDER").Text, ProposalLetter.Resolve).Html);

        Assert.Contains("55 12 34 56", page.QuerySelectorAll("bdi").Select(name => name.TextContent));
        Assert.Contains("Mona Lund", page.QuerySelectorAll("bdi").Select(name => name.TextContent));
        Assert.All(page.QuerySelectorAll("a.k-link"), address => Assert.Equal("ltr", address.GetAttribute("dir")));
    }

    [Theory]
    [InlineData("Navn\n[Klik her](https://ond.example/)")]
    [InlineData("[[ar rtl]]")]
    [InlineData("{link}")]
    [InlineData("\u202Eond\u2069")]
    public void What_people_typed_stays_what_they_typed(string typed)
    {
        foreach (var template in Shipped.All)
        {
            var values = template.Samples();

            foreach (var placeholder in template.Placeholders.Where(p => p.Kind is PlaceholderKind.Name or PlaceholderKind.Names or PlaceholderKind.Lines or PlaceholderKind.Quote))
            {
                values.Add(placeholder.Name, typed);
            }

            var letter = Shipped.Write(template.Code, "ar", values);
            var html = MailLayout.Render(letter.Subject, letter.Text, ProposalLetter.Resolve).Html;

            Assert.DoesNotContain(MailLayout.LinksIn(letter.Text), target => target.Contains("ond.example", StringComparison.Ordinal));
            Assert.Single(new HtmlParser().ParseDocument(html).QuerySelectorAll("td[lang]"));
            Assert.DoesNotContain('\u202E', letter.Text);
            Assert.Equal(letter.Text.Count(c => c == '\u2068'), letter.Text.Count(c => c == '\u2069'));
        }
    }

    [Fact]
    public void A_list_that_is_empty_goes_with_the_line_that_introduces_it()
    {
        var values = Shipped.Find("DIGEST")!.Samples();
        values.Add("upcoming", "");

        Assert.DoesNotContain("På vej", Shipped.Write("DIGEST", "da", values).Text, StringComparison.Ordinal);
        Assert.Contains("Godt nyt:\n- ", Shipped.Write("DIGEST", "da", values).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"Hej {recipientName}\",", "\"Hej {recepientName}\",", "PROPOSAL: UnknownPlaceholder {recepientName}")]
    [InlineData("\"[Se forslaget og svar]({link})\",", "", "PROPOSAL: MissingPlaceholder {link}")]
    [InlineData("\"Derfor:\\n{reasons}\",", "\"Derfor: {reasons}\",", "PROPOSAL: MustStandAlone {reasons}")]
    [InlineData("{askerName}?\", \"text\"", "{askerName?\", \"text\"", "PROPOSAL: LooseBrace")]
    [InlineData("igen omkring {askAgainOn}", "igen omkring {askAgainOm}", "ANSWER_RECEIPT_NO: the phrase {whatNow} \"laterOn\": UnknownPlaceholder {askAgainOm}")]
    [InlineData("\"marts\", ", "", "\"months\": there must be 12")]
    public void A_broken_file_is_told_with_file_template_and_placeholder(string right, string wrong, string told)
    {
        var folder = Directory.CreateTempSubdirectory("kem-mail-").FullName;

        try
        {
            var shipped = Path.Combine(AppContext.BaseDirectory, "data", "mail");
            File.Copy(Path.Combine(shipped, "templates.json"), Path.Combine(folder, "templates.json"));
            var danish = File.ReadAllText(Path.Combine(shipped, "templates.da.json"));
            var at = danish.IndexOf(right, StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(folder, "templates.da.json"), danish[..at] + wrong + danish[(at + right.Length)..]);

            var problem = Assert.Throws<TemplateFileException>(() => TemplateFiles.Read(folder)).Message;
            Assert.Contains("templates.da.json", problem, StringComparison.Ordinal);
            Assert.Contains(told, problem, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static FilledWording Written(string language, string code) => Shipped.Write(code, language, Shipped.Find(code)!.Samples());

    /// <summary>The samples, once for each sentence that a phrase can be, and once without anything that may be missing.</summary>
    private static IEnumerable<MailValues> Situations(string code)
    {
        var template = Shipped.Find(code)!;
        yield return template.Samples();

        foreach (var (_, placeholder, variant) in Shipped.Language("da").Phrases.Keys.Where(key => key.Template == code))
        {
            var values = template.Samples();
            values.Add(placeholder, variant);
            yield return values;
        }

        var bare = template.Samples();

        foreach (var placeholder in template.Optional.Where(p => p.Kind is PlaceholderKind.Quote or PlaceholderKind.Lines || p.Name is "eachAnswers" or "noMessage" or "host"))
        {
            bare.Add(placeholder.Name, "");
        }

        yield return bare;
    }

    private static IEnumerable<string> Named(string text) => TemplateText.Placeholder().Matches(text).Select(found => found.Value).Order();

    private static string Seen(string text) => text.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal);

    // Marks that plain text needs and HTML shows in another way.
    private static string OnlyWords(string plain) => Marks().Replace(Seen(plain), "\n");

    private static string[] Words(string text) => [.. text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(word => word.TrimEnd(':', '：')).Where(word => word.Length > 0)];

    [GeneratedRegex(@"^(- |> ?|_+)", RegexOptions.Multiline)]
    private static partial Regex Marks();

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@" [.,;?،؛؟](\s|$)", RegexOptions.Multiline)]
    private static partial Regex SpaceBeforeAMark();
}
