using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Kem.Match.Web.Features.Shared;

/// <summary>
/// One question of a form: label, hint, the message when the answer was refused, and the field itself.
/// <code>
/// &lt;k-field for="Title" label="Hvad mangler I?" hint="Skriv én sætning." /&gt;
/// &lt;k-field for="Notes" label="Referat" rows="4" /&gt;
/// &lt;k-field for="Method" label="Metode" items="Model.Methods" /&gt;
/// &lt;k-field for="AnswerBy" label="Svarfrist" type="date" width="s" /&gt;
/// </code>
/// Any other attribute (autocomplete, inputmode, maxlength, min) is passed on to the field. Content, if there is any,
/// replaces the field; an <c>input</c>, <c>select</c> or <c>textarea</c> with <c>asp-for</c> in it is tied to the label.
/// </summary>
[HtmlTargetElement("k-field", Attributes = "for")]
public sealed class FieldTagHelper(IHtmlGenerator html) : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public ModelExpression For { get; set; } = null!;

    /// <summary>The question; without it, the display name of the property.</summary>
    public string? Label { get; set; }

    public string? Hint { get; set; }
    public string Type { get; set; } = "text";

    /// <summary>"s" for a date, "xs" for a number; otherwise the whole width.</summary>
    public string? Width { get; set; }

    /// <summary>More than none makes a field of several lines.</summary>
    public int Rows { get; set; }

    /// <summary>The choices of a list; the field is then a select.</summary>
    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary>The line of a list that means that nothing is chosen.</summary>
    public string? EmptyItem { get; set; }

    /// <summary>Says behind the label that the question may be skipped.</summary>
    public bool Optional { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var question = FormQuestion.Of(For, Hint, ViewContext, html);
        context.Items[typeof(FormQuestion)] = question;
        var content = await output.GetChildContentAsync();
        var passedOn = output.Attributes.ToDictionary(attribute => attribute.Name, object? (attribute) => attribute.Value);

        output.Attributes.Clear();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", question.GroupClass);

        output.Content.AppendHtml(LabelOf(question));
        output.Content.AppendHtml(question.HintAndError());
        output.Content.AppendHtml(content.IsEmptyOrWhiteSpace ? Control(question, passedOn) : content);
    }

    private TagBuilder LabelOf(FormQuestion question)
    {
        var label = new TagBuilder("label");
        label.AddCssClass("form-label");
        label.Attributes["for"] = question.Id;
        label.InnerHtml.Append(Label ?? For.Metadata.GetDisplayName());

        if (Optional)
        {
            label.InnerHtml.AppendHtml("<span class=\"k-optional\"> (kan springes over)</span>");
        }

        return label;
    }

    private TagBuilder Control(FormQuestion question, Dictionary<string, object?> attributes)
    {
        var (explorer, name) = (For.ModelExplorer, For.Name);

        var control = this switch
        {
            { Items: { } items } => html.GenerateSelect(ViewContext, explorer, EmptyItem, name, items, allowMultiple: false, attributes),
            { Rows: > 0 } => html.GenerateTextArea(ViewContext, explorer, name, Rows, columns: 0, attributes),
            { Type: "password" } => html.GeneratePassword(ViewContext, explorer, name, value: null, attributes),
            _ => html.GenerateTextBox(ViewContext, explorer, name, For.Model, FormatOf(Type), attributes),
        };

        if (control.TagName == "input")
        {
            control.MergeAttribute("type", Type, replaceExisting: true);
        }

        control.Attributes.Remove("cols");
        control.AddCssClass(Items is null ? "form-input" : "form-select");

        if (Width is not null)
        {
            control.AddCssClass($"input-width-{Width}");
        }

        question.Describe(control.Attributes);
        return control;
    }

    // Browsers send and expect these forms, whatever the language is.
    private static string? FormatOf(string type) => type switch
    {
        "date" => "{0:yyyy-MM-dd}",
        "time" => @"{0:HH\:mm}",
        "month" => "{0:yyyy-MM}",
        _ => null,
    };
}

/// <summary>Ties a hand-written field inside a <c>k-field</c> to its hint and message.</summary>
[HtmlTargetElement("input", Attributes = "asp-for")]
[HtmlTargetElement("select", Attributes = "asp-for")]
[HtmlTargetElement("textarea", Attributes = "asp-for")]
public sealed class FieldInsideTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (context.Items.TryGetValue(typeof(FormQuestion), out var value) && value is FormQuestion question)
        {
            question.Describe(output.Attributes);
        }
    }
}

/// <summary>
/// A question with several answers to choose between. One answer when the property holds one value, otherwise many.
/// <code>
/// &lt;k-group for="TargetGroups" legend="Hvem gælder det?" items="Model.TargetGroupChoices" /&gt;
/// &lt;k-group for="Answer" legend="Hvad siger I?" shape="choice"&gt;
///   &lt;k-option value="Yes" label="Ja, vi vil gerne mødes" /&gt;
///   &lt;div class="k-follow"&gt;…&lt;/div&gt;
/// &lt;/k-group&gt;
/// </code>
/// The shape is <c>chip</c> (short words), <c>check</c> (lines) or <c>choice</c> (large, equal answers).
/// </summary>
[HtmlTargetElement("k-group", Attributes = "for")]
public sealed class GroupTagHelper(IHtmlGenerator html) : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public ModelExpression For { get; set; } = null!;

    /// <summary>The question; without it, the display name of the property.</summary>
    public string? Legend { get; set; }

    public string? Hint { get; set; }
    public string Shape { get; set; } = "chip";
    public IEnumerable<SelectListItem> Items { get; set; } = [];

    /// <summary>True writes the question as a heading, for a page that asks one thing.</summary>
    public bool Heading { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var question = FormQuestion.Of(For, Hint, ViewContext, html);
        var options = OptionList.Of(For, question, Shape, ViewContext, html);
        context.Items[typeof(OptionList)] = options;
        var content = await output.GetChildContentAsync();

        output.TagName = "fieldset";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", question.GroupClass);

        if (question.DescribedBy.Length > 0)
        {
            output.Attributes.SetAttribute("aria-describedby", question.DescribedBy);
        }

        output.Content.AppendHtml($"<legend class=\"{(Heading ? "k-h2" : "form-label")}\">");
        output.Content.Append(Legend ?? For.Metadata.GetDisplayName());
        output.Content.AppendHtml("</legend>");
        output.Content.AppendHtml(question.HintAndError());
        output.Content.AppendHtml($"<div class=\"{options.ListClass}\">");

        foreach (var item in Items)
        {
            output.Content.AppendHtml(options.Next(item.Value, item.Text, item.Selected));
        }

        output.Content.AppendHtml(content);
        output.Content.AppendHtml("</div>");
    }
}

/// <summary><c>&lt;k-option value="Yes" label="Ja tak" /&gt;</c>: one answer inside a <c>k-group</c>.</summary>
[HtmlTargetElement("k-option", TagStructure = TagStructure.WithoutEndTag)]
public sealed class OptionTagHelper : TagHelper
{
    public string Value { get; set; } = "";
    public string Label { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var options = (OptionList)context.Items[typeof(OptionList)];
        output.TagName = null;
        output.Content.SetHtmlContent(options.Next(Value, Label, isSelected: false));
    }
}

/// <summary><c>&lt;k-check for="HasRead" label="Jeg har læst aftalen." /&gt;</c>: one thing to say yes to.</summary>
[HtmlTargetElement("k-check", Attributes = "for", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CheckTagHelper(IHtmlGenerator html) : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public ModelExpression For { get; set; } = null!;
    public string? Label { get; set; }
    public string? Hint { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var question = FormQuestion.Of(For, Hint, ViewContext, html);
        var box = OptionList.Of(For, question, "check", ViewContext, html)
            .Next("true", Label ?? For.Metadata.GetDisplayName(), isSelected: false);

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", question.GroupClass);
        output.Content.AppendHtml(question.HintAndError());
        output.Content.AppendHtml(box);
    }
}

/// <summary>
/// Every form that posts carries the token against forgery, also when its address is written out, and leaves it to the
/// server to say what is wrong, so that the message is the same at the field and on top.
/// </summary>
[HtmlTargetElement("form", Attributes = "[method=post]")]
public sealed class PostFormTagHelper(IHtmlGenerator html) : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Attributes.SetAttribute(new TagHelperAttribute("novalidate"));

        // MVC writes the token itself when the form has no address of its own, or when it is asked to.
        var hasOwnAddress = context.AllAttributes.TryGetAttribute("action", out var action)
            && !string.IsNullOrEmpty(action.Value?.ToString());

        if (hasOwnAddress && !context.AllAttributes.ContainsName("asp-antiforgery"))
        {
            output.PostContent.AppendHtml(html.GenerateAntiforgery(ViewContext));
        }
    }
}

/// <summary>What the parts of one question have in common: its name, its hint and what was wrong with the answer.</summary>
internal sealed record FormQuestion(string Name, string Id, string? Hint, string? Error)
{
    public string GroupClass => Error is null ? "form-group" : "form-group form-error";

    public string DescribedBy =>
        string.Join(' ', new[] { Hint is null ? null : HintId, Error is null ? null : ErrorId }.OfType<string>());

    private string HintId => Id + "-hint";
    private string ErrorId => Id + "-error";

    public static FormQuestion Of(ModelExpression property, string? hint, ViewContext view, IHtmlGenerator html)
    {
        var name = view.ViewData.TemplateInfo.GetFullHtmlFieldName(property.Name);
        var errors = view.ViewData.ModelState.TryGetValue(name, out var entry) ? entry.Errors : [];

        return new FormQuestion(
            name,
            TagBuilder.CreateSanitizedId(name, html.IdAttributeDotReplacement),
            hint,
            errors.Count == 0 ? null : string.Join(' ', errors.Select(error => error.ErrorMessage).Distinct()));
    }

    public IHtmlContent HintAndError()
    {
        var lines = new HtmlContentBuilder();

        if (Hint is not null)
        {
            lines.AppendHtml($"<span class=\"form-hint\" id=\"{HintId}\">").Append(Hint).AppendHtml("</span>");
        }

        if (Error is not null)
        {
            lines.AppendHtml($"<span class=\"form-error-message\" id=\"{ErrorId}\"><span class=\"k-sr\">Fejl: </span>");
            lines.Append(Error).AppendHtml("</span>");
        }

        return lines;
    }

    public void Describe(AttributeDictionary attributes)
    {
        foreach (var (name, value) in Relations())
        {
            attributes[name] = value;
        }
    }

    public void Describe(TagHelperAttributeList attributes)
    {
        foreach (var (name, value) in Relations())
        {
            attributes.SetAttribute(name, value);
        }
    }

    private IEnumerable<(string Name, string Value)> Relations()
    {
        if (DescribedBy.Length > 0)
        {
            yield return ("aria-describedby", DescribedBy);
        }

        if (Error is not null)
        {
            yield return ("aria-invalid", "true");
        }
    }
}

/// <summary>The answers of one question. The first carries the id that the error summary links to.</summary>
internal sealed class OptionList(FormQuestion question, string shape, bool isMultiple, ICollection<string>? chosen)
{
    private int count;

    public string ListClass => shape switch
    {
        "chip" => "k-chips",
        "choice" => "k-choices",
        _ => "k-checks",
    };

    public static OptionList Of(ModelExpression property, FormQuestion question, string shape, ViewContext view, IHtmlGenerator html)
    {
        var isList = property.Metadata.IsEnumerableType;
        var isYesOrNo = property.Metadata.UnderlyingOrModelType == typeof(bool);
        var chosen = html.GetCurrentValues(view, property.ModelExplorer, property.Name, allowMultiple: isList);

        return new OptionList(question, shape, isList || (isYesOrNo && shape == "check"), chosen);
    }

    public TagBuilder Next(string value, string text, bool isSelected)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["type"] = isMultiple ? "checkbox" : "radio";
        input.Attributes["id"] = count == 0 ? question.Id : $"{question.Id}-{count}";
        input.Attributes["name"] = question.Name;
        input.Attributes["value"] = value;

        if (chosen?.Contains(value, StringComparer.OrdinalIgnoreCase) ?? isSelected)
        {
            input.Attributes["checked"] = "checked";
        }

        var label = new TagBuilder("label");
        label.AddCssClass("k-" + shape);
        label.InnerHtml.AppendHtml(input);
        label.InnerHtml.AppendHtml("<span>").Append(text).AppendHtml("</span>");

        count++;
        return label;
    }
}
