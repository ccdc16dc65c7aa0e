using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kem.Match.Web.Features.Shared;

/// <summary>
/// <c>&lt;k-errors /&gt;</c>: everything a form refused, on top of the page, with a link to each field. Takes the focus,
/// without script, so that a screen reader begins here. Says nothing when the form is in order.
/// </summary>
[HtmlTargetElement("k-errors", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorsTagHelper(IHtmlGenerator html) : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = ViewContext.ViewData.ModelState
            .SelectMany(field => field.Value!.Errors.Select(error => (Field: field.Key, error.ErrorMessage)))
            .Distinct()
            .OrderBy(error => PlaceOf(error.Field), StringComparer.Ordinal)
            .ToList();

        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "k-alert");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("autofocus", "autofocus");
        output.Content.AppendHtml("<h2>").Append($"Der er {DanishText.Count(errors.Count, "ting")} at rette").AppendHtml("</h2><ul>");

        foreach (var (field, message) in errors)
        {
            output.Content.AppendHtml("<li>").AppendHtml(LinkTo(field, message)).AppendHtml("</li>");
        }

        output.Content.AppendHtml("</ul>");
    }

    // A form class lists its questions in the order of the page, and so do the classes in it ("Form.Parties[1].ContactEmail").
    // What concerns the whole form comes first.
    private string PlaceOf(string field)
    {
        var place = "";
        var form = ViewContext.ViewData.ModelMetadata;

        foreach (var part in field.Split('.', '[').Select(part => part.TrimEnd(']')))
        {
            if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var row))
            {
                place += $"{row:D4}";
                form = form.ElementMetadata ?? form;
            }
            else if (form.Properties[part] is { } question)
            {
                place += $"{form.Properties.IndexOf(question):D4}";
                form = question;
            }
        }

        return place;
    }

    private TagBuilder LinkTo(string field, string message)
    {
        var line = new TagBuilder(field.Length == 0 ? "span" : "a");
        line.InnerHtml.Append(message);

        if (field.Length > 0)
        {
            line.Attributes["href"] = "#" + TagBuilder.CreateSanitizedId(field, html.IdAttributeDotReplacement);
        }

        return line;
    }
}

/// <summary>
/// <c>&lt;k-receipt title="Tak. Svaret er sendt."&gt;…&lt;/k-receipt&gt;</c>: what happened, as a place in the page.
/// For the page that comes next, see <see cref="Receipt"/>.
/// </summary>
[HtmlTargetElement("k-receipt")]
public sealed class ReceiptTagHelper : TagHelper
{
    public string Title { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "k-receipt");
        output.PreContent.AppendHtml("<h2>").Append(Title).AppendHtml("</h2>");
    }
}

/// <summary>
/// <c>&lt;k-empty title="Du er ajour"&gt;…&lt;/k-empty&gt;</c>: nothing to show, told as one fact and one act.
/// </summary>
[HtmlTargetElement("k-empty")]
public sealed class EmptyTagHelper : TagHelper
{
    public string Title { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "k-sheet k-empty");
        output.PreContent.AppendHtml(Svg.Use("/img/kem.svg#brand", "k-mark"));
        output.PreContent.AppendHtml("<h2 class=\"k-h3\">").Append(Title).AppendHtml("</h2>");
    }
}
