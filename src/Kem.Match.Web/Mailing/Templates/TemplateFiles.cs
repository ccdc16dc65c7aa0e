using System.Text.Json;

namespace Kem.Match.Web.Mailing.Templates;

/// <summary>A file of mail templates that cannot be used, told so that a person can mend it.</summary>
public sealed class TemplateFileException(string file, string where, string problem, Exception? cause = null)
    : Exception($"{file}, {where}: {problem}", cause);

/// <summary>Reads the folder of mail templates. Either all of it is in order or nothing is read.</summary>
public sealed class TemplateFiles
{
    private const string Catalogue = "templates.json";

    private readonly string folder;

    private TemplateFiles(string folder) => this.folder = folder;

    public static MailTemplates Read(string folder)
    {
        var files = new TemplateFiles(folder);
        var templates = files.ReadTemplates();
        var languages = Directory.EnumerateFiles(folder, "templates.*.json").Order(StringComparer.Ordinal)
            .Select(path => files.ReadLanguage(Path.GetFileName(path), templates))
            .OrderBy(language => language.Code == MailTemplates.Danish ? 0 : 1)
            .ToList();

        if (languages is not [{ Code: MailTemplates.Danish }, ..]) throw new TemplateFileException(folder, "the folder", "templates.da.json is missing.");

        foreach (var language in languages)
        {
            files.CheckPhrases(templates, languages[0], language);
        }

        return new MailTemplates(templates, languages);
    }

    private List<MailTemplate> ReadTemplates()
    {
        using var document = Parse(Catalogue);
        var root = document.RootElement;
        var placeholders = root.GetProperty("placeholders").EnumerateObject().ToDictionary(entry => entry.Name, entry => new Placeholder(
            entry.Name,
            Enum.Parse<PlaceholderKind>(Text(Catalogue, entry.Name, entry.Value, "kind"), ignoreCase: true),
            Text(Catalogue, entry.Name, entry.Value, "da"),
            entry.Value.GetProperty("sample").GetString() ?? ""));

        return [.. root.GetProperty("templates").EnumerateArray().Select(item =>
        {
            var code = Text(Catalogue, "templates", item, "code");
            return new MailTemplate(
                code, Text(Catalogue, code, item, "da"), Text(Catalogue, code, item, "to"), Text(Catalogue, code, item, "when"),
                Named(item, code, "required"), Named(item, code, "optional"));
        })];

        List<Placeholder> Named(JsonElement item, string code, string list) => [.. item.GetProperty(list).EnumerateArray().Select(name =>
            placeholders.TryGetValue(name.GetString()!, out var placeholder)
                ? placeholder
                : throw Broken(Catalogue, code, $"the placeholder {{{name}}} of \"{list}\" is not among \"placeholders\"."))];
    }

    private MailLanguage ReadLanguage(string file, List<MailTemplate> templates)
    {
        using var document = Parse(file);
        var root = document.RootElement;
        var words = root.GetProperty("templates").EnumerateArray().ToDictionary(item => Text(file, "templates", item, "code"), item => item.Clone());

        foreach (var unknown in words.Keys.Except(templates.Select(template => template.Code)))
        {
            throw Broken(file, unknown, "there is no such template.");
        }

        return new MailLanguage
        {
            Code = Text(file, "the top", root, "code"),
            Name = Text(file, "the top", root, "name"),
            Danish = Text(file, "the top", root, "da"),
            IsRightToLeft = Text(file, "the top", root, "direction") == "rtl",
            IsReviewed = root.GetProperty("isReviewed").GetBoolean(),
            Months = Texts(file, root, "months", 12),
            Weekdays = Texts(file, root, "weekdays", 7),
            DayPattern = Text(file, "the top", root, "day"),
            DatePattern = Text(file, "the top", root, "date"),
            WeekdayPattern = Text(file, "the top", root, "weekday"),
            TimeSeparator = Text(file, "the top", root, "timeSeparator")[0],
            And = Text(file, "the top", root, "and"),
            Stop = Text(file, "the top", root, "stop"),
            Shared = root.GetProperty("shared").EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!),
            Wordings = templates.ToDictionary(template => template.Code, template => ReadWording(file, template, words)),
            Phrases = ReadPhrases(words),
        };
    }

    private Wording ReadWording(string file, MailTemplate template, Dictionary<string, JsonElement> words)
    {
        if (!words.TryGetValue(template.Code, out var item)) throw Broken(file, template.Code, "the template is missing.");

        var wording = new Wording(
            Text(file, template.Code, item, "subject"),
            string.Join("\n\n", item.GetProperty("text").EnumerateArray().Select(paragraph => paragraph.GetString())));

        foreach (var (fault, name) in TemplateText.FaultsInSubject(template, wording.Subject).Concat(TemplateText.FaultsInText(template, wording.Text)))
        {
            throw Broken(file, template.Code, $"{fault} {{{name}}}.");
        }

        return wording;
    }

    private static Dictionary<(string Template, string Placeholder, string Variant), string> ReadPhrases(Dictionary<string, JsonElement> words) => new(
        from item in words
        where item.Value.TryGetProperty("phrases", out _)
        from placeholder in item.Value.GetProperty("phrases").EnumerateObject()
        from variant in placeholder.Value.EnumerateObject()
        select KeyValuePair.Create((item.Key, placeholder.Name, variant.Name), variant.Value.GetString()!));

    /// <summary>Every sentence that Danish has, and none that the template has no values for.</summary>
    private void CheckPhrases(List<MailTemplate> templates, MailLanguage danish, MailLanguage language)
    {
        var file = $"templates.{language.Code}.json";

        foreach (var key in danish.Phrases.Keys.Except(language.Phrases.Keys))
        {
            throw Broken(file, key.Template, $"the phrase {{{key.Placeholder}}} has no \"{key.Variant}\".");
        }

        foreach (var (key, phrase) in language.Phrases)
        {
            var template = templates.Single(template => template.Code == key.Template);

            if (template.Find(key.Placeholder) is not { Kind: PlaceholderKind.Phrase } || !danish.Phrases.ContainsKey(key))
            {
                throw Broken(file, key.Template, $"{{{key.Placeholder}}} \"{key.Variant}\" is a phrase that nothing asks for.");
            }

            foreach (var (fault, name) in TemplateText.FaultsInSubject(template, phrase))
            {
                throw Broken(file, key.Template, $"the phrase {{{key.Placeholder}}} \"{key.Variant}\": {fault} {{{name}}}.");
            }
        }

        foreach (var shared in templates.SelectMany(template => template.Placeholders).Where(placeholder => placeholder.Kind == PlaceholderKind.Shared))
        {
            if (!language.Shared.ContainsKey(shared.Name)) throw Broken(file, "\"shared\"", $"{{{shared.Name}}} is missing.");
        }
    }

    private JsonDocument Parse(string file)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, file)));
        }
        catch (JsonException e)
        {
            throw new TemplateFileException(Path.Combine(folder, file), $"line {e.LineNumber + 1}", e.Message, e);
        }
    }

    private string Text(string file, string where, JsonElement item, string field) =>
        item.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : throw Broken(file, where, $"\"{field}\" is missing or empty.");

    private List<string> Texts(string file, JsonElement item, string field, int count)
    {
        var texts = item.GetProperty(field).EnumerateArray().Select(value => value.GetString()!).ToList();
        return texts.Count == count ? texts : throw Broken(file, $"\"{field}\"", $"there must be {count}.");
    }

    private TemplateFileException Broken(string file, string where, string problem) => new(Path.Combine(folder, file), where, problem);
}
