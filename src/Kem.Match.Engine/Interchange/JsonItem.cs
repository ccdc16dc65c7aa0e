using System.Text.Json;

namespace Kem.Match.Engine.Interchange;

/// <summary>One object of a JSON file, with the place it came from for the sake of error messages.</summary>
internal sealed class JsonItem(JsonElement element, string file, int line)
{
    private static readonly JsonReaderOptions Lenient =
        new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public JsonElement Element { get; } = element;

    /// <summary>The objects in the array called <paramref name="property"/> at the top of the file.</summary>
    public static IReadOnlyList<JsonItem> ReadArray(byte[] json, string file, string property, bool isRequired = true)
    {
        var items = new List<JsonItem>();
        var found = false;
        try
        {
            var reader = new Utf8JsonReader(WithoutMark(json), Lenient);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw new InterchangeException(file, 1, "", "the file must hold a JSON object");
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isWanted = reader.ValueTextEquals(property);
                reader.Read();
                if (!isWanted)
                {
                    reader.Skip();
                    continue;
                }

                found = true;
                if (reader.TokenType != JsonTokenType.StartArray)
                {
                    throw new InterchangeException(file, LineOf(json, reader.TokenStartIndex), property, "must be a list");
                }

                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    var line = LineOf(json, reader.TokenStartIndex);
                    items.Add(new JsonItem(JsonElement.ParseValue(ref reader), file, line));
                }
            }
        }
        catch (JsonException e)
        {
            throw new InterchangeException(file, (int)(e.LineNumber ?? 0) + 1, "", "is not valid JSON", e);
        }

        if (!found && isRequired) throw new InterchangeException(file, 1, property, "is missing");
        return items;
    }

    /// <summary>One line of a JSON-lines file.</summary>
    public static JsonItem ReadLine(string text, string file, int line)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new InterchangeException(file, line, "", "must be a JSON object");
            }

            return new JsonItem(document.RootElement.Clone(), file, line);
        }
        catch (JsonException e)
        {
            throw new InterchangeException(file, line, "", "is not valid JSON", e);
        }
    }

    public string Text(string field)
    {
        var text = TextOrEmpty(field);
        return text.Length > 0 ? text : throw Wrong(field, "is missing or empty");
    }

    public string TextOrEmpty(string field)
    {
        if (!TryGet(field, out var value)) return "";
        if (value.ValueKind == JsonValueKind.Number) return value.GetRawText();
        return value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : throw Wrong(field, "must be a text");
    }

    public IReadOnlyList<string> Texts(string field)
    {
        if (!TryGet(field, out var value)) return [];
        if (value.ValueKind == JsonValueKind.String) return [value.GetString()!.Trim()];
        if (value.ValueKind != JsonValueKind.Array) throw Wrong(field, "must be a list of texts");

        var texts = new List<string>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String) throw Wrong(field, "must be a list of texts");
            if (item.GetString()!.Trim() is { Length: > 0 } text) texts.Add(text);
        }

        return texts;
    }

    public double Number(string field)
    {
        if (!TryGet(field, out var value)) throw Wrong(field, "is missing");
        return value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw Wrong(field, "must be a number");
    }

    public bool Has(string field) => TryGet(field, out _);

    /// <summary>The numbers of an object, by name; none when the field is not there.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> WeightsOrNone(string field)
    {
        if (!TryGet(field, out var value)) return [];
        if (value.ValueKind != JsonValueKind.Object) throw Wrong(field, "must be an object of numbers");

        var weights = new List<KeyValuePair<string, double>>();
        foreach (var pair in value.EnumerateObject())
        {
            if (pair.Value.ValueKind != JsonValueKind.Number) throw Wrong($"{field}.{pair.Name}", "must be a number");
            weights.Add(new(pair.Name, pair.Value.GetDouble()));
        }

        return weights;
    }

    public JsonItem Object(string field)
    {
        if (!TryGet(field, out var value)) throw Wrong(field, "is missing");
        return value.ValueKind == JsonValueKind.Object
            ? new JsonItem(value, file, line)
            : throw Wrong(field, "must be an object");
    }

    public InterchangeException Wrong(string field, string what) => new(file, line, field, what);

    private bool TryGet(string field, out JsonElement value)
    {
        if (Element.ValueKind != JsonValueKind.Object) throw Wrong("", "must be a JSON object");
        return Element.TryGetProperty(field, out value) && value.ValueKind != JsonValueKind.Null;
    }

    private static ReadOnlySpan<byte> WithoutMark(byte[] json) =>
        json.AsSpan().StartsWith("\uFEFF"u8) ? json.AsSpan(3) : json;

    private static int LineOf(byte[] json, long offset) =>
        json.AsSpan(0, (int)Math.Min(offset, json.Length)).Count((byte)'\n') + 1;
}
