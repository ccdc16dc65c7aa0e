using System.Globalization;
using System.Text.Json;

namespace Kem.Match.Engine.Interchange;

/// <summary>A part of one JSON document, with the path that leads to it for the sake of error messages.</summary>
internal sealed class JsonPart
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly string file;
    private readonly JsonPart? parent;
    private readonly string name;
    private readonly int index;
    private readonly JsonElement element;

    private JsonPart(JsonElement element, string file, JsonPart? parent, string name, int index) =>
        (this.element, this.file, this.parent, this.name, this.index) = (element, file, parent, name, index);

    /// <exception cref="InterchangeException">It is no JSON object, e.g. because the end is missing.</exception>
    public static JsonPart Read(Stream content, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(content, Strict);
            var root = document.RootElement.Clone();
            return root.ValueKind == JsonValueKind.Object
                ? new JsonPart(root, file, null, "", 0)
                : throw new InterchangeException(file, 1, "", "the file must hold a JSON object");
        }
        catch (JsonException e)
        {
            throw new InterchangeException(file, (int)(e.LineNumber ?? 0) + 1, "", "is not valid JSON, or its end is missing", e);
        }
    }

    public bool Has(string field) => element.TryGetProperty(field, out _);

    public JsonPart Object(string field) => Of(field, JsonValueKind.Object, "must be an object");

    public IReadOnlyList<JsonPart> Objects(string field)
    {
        var parts = Items(field);
        return parts.Find(p => p.element.ValueKind != JsonValueKind.Object) is { } wrong ? throw wrong.Wrong("must be an object") : parts;
    }

    public string Text(string field) => Of(field, JsonValueKind.String, "must be a text").element.GetString()!;

    public IReadOnlyList<string> Texts(string field) =>
        [.. Items(field).Select(p => p.element.ValueKind == JsonValueKind.String ? p.element.GetString()! : throw p.Wrong("must be a text"))];

    public double Number(string field) => Of(field, JsonValueKind.Number, "must be a number").AsNumber();

    public int Whole(string field) => Of(field, JsonValueKind.Number, "must be a whole number").AsWhole();

    /// <summary>A day, or null where the file says null.</summary>
    public DateOnly? DayOrNull(string field)
    {
        if (element.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Null) return null;

        return DateOnly.TryParseExact(Text(field), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Wrong(field, "must be a day, yyyy-mm-dd");
    }

    public float[] Floats(string field) => [.. Items(field).Select(p => p.AsFloat())];

    public int[] Wholes(string field) => [.. Items(field).Select(p => p.AsWhole())];

    /// <summary>True and false, or 1 and 0.</summary>
    public bool[] Claims(string field) => [.. Items(field).Select(p => p.element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => p.AsWhole() switch { 1 => true, 0 => false, _ => throw p.Wrong("must be true or false") },
    })];

    public IReadOnlyDictionary<string, double> NumbersByName(string field) => ByName(field, (part, name) => part.Number(name));

    public IReadOnlyDictionary<string, string> TextsByName(string field) => ByName(field, (part, name) => part.Text(name));

    public InterchangeException Wrong(string what) => new(file, 1, Path, what);

    public InterchangeException Wrong(string field, string what) => new(file, 1, PathTo(field), what);

    private Dictionary<string, T> ByName<T>(string field, Func<JsonPart, string, T> read)
    {
        var part = Object(field);
        return part.element.EnumerateObject().ToDictionary(p => p.Name, p => read(part, p.Name));
    }

    // Put together only when something is wrong: a model has a hundred thousand numbers.
    private string Path => parent is null ? "" : name.Length == 0 ? $"{parent.Path}[{index}]" : parent.PathTo(name);

    private double AsNumber() =>
        element.ValueKind == JsonValueKind.Number && double.IsFinite(element.GetDouble()) ? element.GetDouble() : throw Wrong("must be a number");

    private float AsFloat() => float.IsFinite((float)AsNumber()) ? element.GetSingle() : throw Wrong("is too large a number");

    private int AsWhole() =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var whole) ? whole : throw Wrong("must be a whole number");

    private List<JsonPart> Items(string field)
    {
        var list = Of(field, JsonValueKind.Array, "must be a list");
        return [.. list.element.EnumerateArray().Select((e, n) => new JsonPart(e, file, list, "", n))];
    }

    private JsonPart Of(string field, JsonValueKind kind, string what)
    {
        if (!element.TryGetProperty(field, out var value)) throw Wrong(field, "is missing");
        return value.ValueKind == kind ? new JsonPart(value, file, this, field, 0) : throw Wrong(field, what);
    }

    private string PathTo(string field) => Path.Length == 0 ? field : $"{Path}.{field}";
}
