using System.Text.Json;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Domain.Wishes;

namespace Kem.Match.Web.Data;

/// <summary>A file under <c>data/</c> that cannot be read, told so that a person can mend it.</summary>
public sealed class DataFileException(string file, string where, string problem, Exception? cause = null)
    : Exception($"{file}, {where}: {problem}", cause);

/// <summary>Reads the lists of <c>data/taxonomy</c>. Either all of them are read or nothing is.</summary>
public sealed class TaxonomyFiles(string folder)
{
    public Taxonomy Read() => new(
        Terms("target-groups.json"),
        Terms("activity-kinds.json"),
        Terms("competences.json"),
        Terms("resources.json"),
        Terms("languages.json"),
        Terms("organisation-forms.json"),
        Items("agreement-methods.json", "items", Method),
        Clauses(),
        Items("meeting-agendas.json", "items", Agenda).ToDictionary(agenda => agenda.Code),
        Items("expectation-questions.json", "items", Preparation),
        ReadingAids());

    // One file for each language, beside the folder of the lists: whoever corrects a language has it alone.
    private List<ReadingAidLanguage> ReadingAids()
    {
        var beside = Path.Combine(folder, "..", "reading-aid");
        return Directory.Exists(beside) ? [.. Directory.EnumerateFiles(beside, "*.json").Order(StringComparer.Ordinal).Select(ReadingAid)] : [];
    }

    private static ReadingAidLanguage ReadingAid(string path)
    {
        using var document = Parse(path);
        var language = document.RootElement;

        try
        {
            return new ReadingAidLanguage(
                Text(language, "code"), Text(language, "name"), Text(language, "direction") == "rtl", language.GetProperty("draft").GetBoolean(),
                Text(language, "invite"), Text(language, "notice"), Text(language, "written"),
                language.GetProperty("clauses").EnumerateObject().ToDictionary(clause => clause.Name, clause => clause.Value.GetString()!));
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new DataFileException(path, "the top", e.Message, e);
        }
    }

    /// <summary>The matrix in which people choose their mails.</summary>
    public MailLines ReadMailLines() => new(Items("notification-preferences.json", "items", item => new MailLine(
        Text(item, "code"), Text(item, "da"), Choice(Text(item, "default")), [.. Texts(item, "options").Select(Choice)])));

    // In the order in which they stand in an agreement, which is a list of its own.
    private Dictionary<string, ClauseTemplate> Clauses()
    {
        var places = Items("agreement-methods.json", "clauseOrder", code => code.GetString()!);

        return Items("agreement-methods.json", "clauses", Clause).ToDictionary(
            clause => clause.Code,
            clause => places.IndexOf(clause.Code) is >= 0 and var place
                ? clause with { Order = place }
                : throw new DataFileException(Path.Combine(folder, "agreement-methods.json"), "\"clauseOrder\"", $"{clause.Code} is missing."));
    }

    private TermList Terms(string file) =>
        new(Items(file, "items", item => new Term(Text(item, "code"), Text(item, "da"), Optional(item, "helpDa"), Optional(item, "group") + Optional(item, "kind") + Optional(item, "side"))));

    private static CooperationMethod Method(JsonElement method) => new(
        Text(method, "code"),
        Text(method, "da"),
        Text(method, "shortDa"),
        Text(method, "themeDa"),
        Optional(method, "whenDa"),
        [.. method.GetProperty("steps").EnumerateArray().Select(step => Text(step, "da"))],
        Texts(method, "requiredClauses"),
        Texts(method, "optionalClauses"),
        Number(method, "statusIntervalMonths"),
        Number(method, "defaultTermMonths"),
        Text(method, "agenda"),
        Optional(method, "noteDa"));

    private static ClauseTemplate Clause(JsonElement clause) => new(
        Text(clause, "code"),
        Text(clause, "da"),
        Text(clause, "askDa"),
        Text(clause, "textDa"),
        clause.GetProperty("locked").GetBoolean(),
        [.. clause.GetProperty("fields").EnumerateArray().Select(field => new ClauseField(
            Text(field, "code"),
            Optional(field, "askDa"),
            Optional(field, "hintDa"),
            Number(field, "lines") ?? 1,
            field.GetProperty("auto").GetBoolean(),
            Optional(field, "defaultDa"))
        {
            Choices = field.TryGetProperty("choices", out var choices)
                ? [.. choices.EnumerateArray().Select(choice => new FieldChoice(Text(choice, "da"), Text(choice, "en")))]
                : [],
        })])
    {
        English = new EnglishClause(Text(clause, "en"), Text(clause, "askEn"), Text(clause, "textEn")),
    };

    private static AgendaTemplate Agenda(JsonElement agenda) => new(
        Text(agenda, "code"),
        Text(agenda, "da"),
        Number(agenda, "minutes") ?? 0,
        [.. agenda.GetProperty("items").EnumerateArray().Select(item => new AgendaItem(
            Text(item, "code"),
            Text(item, "da"),
            Number(item, "minutes") ?? 0,
            Optional(item, "kind") switch
            {
                "rating5" => AgendaItemKind.Rating,
                "numbers2" => AgendaItemKind.ResidentsAndVolunteers,
                "actions" => AgendaItemKind.Actions,
                "date" => AgendaItemKind.NextDate,
                _ => AgendaItemKind.Text,
            }))]);

    private static PreparationQuestion Preparation(JsonElement question) => new(
        Text(question, "code"),
        Texts(question, "methods"),
        Text(question, "da"),
        Text(question, "en"),
        Optional(question, "hintDa"),
        Number(question, "lines") ?? 1,
        question.TryGetProperty("options", out var options)
            ? [.. options.EnumerateArray().Select(option => new Term(Text(option, "code"), Text(option, "da"), "", ""))]
            : [],
        Texts(question, "to"),
        Text(question, "source") == "own");

    private List<T> Items<T>(string file, string list, Func<JsonElement, T> read)
    {
        var path = Path.Combine(folder, file);
        using var document = Parse(path);

        if (!document.RootElement.TryGetProperty(list, out var items)) throw new DataFileException(path, "the top", $"the list \"{list}\" is missing.");

        var number = 0;
        return [.. items.EnumerateArray().Select(item =>
        {
            number++;

            try
            {
                return read(item);
            }
            catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
            {
                var code = item.ValueKind == JsonValueKind.Object && item.TryGetProperty("code", out var c) ? $" ({c})" : "";
                throw new DataFileException(path, $"number {number} of \"{list}\"{code}", e.Message, e);
            }
        })];
    }

    private static JsonDocument Parse(string path)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllText(path));
        }
        catch (JsonException e)
        {
            throw new DataFileException(path, $"line {e.LineNumber + 1}", e.Message, e);
        }
    }

    private static MailChoice Choice(string code) =>
        Enum.TryParse<MailChoice>(code, ignoreCase: true, out var choice) ? choice : throw new FormatException($"\"{code}\" is not a choice.");

    private static string Text(JsonElement element, string field) =>
        element.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : throw new FormatException($"the field \"{field}\" is missing or empty.");

    private static string Optional(JsonElement element, string field) =>
        element.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static int? Number(JsonElement element, string field) =>
        element.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;

    private static List<string> Texts(JsonElement element, string field) =>
        [.. element.GetProperty(field).EnumerateArray().Select(value => value.GetString()!)];
}
