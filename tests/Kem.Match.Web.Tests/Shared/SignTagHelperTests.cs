using System.Text.Encodings.Web;
using System.Text.Unicode;
using Kem.Match.Engine;
using Kem.Match.Web.Features.Shared;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kem.Match.Web.Tests.Shared;

public class SignTagHelperTests
{
    [Fact]
    public void The_chain_marks_what_is_done_and_what_is_next()
    {
        var html = Render(new ChainTagHelper { At = 3 });

        Assert.Contains("aria-label=\"Kæden: trin 3 af 6\"", html);
        Assert.Contains(
            "<li class=\"is-done\">Forslag</li><li class=\"is-now\" aria-current=\"step\">Svar</li><li>Møde</li>", html);
    }

    [Fact]
    public void A_chain_that_is_through_has_nothing_next()
    {
        var html = Render(new ChainTagHelper { At = 7 });

        Assert.Contains("alle trin er nået", html);
        Assert.DoesNotContain("is-now", html);
    }

    [Theory]
    [InlineData(FitBand.Strong, "Stærkt match")]
    [InlineData(FitBand.Good, "Godt match")]
    [InlineData(FitBand.Possible, "Muligt match")]
    public void A_fit_is_said_in_words(FitBand band, string words) =>
        Assert.EndsWith($"</svg>{words}</span>", Render(new FitTagHelper { Band = band }));

    [Fact]
    public void An_unknown_state_is_a_mistake_and_not_a_grey_label() =>
        Assert.Throws<ArgumentException>(() => Render(new StateTagHelper { Kind = "done" }));

    [Fact]
    public void A_date_block_can_be_read_by_machines_too() =>
        Assert.StartsWith(
            "<div class=\"k-date\"><time datetime=\"2026-11-25\">ons.<b>25</b>nov.</time><div>",
            Render(new DateTagHelper { Value = new(2026, 11, 25) }));

    [Theory]
    [InlineData("coordinator")]
    [InlineData("association")]
    [InlineData("company")]
    [InlineData("administrator")]
    public void Every_role_has_at_most_seven_menu_items_and_begins_with_today(string role)
    {
        var menu = MainMenu.For(role);

        Assert.Equal("/", menu[0].Path);
        Assert.InRange(menu.Count, 2, 7);
        Assert.Distinct(menu.Select(item => item.Path));
    }

    [Fact]
    public void A_visitor_has_no_menu() => Assert.Empty(MainMenu.For(""));

    private static string Render(TagHelper tagHelper)
    {
        var output = new TagHelperOutput("k", [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()));
        tagHelper.Process(new TagHelperContext([], new Dictionary<object, object>(), "1"), output);

        using var writer = new StringWriter();
        output.WriteTo(writer, HtmlEncoder.Create(UnicodeRanges.All));
        return writer.ToString();
    }
}
