using System.Globalization;
using System.Text.Json;
using Kem.Match.Web.Domain.Checkups;
using Kem.Match.Web.Domain.Programmes;

namespace Kem.Match.Web.Data;

/// <summary>Reads the questionnaire of the health check and the outline of a programme from <c>data/taxonomy</c>.</summary>
public sealed class ProgrammeFiles(string folder)
{
    private static readonly CheckupChoice[] Scale = [CheckupChoice.NotYet, CheckupChoice.Begun, CheckupChoice.Partly, CheckupChoice.Mostly, CheckupChoice.InPlace];

    private static readonly Dictionary<string, CheckupChoice> OutsideScale = new(StringComparer.Ordinal)
    {
        ["DONT_KNOW"] = CheckupChoice.DontKnow,
        ["NOT_RELEVANT"] = CheckupChoice.NotRelevant,
    };

    private static readonly Dictionary<string, ProgrammePhase> Phases = new(StringComparer.Ordinal)
    {
        ["INTRO"] = ProgrammePhase.Introduction,
        ["DEVELOP"] = ProgrammePhase.Development,
        ["ANCHOR"] = ProgrammePhase.Anchoring,
        ["FOLLOWUP"] = ProgrammePhase.FollowUp,
    };

    public CheckupQuestions ReadCheckup() => Read("health-check-association.json", file => new CheckupQuestions(
        Text(file, "introDa"),
        List(file, "scale", level => KeyValuePair.Create(Scale[level.GetProperty("value").GetInt32() - 1], Text(level, "da")))
            .Concat(List(file, "noAnswer", choice => KeyValuePair.Create(OutsideScale[Text(choice, "code")], Text(choice, "da")))).ToDictionary(),
        List(file, "dimensions", subject => new CheckupSubject(
            Text(subject, "code"), Text(subject, "da"), Text(subject, "shortDa"), Text(subject, "whatDa"), Text(subject, "competence"),
            subject.GetProperty("anchors").EnumerateObject().ToDictionary(anchor => int.Parse(anchor.Name, CultureInfo.InvariantCulture), anchor => Text(anchor.Value, "da")),
            List(subject, "statements", statement => new CheckupStatement(Text(statement, "code"), Text(statement, "da"), statement.GetProperty("core").GetBoolean())),
            Text(subject, "nextStepDa")))));

    public ProgrammeOutline ReadOutline() => Read("kem-programme.json", file => new ProgrammeOutline(
        List(file, "phases", phase => new PhaseOutline(Phases[Text(phase, "code")], Text(phase, "da"), List(phase, "tasks", Item))),
        List(file, "criteria", Item)));

    private static ProgrammeItem Item(JsonElement item) => new(Text(item, "code"), Text(item, "da"));

    private T Read<T>(string name, Func<JsonElement, T> read)
    {
        var path = Path.Combine(folder, name);

        try
        {
            using var file = JsonDocument.Parse(File.ReadAllText(path));
            return read(file.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw new DataFileException(path, "the file", e.Message, e);
        }
    }

    private static List<T> List<T>(JsonElement element, string field, Func<JsonElement, T> read) => [.. element.GetProperty(field).EnumerateArray().Select(read)];

    private static string Text(JsonElement element, string field) =>
        element.GetProperty(field).GetString() is { Length: > 0 } text ? text : throw new FormatException($"the field \"{field}\" is empty.");
}
