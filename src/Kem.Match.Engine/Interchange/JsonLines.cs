namespace Kem.Match.Engine.Interchange;

/// <summary>Reads JSON-lines files: one object a line, empty lines skipped.</summary>
internal static class JsonLines
{
    public static IEnumerable<JsonItem> Read(TextReader reader, string file)
    {
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            var text = line.TrimStart('\uFEFF').Trim();
            if (text.Length > 0) yield return JsonItem.ReadLine(text, file, number);
        }
    }
}
