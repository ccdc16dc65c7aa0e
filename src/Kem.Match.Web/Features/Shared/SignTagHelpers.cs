using Kem.Match.Engine;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kem.Match.Web.Features.Shared;

/// <summary><c>&lt;k-icon name="persons" /&gt;</c>: an icon of the design system; always beside a text.</summary>
[HtmlTargetElement("k-icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper : TagHelper
{
    public string Name { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.BecomeSvg("icon-svg", $"/lib/dkfds/img/all-svg-icons.svg#{Name}");
}

/// <summary>
/// <c>&lt;k-letter-icon name="persons" /&gt;</c>: the same icon on a page without login, where the whole sprite would
/// weigh more than the page. The names are those that letter.css lists.
/// </summary>
[HtmlTargetElement("k-letter-icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class LetterIconTagHelper : TagHelper
{
    public string Name { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"k-icon k-icon--{Name}");
        output.Attributes.SetAttribute("aria-hidden", "true");
    }
}

/// <summary><c>&lt;k-mark /&gt;</c>: the two circles, alone or between the names of two parties.</summary>
[HtmlTargetElement("k-mark", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MarkTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.BecomeSvg("k-mark", "/img/kem.svg#brand");
}

/// <summary><c>&lt;k-fit band="suggestion.Band" /&gt;</c>: how well two parties fit, as circles and words.</summary>
[HtmlTargetElement("k-fit", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FitTagHelper : TagHelper
{
    public FitBand Band { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (sign, words) = Band switch
        {
            FitBand.Strong => ("strong", "Stærkt match"),
            FitBand.Good => ("good", "Godt match"),
            FitBand.Possible => ("possible", "Muligt match"),
        };

        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"k-fit k-fit--{sign}");
        output.Content.AppendHtml(Svg.Use($"/img/kem.svg#fit-{sign}"));
        output.Content.Append(words);
    }
}

/// <summary>
/// <c>&lt;k-state kind="turn"&gt;Venter på dig&lt;/k-state&gt;</c>: where one thing stands, by shape and word.
/// The kinds are ok, new, turn, late, stop and pause.
/// </summary>
[HtmlTargetElement("k-state")]
public sealed class StateTagHelper : TagHelper
{
    private static readonly string[] Kinds = ["ok", "new", "turn", "late", "stop", "pause"];

    public string Kind { get; set; } = "new";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!Kinds.Contains(Kind)) throw new ArgumentException($"'{Kind}' is not one of {string.Join(", ", Kinds)}.");

        output.TagName = "span";
        output.Attributes.SetAttribute("class", $"k-state k-state--{Kind}");
    }
}

/// <summary>
/// <c>&lt;k-chain at="3" /&gt;</c>: the six links of a cooperation. Those before <c>at</c> are done, <c>at</c> is next;
/// 7 means that all are done.
/// </summary>
[HtmlTargetElement("k-chain", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ChainTagHelper : TagHelper
{
    private static readonly string[] Links = ["Behov", "Forslag", "Svar", "Møde", "Aftale", "Status"];

    public int At { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var here = At <= Links.Length ? $"trin {At} af {Links.Length}" : "alle trin er nået";

        output.TagName = "ol";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "k-chain");
        output.Attributes.SetAttribute("aria-label", $"Kæden: {here}");

        foreach (var (index, link) in Links.Index())
        {
            output.Content.AppendHtml((At - 1 - index) switch
            {
                > 0 => "<li class=\"is-done\">",
                0 => "<li class=\"is-now\" aria-current=\"step\">",
                < 0 => "<li>",
            });
            output.Content.Append(link);
            output.Content.AppendHtml("</li>");
        }
    }
}

/// <summary>
/// <c>&lt;k-date value="meeting.Day"&gt;…&lt;/k-date&gt;</c>: weekday, number and month in a block, the text beside it.
/// </summary>
[HtmlTargetElement("k-date")]
public sealed class DateTagHelper : TagHelper
{
    public DateOnly Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "k-date");
        output.PreContent.AppendHtml($"<time datetime=\"{Value:yyyy-MM-dd}\">");
        output.PreContent.Append(DanishText.ShortWeekday(Value));
        output.PreContent.AppendHtml($"<b>{Value.Day}</b>");
        output.PreContent.Append(DanishText.ShortMonth(Value));
        output.PreContent.AppendHtml("</time><div>");
        output.PostContent.AppendHtml("</div>");
    }
}

internal static class Svg
{
    public static string Use(string href, string classes = "") =>
        $"<svg{(classes.Length == 0 ? "" : $" class=\"{classes}\"")} aria-hidden=\"true\" focusable=\"false\"><use href=\"{href}\"></use></svg>";

    public static void BecomeSvg(this TagHelperOutput output, string classes, string href)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Use(href, classes));
    }
}
