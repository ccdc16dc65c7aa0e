using System.Text.RegularExpressions;

namespace Kem.Match.Web.Mailing.Templates;

/// <summary>What is wrong with the words of a template.</summary>
public enum TemplateFault
{
    /// <summary>It stands for nothing in this mail.</summary>
    UnknownPlaceholder,

    /// <summary>A brace that begins or ends nothing.</summary>
    LooseBrace,

    /// <summary>The mail is no use without it.</summary>
    MissingPlaceholder,

    /// <summary>Its value is lines of their own.</summary>
    MustStandAlone,

    /// <summary>A link stands only in a line of the form <c>[words]({link})</c>.</summary>
    LinkIsNoLine,

    /// <summary>It is too long or is several lines, and only the text has room for that.</summary>
    NotInSubject,

    /// <summary>Only <c>https://</c> addresses and the mail's own link lead anywhere.</summary>
    ForbiddenLink,
}

/// <summary>Looks for what would go wrong when a text with placeholders is filled.</summary>
public static partial class TemplateText
{
    public static IEnumerable<(TemplateFault Fault, string Where)> FaultsInSubject(MailTemplate template, string subject) =>
        Unknown(template, subject).Concat(
            from placeholder in Named(template, subject)
            where placeholder.StandsAlone || placeholder.Kind is PlaceholderKind.Link or PlaceholderKind.Shared
            select (TemplateFault.NotInSubject, placeholder.Name));

    public static IEnumerable<(TemplateFault Fault, string Where)> FaultsInText(MailTemplate template, string text)
    {
        foreach (var fault in Unknown(template, text)) yield return fault;

        var named = Named(template, text).ToHashSet();

        foreach (var placeholder in template.Required.Where(placeholder => !named.Contains(placeholder)))
        {
            yield return (TemplateFault.MissingPlaceholder, placeholder.Name);
        }

        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()))
        {
            foreach (var fault in FaultsInLine(template, line)) yield return fault;
        }
    }

    private static IEnumerable<(TemplateFault Fault, string Where)> FaultsInLine(MailTemplate template, string line)
    {
        foreach (var placeholder in Named(template, line))
        {
            if (placeholder.StandsAlone && line != $"{{{placeholder.Name}}}") yield return (TemplateFault.MustStandAlone, placeholder.Name);
            if (placeholder.Kind == PlaceholderKind.Link && !IsLinkTo(line, placeholder)) yield return (TemplateFault.LinkIsNoLine, placeholder.Name);
        }

        if (LinkTarget().Match(line) is { Success: true } link && !link.Groups["target"].Value.StartsWith("https://", StringComparison.Ordinal) && !Placeholder().IsMatch(line))
        {
            yield return (TemplateFault.ForbiddenLink, link.Groups["target"].Value);
        }
    }

    private static bool IsLinkTo(string line, Placeholder placeholder) =>
        line.StartsWith('[') && line.EndsWith($"]({{{placeholder.Name}}})", StringComparison.Ordinal)
        && line.IndexOf(']', StringComparison.Ordinal) is > 1 and var end && end == line.Length - placeholder.Name.Length - 5
        && !Placeholder().IsMatch(line[..end]);

    private static IEnumerable<(TemplateFault Fault, string Where)> Unknown(MailTemplate template, string text) =>
        Placeholder().Matches(text).Select(found => found.Groups["name"].Value).Distinct()
            .Where(name => template.Find(name) is null).Select(name => (TemplateFault.UnknownPlaceholder, name))
            .Concat(Placeholder().Replace(text, "").AsSpan().ContainsAny('{', '}') ? [(TemplateFault.LooseBrace, "")] : []);

    private static IEnumerable<Placeholder> Named(MailTemplate template, string text) =>
        Placeholder().Matches(text).Select(found => template.Find(found.Groups["name"].Value)).OfType<Placeholder>().Distinct();

    [GeneratedRegex(@"\{(?<name>[A-Za-z]+)\}", RegexOptions.ExplicitCapture)]
    public static partial Regex Placeholder();

    [GeneratedRegex(@"\A\[[^\]]*\]\((?<target>[^)]*)\)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex LinkTarget();
}
